/** The connect form's state: a server that is known or a new one, and an assistant on it. */
import { useEffect, useState } from 'react'
import { useForm, type UseFormReturn } from 'react-hook-form'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import type { Connection, ConnectionForm } from '../../../shared/domain/connection.ts'
import { toAppError, type AppError } from '../../../shared/errors.ts'
import { fieldWords } from '../../../shared/words/field-words.ts'
import { request } from '../../bridge/bridge.ts'
import { createDrafts } from '../../ui/form-drafts.ts'
import { showServerErrors } from './field-errors.ts'
import { settleServerForm, useServerForm } from './use-server-form.ts'

/** What the form begins with besides empty boxes. */
export interface ConnectStart {
  /** Null lets the person choose, beginning with the first there is. */
  connectionId: string | null
  /** An assistant whose nickname, colour and questions are taken over. */
  copyOf: Assistant | null
  remoteId: string
}

export interface AssistantFields {
  /** Empty for a new server. */
  connectionId: string
  remoteId: string
  nickname: string
}

/** What was typed about an assistant to connect, by what the form began with. */
export const connectDrafts = createDrafts<AssistantFields>((typed) => typed)

/** One draft for the plain form, and one for each assistant that is duplicated. */
export const connectKey = ({ copyOf }: ConnectStart): string =>
  copyOf === null ? 'connect' : `copy-${copyOf.id}`

export interface ConnectFormModel {
  /** Null for a new server. */
  connection: Connection | null
  server: UseFormReturn<ConnectionForm>
  assistant: UseFormReturn<AssistantFields>
  saveError: AppError | null
  isSaving: boolean
  onSave(): void
  /** Shows what is wrong beside its field; false when it was about no field. */
  showErrors(error: AppError): boolean
}

interface ConnectFormOptions {
  start: ConnectStart
  connections: readonly Connection[]
  initial: AssistantFields
  onSaved(saved: { assistantId: string; isBroughtBack: boolean }): void
}

/** Nothing is checked here: one place decides, and that is main. */
export function useConnectForm({
  start,
  connections,
  initial,
  onSaved,
}: ConnectFormOptions): ConnectFormModel {
  const key = connectKey(start)
  const server = useServerForm(key, null)
  const assistant = useAssistantFields(key, initial)
  const connectionId = assistant.watch('connectionId')
  const connection = connections.find(({ id }) => id === connectionId) ?? null
  const [saveError, setSaveError] = useState<AppError | null>(null)
  const [isSaving, setIsSaving] = useState(false)

  const showErrors = (error: AppError): boolean => {
    const isAboutServer = connection === null && showServerErrors(server, error)
    return showAssistantErrors(assistant, error) || isAboutServer
  }

  async function save() {
    setIsSaving(true)
    setSaveError(null)
    server.clearErrors()
    assistant.clearErrors()
    const { remoteId, nickname } = assistant.getValues()
    const { colour = null, suggestions = [] } = start.copyOf ?? {}
    try {
      const saved = await request('assistants.connect', {
        connectionId: connection?.id ?? null,
        server: connection === null ? server.getValues() : null,
        form: { remoteId, nickname, colour, suggestions },
      })
      settleServerForm(key, server)
      connectDrafts.drop(key)
      onSaved(saved)
    } catch (thrown) {
      const error = toAppError(thrown)
      if (!showErrors(error)) setSaveError(error)
    }
    setIsSaving(false)
  }

  return {
    connection,
    server,
    assistant,
    saveError,
    isSaving,
    onSave: () => void (isSaving || save()),
    showErrors,
  }
}

function useAssistantFields(key: string, initial: AssistantFields): UseFormReturn<AssistantFields> {
  const form = useForm<AssistantFields>({ defaultValues: connectDrafts.of(key) ?? initial })
  useEffect(() => {
    const typing = form.watch(() => connectDrafts.keep(key, form.getValues()))
    return () => typing.unsubscribe()
  }, [form, key])
  return form
}

function showAssistantErrors(form: UseFormReturn<AssistantFields>, error: AppError): boolean {
  if (error.kind !== 'invalid-fields') return false
  const { assistantId, nickname } = error.fields
  if (assistantId !== undefined)
    form.setError('remoteId', { message: fieldWords('assistantId', assistantId) }, { shouldFocus: true })
  if (nickname !== undefined)
    form.setError('nickname', { message: fieldWords('nickname', nickname) }, { shouldFocus: true })
  return assistantId !== undefined || nickname !== undefined
}
