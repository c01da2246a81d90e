/** Removing a connection: asks once, says what stays at the server, and can be undone for a while. */
import { Trash2 } from 'lucide-react'
import type { Connection } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { ConfirmButton } from '../../ui/ConfirmDialog.tsx'
import { hostOf } from '../../ui/host.ts'
import { say, sayFailure } from '../../ui/toasts.ts'
import { isolated } from '../../ui/isolate.ts'

const UNDO_FOR_MS = 15_000

interface RemoveConnectionProps {
  connection: Connection
  /** How many assistants go with it. */
  count: number
  onRemoved(): void
}

/** At the foot of the page. */
export function RemoveConnection({ connection, count, onRemoved }: RemoveConnectionProps) {
  const { id: connectionId, name } = connection
  const undo = () => {
    request('connections.restore', { connectionId }).catch(sayFailure)
  }
  const remove = async () => {
    await request('connections.remove', { connectionId })
    onRemoved()
    say({
      title: m.conn_removed({ name: isolated(name) }),
      description: m.conn_removed_body(),
      lastsMs: UNDO_FOR_MS,
      action: { words: m.conversation_undo(), act: undo },
    })
  }
  return (
    <div className="mt-10 border-t border-line pt-4">
      <ConfirmButton
        question={m.conn_remove_ask({ name: isolated(name) })}
        body={m.conn_remove_body({ count, host: hostOf(connection) })}
        yes={m.form_remove_confirm()}
        onYes={() => void remove().catch(sayFailure)}
      >
        <Trash2 size={15} aria-hidden />
        {m.conn_remove()}
      </ConfirmButton>
    </div>
  )
}
