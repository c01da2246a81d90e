/** Says what another history file holds, and how that differs from what is here. */
import type { ConversationGlimpse, Glimpses, SnapshotPreview } from '../../shared/domain/snapshot.ts'
import { withThere } from './replace-history.ts'
import type { Database, Row } from './sqlite.ts'

/** As many as a person looks through. */
const MOST_SHOWN = 50

/** Empty conversations are not worth telling of. */
const SEEN = `c.removed_at IS NULL AND (c.title <> '' OR EXISTS (SELECT 1 FROM SCHEMA.messages m WHERE m.conversation_id = c.id))`

/** The file is of the same schema. */
export const compareWith = (database: Database, file: string): Omit<SnapshotPreview, 'snapshot'> =>
  withThere(database, file, () => ({
    messages: count(
      database,
      'SELECT count(*) AS n FROM there.messages WHERE conversation_id IN (SELECT id FROM there.conversations WHERE removed_at IS NULL)',
    ),
    conversations: glimpses(database, 'there', null),
    onlyThere: glimpses(database, 'there', 'main'),
    onlyHere: glimpses(database, 'main', 'there'),
  }))

/** Nothing was written to a conversation here that is not written there: every write raises a revision. */
export const holdsAllOf = (database: Database, file: string): boolean =>
  withThere(
    database,
    file,
    () =>
      count(
        database,
        `SELECT count(*) AS n FROM main.conversations c WHERE NOT EXISTS
           (SELECT 1 FROM there.conversations t WHERE t.id = c.id AND t.revision >= c.revision AND t.draft = c.draft)`,
      ) === 0,
  )

type Side = 'main' | 'there'

/** Those of `side`; with `other`, those of them it does not have. */
function glimpses(database: Database, side: Side, other: Side | null): Glimpses {
  const missing =
    other === null
      ? ''
      : `AND NOT EXISTS (SELECT 1 FROM ${other}.conversations o WHERE o.id = c.id AND o.removed_at IS NULL)`
  const from = `FROM ${side}.conversations c WHERE ${SEEN.replace('SCHEMA', side)} ${missing}`
  const rows = database
    .prepare(
      `SELECT c.id, c.title, c.updated_at, (SELECT count(*) FROM ${side}.messages m WHERE m.conversation_id = c.id) AS messages
       ${from} ORDER BY c.updated_at DESC LIMIT ?`,
    )
    .all(MOST_SHOWN)
  return { total: count(database, `SELECT count(*) AS n ${from}`), shown: rows.map(toGlimpse) }
}

const toGlimpse = (row: Row): ConversationGlimpse => ({
  id: String(row['id']),
  title: String(row['title']),
  updatedAt: Number(row['updated_at']),
  messages: Number(row['messages']),
})

const count = (database: Database, sql: string): number => Number(database.prepare(sql).get()?.['n'] ?? 0)
