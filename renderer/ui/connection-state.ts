/** The state of a connection in words, as far as it is known: where its key is, and how the last request went. */
import type { Connection } from '../../shared/domain/connection.ts'
import { m } from '../../shared/words/generated/messages.js'

/** How the last request to a server went; absent while none was made since the window opened. */
export type Reach = 'reached' | 'unreached' | 'refused' | 'failed'

interface StateWords {
  words: string
  tone: 'ok' | 'neutral' | 'warn' | 'bad'
}

/** What keeps it from working comes before what is well. */
export function connectionState(connection: Connection, reach: Reach | undefined): StateWords {
  if (connection.kind === 'practice') return { words: m.conn_state_practice(), tone: 'ok' }
  const { signIn, key } = connection
  if (signIn !== 'none' && key.kept === 'unreadable')
    return { words: m.conn_state_unreadable(), tone: 'warn' }
  switch (reach) {
    case 'unreached':
      return { words: m.conn_state_unreached(), tone: 'bad' }
    case 'refused':
      return { words: m.conn_state_refused(), tone: 'bad' }
    case 'failed':
      return { words: m.conn_state_failed(), tone: 'bad' }
    case 'reached':
      return { words: m.conn_state_reached(), tone: 'ok' }
    case undefined:
      return { words: keyWords(connection), tone: 'neutral' }
  }
}

function keyWords({ signIn, key }: Connection): string {
  if (signIn === 'none') return m.conn_state_no_key_sent()
  if (key.kept === 'none') return m.conn_state_no_key()
  return key.kept === 'session' ? m.conn_state_session() : m.conn_state_kept()
}
