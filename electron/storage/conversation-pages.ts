/** Reads one page of a conversation: its end, what comes before or after a message, or what stands around one. */
import type { Conversation, ConversationPage } from '../../shared/domain/conversation.ts'
import type { PagePlace } from '../conversations/store-ports.ts'
import { toMessage, toRun } from './rows.ts'
import { inTransaction, type Database, type Row } from './sqlite.ts'

/** Messages on one page of a conversation. */
export const PAGE_SIZE = 200

type ReadPage = (conversationId: string, place: PagePlace) => ConversationPage | null

/** One transaction a page, so that the revision belongs to exactly these messages. */
export function createPages(
  database: Database,
  find: (conversationId: string) => Conversation | null,
): ReadPage {
  const sql = statements(database)

  /** The rows of a page, oldest first, and whether there is more on either side. */
  function rowsAt(id: string, place: PagePlace): { rows: Row[]; hasEarlier: boolean; hasLater: boolean } {
    const before = (position: number, most: number) => sql.before.all(id, position, most + 1)
    const from = (position: number, most: number) => sql.from.all(id, position, most + 1)
    if (typeof place === 'object' && place !== null) {
      const isAround = 'around' in place
      const later = from(isAround ? place.around : place.after + 1, isAround ? PAGE_SIZE / 2 : PAGE_SIZE)
      const earlier = isAround ? before(place.around, PAGE_SIZE / 2) : []
      const most = isAround ? PAGE_SIZE / 2 : PAGE_SIZE
      return {
        rows: [...earlier.slice(0, PAGE_SIZE / 2).toReversed(), ...later.slice(0, most)],
        hasEarlier: !isAround || earlier.length > PAGE_SIZE / 2,
        hasLater: later.length > most,
      }
    }
    const rows = before(place ?? Number.MAX_SAFE_INTEGER, PAGE_SIZE)
    const hasEarlier = rows.length > PAGE_SIZE
    return { rows: rows.slice(0, PAGE_SIZE).toReversed(), hasEarlier, hasLater: place !== null }
  }

  return (conversationId, place) =>
    inTransaction(database, () => {
      const conversation = find(conversationId)
      if (conversation === null) return null
      const { rows, hasEarlier, hasLater } = rowsAt(conversationId, place)
      const messages = rows.map(toMessage)
      const [first, last] = [messages[0]?.position ?? 0, messages.at(-1)?.position ?? 0]
      const runs = sql.runsOf.all(conversationId, first, last)
      return {
        conversation,
        revision: Number(sql.revision.get(conversationId)?.['revision'] ?? 0),
        messages,
        runs: runs.flatMap((row) => toRun(row) ?? []),
        hasEarlier,
        hasLater,
      }
    })
}

const statements = (database: Database) => ({
  before: database.prepare(
    'SELECT * FROM messages WHERE conversation_id = ? AND position < ? ORDER BY position DESC LIMIT ?',
  ),
  from: database.prepare(
    'SELECT * FROM messages WHERE conversation_id = ? AND position >= ? ORDER BY position LIMIT ?',
  ),
  revision: database.prepare('SELECT revision FROM conversations WHERE id = ?'),
  // By the messages they belong to and not by time: the system's clock may have been set back in between. The latest is
  // always among them, because the head of the conversation tells of it whatever is shown below.
  runsOf: database.prepare(
    `WITH shown AS (SELECT id, run_id FROM messages WHERE conversation_id = ?1 AND position BETWEEN ?2 AND ?3)
     SELECT record FROM runs WHERE conversation_id = ?1
       AND (is_open = 1 OR message_id IN (SELECT id FROM shown) OR id IN (SELECT run_id FROM shown)
         OR rowid = (SELECT max(rowid) FROM runs WHERE conversation_id = ?1))
     ORDER BY rowid`,
  ),
})
