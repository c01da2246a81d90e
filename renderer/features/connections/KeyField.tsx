/** The API key: written here and never read back; afterwards only where it is kept is shown. */
import { useEffect, useState } from 'react'
import { useController, useWatch, type UseFormReturn } from 'react-hook-form'
import type { Connection, ConnectionForm, KeyStatus, KeyTrouble } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { keyTroubleWords } from '../../../shared/words/key-words.ts'
import { request } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { joinSentences } from '../../ui/format.ts'
import { hostOf } from '../../ui/host.ts'
import { Tick } from '../../ui/Tick.tsx'
import { sayFailure } from '../../ui/toasts.ts'
import { originOf } from './server-form.ts'

interface KeyFieldProps {
  form: UseFormReturn<ConnectionForm>
  connection: Connection | null
  canKeepKeys: boolean
  /** Raised each time the person is asked for another key: opens the box. */
  wishes: number
}

/** Shows the box where there is no usable key, or when the person wants to replace it. */
export function KeyField({ form, connection, canKeepKeys, wishes }: KeyFieldProps) {
  const { field } = useController({ control: form.control, name: 'apiKey' })
  const signIn = useWatch({ control: form.control, name: 'signIn' })
  const [replacing, setReplacing] = useState<{ since: number } | null>(null)
  const key: KeyStatus = connection?.key ?? { kept: 'none' }
  const isKept = key.kept === 'keyring' || key.kept === 'session'
  const isWished = wishes > (replacing?.since ?? 0)
  useEffect(() => {
    if (wishes > 0) form.setFocus('apiKey', { shouldSelect: true })
  }, [wishes, form])
  if (signIn === 'none') return null
  if (connection !== null && isKept && replacing === null && !isWished && field.value === '')
    return (
      <div className="flex flex-col gap-3">
        <KeptKey
          words={keptWords(key)}
          connectionId={connection.id}
          onReplace={() => setReplacing({ since: wishes })}
        />
        <MoveKey form={form} connection={connection} />
      </div>
    )
  return (
    <KeyBox
      {...{ form, canKeepKeys, isKept }}
      trouble={key.kept === 'unreadable' ? troubleWords(key.because) : undefined}
      isAskedFor={replacing !== null || isWished}
      onKeep={() => {
        field.onChange('')
        setReplacing(null)
      }}
    />
  )
}

interface KeyBoxProps {
  form: UseFormReturn<ConnectionForm>
  canKeepKeys: boolean
  isKept: boolean
  /** Why the stored key cannot be used, if it cannot. */
  trouble: string | undefined
  isAskedFor: boolean
  onKeep(): void
}

function KeyBox({ form, canKeepKeys, isKept, trouble, isAskedFor, onKeep }: KeyBoxProps) {
  const { field, fieldState } = useController({ control: form.control, name: 'apiKey' })
  return (
    <Field
      label={m.form_api_key()}
      error={fieldState.error?.message ?? trouble}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked for this box
      autoFocus={isAskedFor}
      // Dots like a password, yet no password manager offers to keep it.
      className="font-mono [-webkit-text-security:disc]"
      hint={
        <>
          {joinSentences(m.form_api_key_hint(), isKept ? '' : m.form_api_key_none())}
          {!canKeepKeys && <span className="mt-1 block text-warn">{m.key_will_session()}</span>}
          {isKept && (
            <button
              type="button"
              className="mt-1 block rounded-sm text-accent hover:underline"
              onClick={onKeep}
            >
              {m.key_keep()}
            </button>
          )}
        </>
      }
      {...field}
    />
  )
}

/** Asked only while the form names another origin than the one the key was given for. */
function MoveKey({ form, connection }: { form: UseFormReturn<ConnectionForm>; connection: Connection }) {
  const { field } = useController({ control: form.control, name: 'isKeyMoveAllowed' })
  const { error } = useController({ control: form.control, name: 'apiKey' }).fieldState
  const written = useWatch({ control: form.control, name: 'baseUrl' })
  const origin = originOf(written)
  const hasMoved = origin !== null && origin !== originOf(connection.baseUrl)
  if (!hasMoved && error === undefined) return null
  return (
    <div className="rounded-md border border-warn/40 bg-warn-soft px-3 py-2.5">
      {hasMoved && (
        <Tick
          words={m.conn_move_key({ host: new URL(origin).host })}
          hint={m.conn_move_key_hint({ host: hostOf(connection) })}
          isOn={field.value}
          onChange={field.onChange}
        />
      )}
      {error !== undefined && (
        <p role="alert" className={`text-xs text-bad ${hasMoved ? 'mt-1.5 ps-6.5' : ''}`}>
          {error.message}
        </p>
      )}
    </div>
  )
}

interface KeptKeyProps {
  words: string
  connectionId: string
  onReplace(): void
}

function KeptKey({ words, connectionId, onReplace }: KeptKeyProps) {
  const remove = () => {
    request('connections.removeKey', { connectionId }).catch(sayFailure)
  }
  return (
    <div>
      <p className="mb-1.5 text-sm font-medium">{m.form_api_key()}</p>
      <div className="flex min-h-9 items-center gap-1 rounded-md border border-line-strong bg-sunk py-1 ps-3 pe-1">
        <p className="min-w-0 flex-1 text-sm text-fg-2">{words}</p>
        <Button weight="quiet" className="h-7" aria-label={m.key_replace_named()} onClick={onReplace}>
          {m.key_replace()}
        </Button>
        <Button weight="danger" className="h-7" aria-label={m.key_remove_named()} onClick={remove}>
          {m.key_remove()}
        </Button>
      </div>
    </div>
  )
}

const troubleWords = (because: KeyTrouble): string =>
  joinSentences(m.key_kept_unreadable(), keyTroubleWords(because))

function keptWords(key: KeyStatus): string {
  switch (key.kept) {
    case 'keyring':
      return m.key_kept_keyring({ last: key.lastFour })
    case 'session':
      return m.key_kept_session({ last: key.lastFour })
    case 'unreadable':
    case 'none':
    case 'built-in':
      return ''
  }
}
