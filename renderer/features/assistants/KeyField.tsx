/** The API key: written here and never read back; afterwards only where it is kept is shown. */
import { useState } from 'react'
import { useController, type Control } from 'react-hook-form'
import type { ConnectForm } from '../../../shared/domain/assistant.ts'
import type { Connection, KeyStatus } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { joinSentences } from '../../ui/format.ts'
import { Field } from '../../ui/Field.tsx'
import { sayFailure } from '../../ui/toasts.ts'

interface KeyFieldProps {
  control: Control<ConnectForm>
  connection: Connection | null
  canKeepKeys: boolean
}

/** Shows the box where there is no usable key, or when the person wants to replace it. */
export function KeyField({ control, connection, canKeepKeys }: KeyFieldProps) {
  const { field, fieldState } = useController({ control, name: 'apiKey' })
  const [isReplacing, setIsReplacing] = useState(false)
  const key: KeyStatus = connection?.key ?? { kept: 'none' }
  const isKept = key.kept === 'keyring' || key.kept === 'session'
  const mustShowBox = fieldState.error !== undefined || field.value !== ''
  if (connection !== null && isKept && !isReplacing && !mustShowBox)
    return (
      <KeptKey words={keptWords(key)} connectionId={connection.id} onReplace={() => setIsReplacing(true)} />
    )
  return (
    <Field
      label={m.form_api_key()}
      error={fieldState.error?.message ?? (key.kept === 'unreadable' ? m.key_kept_unreadable() : undefined)}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked for this box
      autoFocus={isReplacing}
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
              onClick={() => {
                field.onChange('')
                setIsReplacing(false)
              }}
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

function keptWords(key: KeyStatus): string {
  switch (key.kept) {
    case 'keyring':
      return m.key_kept_keyring({ last: key.lastFour })
    case 'session':
      return m.key_kept_session({ last: key.lastFour })
    case 'unreadable':
      return m.key_kept_unreadable()
    case 'none':
    case 'built-in':
      return ''
  }
}
