/** The connect form's state: what is typed survives every error, and main says what is wrong with which field. */
import { useEffect, useState } from 'react'
import { useForm, type UseFormReturn } from 'react-hook-form'
import type { AssistantSnapshot, ConnectForm } from '../../../shared/domain/assistant.ts'
import { toAppError, type AppError, type FieldName } from '../../../shared/errors.ts'
import { request } from '../../bridge/bridge.ts'
import { fieldWords } from './field-words.ts'
import { draftOf, dropDraft, keepDraft } from './form-drafts.ts'

export type CheckState =
  | { state: 'idle' | 'asking' }
  | { state: 'found'; snapshot: AssistantSnapshot }
  | { state: 'failed'; error: AppError }

export interface ConnectFormModel {
  form: UseFormReturn<ConnectForm>
  check: CheckState
  saveError: AppError | null
  isSaving: boolean
  onSave(): void
  onCheck(): void
}

interface ConnectFormOptions {
  /** Null for a new one. */
  assistantId: string | null
  initial: ConnectForm
  onSaved(assistantId: string): void
}

/** Nothing is checked here: one place decides, and that is main. */
export function useConnectForm({ assistantId, initial, onSaved }: ConnectFormOptions): ConnectFormModel {
  const form = useForm<ConnectForm>({
    defaultValues: draftOf(assistantId) ?? initial,
    shouldFocusError: true,
  })
  useEffect(() => {
    const typing = form.watch(() => keepDraft(assistantId, form.getValues()))
    return () => typing.unsubscribe()
  }, [form, assistantId])
  const [check, setCheck] = useState<CheckState>({ state: 'idle' })
  const [saveError, setSaveError] = useState<AppError | null>(null)
  const [isSaving, setIsSaving] = useState(false)

  async function save() {
    setIsSaving(true)
    setSaveError(null)
    form.clearErrors()
    try {
      const saved = await request('assistants.save', { assistant: assistantId, form: form.getValues() })
      form.setValue('apiKey', '')
      dropDraft(assistantId)
      onSaved(saved.assistantId)
    } catch (thrown) {
      const error = toAppError(thrown)
      if (!showFieldErrors(form, error)) setSaveError(error)
    }
    setIsSaving(false)
  }

  async function ask() {
    setCheck({ state: 'asking' })
    form.clearErrors()
    try {
      const snapshot = await request('assistants.check', { assistant: assistantId, form: form.getValues() })
      setCheck({ state: 'found', snapshot })
    } catch (thrown) {
      const error = toAppError(thrown)
      setCheck(showFieldErrors(form, error) ? { state: 'idle' } : { state: 'failed', error })
    }
  }

  return {
    form,
    check,
    saveError,
    isSaving,
    onSave: () => void (isSaving || save()),
    onCheck: () => void (check.state === 'asking' || ask()),
  }
}

const FIELDS: readonly Exclude<FieldName, 'runLimitSeconds'>[] = [
  'baseUrl',
  'apiKey',
  'assistantId',
  'nickname',
]

/** True when the error was about fields and is now shown beside them. */
function showFieldErrors(form: UseFormReturn<ConnectForm>, error: AppError): boolean {
  if (error.kind !== 'invalid-fields') return false
  const wrong = FIELDS.filter((field) => error.fields[field] !== undefined)
  for (const [at, field] of wrong.entries()) {
    const problem = error.fields[field]
    if (problem !== undefined)
      form.setError(field, { message: fieldWords(field, problem) }, { shouldFocus: at === 0 })
  }
  return wrong.length > 0
}
