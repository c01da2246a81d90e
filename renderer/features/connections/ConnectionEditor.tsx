/** One connection in the settings: its server, its key, its check, its assistants, and how to be rid of it. */
import { useState } from 'react'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { toAppError, type AppError } from '../../../shared/errors.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { connectionState, type Reach } from '../../ui/connection-state.ts'
import { hostOf, isSentInClear } from '../../ui/host.ts'
import { AddressField } from './AddressField.tsx'
import { AssistantsHere } from './AssistantsHere.tsx'
import { CheckPlace } from './CheckPlace.tsx'
import { showServerErrors } from './field-errors.ts'
import { KeyField } from './KeyField.tsx'
import { MoreFields, TextBox } from './MoreFields.tsx'
import { RemoveConnection } from './RemoveConnection.tsx'
import { SaveProblem } from './SaveProblem.tsx'
import type { ConnectStart } from './use-connect-form.ts'
import { settleServerForm, useServerForm } from './use-server-form.ts'

interface ConnectionEditorProps {
  /** Null for a new one. */
  connection: Connection | null
  /** Those of this connection. */
  assistants: readonly Assistant[]
  canKeepKeys: boolean
  reach: Reach | undefined
  onSaved(connectionId: string): void
  onRemoved(): void
  onOpenAssistant(assistantId: string): void
  onConnect(start: ConnectStart): void
}

/** Keyed by the connection by its parent. */
export function ConnectionEditor(props: ConnectionEditorProps) {
  const { connection, assistants, reach, onRemoved, onOpenAssistant, onConnect } = props
  const isPractice = connection?.kind === 'practice'
  return (
    <>
      <Head connection={connection} reach={reach} />
      {isPractice ? (
        <p className="rounded-md bg-accent-soft px-3 py-2 text-sm">{m.conn_practice_built_in()}</p>
      ) : (
        <ServerForm {...props} />
      )}
      {connection !== null && (
        <AssistantsHere
          assistants={assistants}
          onOpen={onOpenAssistant}
          onAdd={
            isPractice ? null : () => onConnect({ connectionId: connection.id, copyOf: null, remoteId: '' })
          }
        />
      )}
      {connection !== null && !isPractice && (
        <RemoveConnection connection={connection} count={assistants.length} onRemoved={onRemoved} />
      )}
    </>
  )
}

function Head({ connection, reach }: Pick<ConnectionEditorProps, 'connection' | 'reach'>) {
  if (connection === null)
    return (
      <>
        <h1 className="text-[20px] leading-7 font-semibold tracking-[-.015em]">{m.conn_title_new()}</h1>
        <p className="mt-1 mb-6 text-sm text-fg-2">{m.form_intro()}</p>
      </>
    )
  const name = connection.kind === 'practice' ? m.practice_name() : connection.name
  return (
    <>
      <h1 className="text-[20px] leading-7 font-semibold tracking-[-.015em] [overflow-wrap:anywhere]">
        {name}
      </h1>
      <p className="mt-1 mb-6 flex flex-wrap items-center gap-2 text-sm text-fg-2">
        {`${hostOf(connection)} · ${connectionState(connection, reach).words}`}
        {isSentInClear(connection) && <Chip tone="warn">{m.conn_in_clear()}</Chip>}
      </p>
    </>
  )
}

const NEW = 'new-connection'

function ServerForm(props: ConnectionEditorProps) {
  const { connection, assistants, canKeepKeys, onSaved, onOpenAssistant, onConnect } = props
  const key = connection?.id ?? NEW
  const form = useServerForm(key, connection)
  const [keyWishes, setKeyWishes] = useState(0)
  const [error, setError] = useState<AppError | null>(null)
  const [isSaving, setIsSaving] = useState(false)
  const save = async () => {
    setIsSaving(true)
    setError(null)
    form.clearErrors()
    try {
      const typed = form.getValues()
      const saved = await request('connections.save', { connection: connection?.id ?? null, form: typed })
      settleServerForm(key, form)
      onSaved(saved.connectionId)
    } catch (thrown) {
      const problem = toAppError(thrown)
      if (!showServerErrors(form, problem)) setError(problem)
    }
    setIsSaving(false)
  }
  return (
    <form
      noValidate
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isSaving) void save()
      }}
    >
      <TextBox form={form} name="name" hint={m.conn_name_hint()} />
      <AddressField form={form} connection={connection} />
      <KeyField {...{ form, connection, canKeepKeys }} wishes={keyWishes} />
      <MoreFields form={form} connection={connection} hasName={false} />
      <CheckPlace
        server={form}
        connection={connection}
        remoteId={() => assistants[0]?.remoteId ?? ''}
        onRemoteId={null}
        onWantKey={() => setKeyWishes(keyWishes + 1)}
        onWantPick={
          connection === null
            ? null
            : () => onConnect({ connectionId: connection.id, copyOf: null, remoteId: '' })
        }
        onOpenConnection={() => undefined}
        onFieldErrors={(problem) => showServerErrors(form, problem)}
        buttons={
          <Button weight="primary" type="submit" disabled={isSaving}>
            {m.form_save()}
          </Button>
        }
      />
      {error !== null && <SaveProblem error={error} onOpen={onOpenAssistant} />}
    </form>
  )
}
