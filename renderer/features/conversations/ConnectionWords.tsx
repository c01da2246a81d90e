/** In words, whether the server of the current assistant can be asked. */
import type { Connection } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { hostOf } from '../../ui/host.ts'

/** The dot only repeats the words. */
export function ConnectionWords({ connection }: { connection: Connection | null }) {
  const { words, dot } = stateOf(connection)
  return (
    <p className="flex min-w-0 flex-1 items-center gap-2 text-xs text-fg-2" title={words}>
      <span aria-hidden className={`size-2 shrink-0 rounded-full ${dot}`} />
      <span className="truncate">{words}</span>
    </p>
  )
}

function stateOf(connection: Connection | null): { words: string; dot: string } {
  if (connection === null) return { words: m.connection_none(), dot: 'bg-line-strong' }
  const host = hostOf(connection)
  switch (connection.key.kept) {
    case 'built-in':
      return { words: m.connection_practice(), dot: 'bg-ok' }
    case 'keyring':
      return { words: m.connection_ready({ host }), dot: 'bg-ok' }
    case 'session':
      return { words: m.connection_key_session({ host }), dot: 'bg-ok' }
    case 'none':
      return { words: m.connection_no_key({ host }), dot: 'bg-line-strong' }
    case 'unreadable':
      return { words: m.connection_key_unreadable({ host }), dot: 'bg-warn' }
  }
}
