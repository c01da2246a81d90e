/** One form for connecting an assistant and for changing one: fields, Check connection, Save. */
import type { ReactNode } from 'react'
import type { Assistant, ConnectForm } from '../../../shared/domain/assistant.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { CheckResult } from './CheckResult.tsx'
import { ConnectFields } from './ConnectFields.tsx'
import { useConnectForm } from './use-connect-form.ts'

interface AssistantFormProps {
  /** Null connects a new one. */
  assistant: Assistant | null
  connection: Connection | null
  canKeepKeys: boolean
  onSaved(assistantId: string): void
  /** More buttons at the end of the row. */
  children?: ReactNode
}

/** Saving never needs a check: a server may be down today. */
export function AssistantForm({ assistant, connection, canKeepKeys, onSaved, children }: AssistantFormProps) {
  const model = useConnectForm({
    assistantId: assistant?.id ?? null,
    initial: initialOf(assistant, connection),
    onSaved,
  })
  const { form, check, saveError, isSaving, onSave, onCheck } = model
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        onSave()
      }}
    >
      <ConnectFields control={form.control} connection={connection} canKeepKeys={canKeepKeys} />
      <div className="flex flex-wrap items-center gap-2">
        <Button weight="primary" type="submit" disabled={isSaving}>
          {m.form_save()}
        </Button>
        <Button onClick={onCheck} disabled={check.state === 'asking'}>
          {m.form_check()}
        </Button>
        <span className="me-auto text-xs text-fg-3">{m.form_check_optional()}</span>
        {children}
      </div>
      <CheckResult check={check} saveError={saveError} />
    </form>
  )
}

const initialOf = (assistant: Assistant | null, connection: Connection | null): ConnectForm => ({
  baseUrl: connection?.baseUrl ?? '',
  apiKey: '',
  assistantId: assistant?.remoteId ?? '',
  nickname: assistant?.nickname ?? '',
  delivery: connection?.delivery ?? 'automatic',
})
