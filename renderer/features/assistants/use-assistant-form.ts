/** The state of the form about one assistant: what is typed survives leaving it, errors of main stand beside their fields. */
import { useEffect, useState } from 'react'
import { useForm, type UseFormReturn } from 'react-hook-form'
import type { Assistant, AssistantColour } from '../../../shared/domain/assistant.ts'
import { toAppError, type AppError } from '../../../shared/errors.ts'
import { fieldWords } from '../../../shared/words/field-words.ts'
import { request } from '../../bridge/bridge.ts'
import { createDrafts } from '../../ui/form-drafts.ts'

export interface AssistantFields {
  remoteId: string
  nickname: string
  colour: AssistantColour
  /** As rows of a form are: an array of texts alone could not be told apart while it is edited. */
  suggestions: { text: string }[]
}

export const assistantDrafts = createDrafts<AssistantFields>((typed) => typed)

export interface AssistantFormModel {
  form: UseFormReturn<AssistantFields>
  saveError: AppError | null
  isSaving: boolean
  onSave(): void
}

/** Saving checks nothing at the server: it may be down today. */
export function useAssistantForm(assistant: Assistant, onSaved: () => void): AssistantFormModel {
  const { id: assistantId } = assistant
  const form = useForm<AssistantFields>({
    defaultValues: assistantDrafts.of(assistantId) ?? fieldsOf(assistant),
  })
  useEffect(() => {
    const typing = form.watch(() => assistantDrafts.keep(assistantId, form.getValues()))
    return () => typing.unsubscribe()
  }, [form, assistantId])
  const [saveError, setSaveError] = useState<AppError | null>(null)
  const [isSaving, setIsSaving] = useState(false)

  async function save() {
    setIsSaving(true)
    setSaveError(null)
    form.clearErrors()
    const { suggestions, ...typed } = form.getValues()
    const given = suggestions.map(({ text }) => text).filter((text) => text.trim() !== '')
    try {
      await request('assistants.change', { assistantId, form: { ...typed, suggestions: given } })
      assistantDrafts.drop(assistantId)
      onSaved()
    } catch (thrown) {
      const error = toAppError(thrown)
      if (!showErrors(form, error)) setSaveError(error)
    }
    setIsSaving(false)
  }
  return { form, saveError, isSaving, onSave: () => void (isSaving || save()) }
}

const fieldsOf = ({ remoteId, nickname, colour, suggestions }: Assistant): AssistantFields => ({
  remoteId,
  nickname,
  colour,
  suggestions: suggestions.map((text) => ({ text })),
})

function showErrors(form: UseFormReturn<AssistantFields>, error: AppError): boolean {
  if (error.kind !== 'invalid-fields') return false
  const { assistantId, nickname, suggestions } = error.fields
  if (assistantId !== undefined)
    form.setError('remoteId', { message: fieldWords('assistantId', assistantId) }, { shouldFocus: true })
  if (nickname !== undefined)
    form.setError('nickname', { message: fieldWords('nickname', nickname) }, { shouldFocus: true })
  if (suggestions !== undefined)
    form.setError('suggestions', { message: fieldWords('suggestions', suggestions) })
  return assistantId !== undefined || nickname !== undefined || suggestions !== undefined
}
