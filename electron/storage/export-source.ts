/** Reads conversations out of the history database from beginning to end, a page at a time. */
import { assistantSnapshotSchema, type AssistantSnapshot } from '../../shared/domain/assistant.ts'
import type { ExportSource, RunAndSnapshot } from '../data/ports.ts'
import { toConversation, toMessage, toRun } from './rows.ts'
import type { Database, Row } from './sqlite.ts'

/** Few enough that main is back within a frame or two. */
const PAGE = 100

export function createExportSource(database: Database): ExportSource {
  const sql = statements(database)
  const snapshots = new Map<string, AssistantSnapshot | null>()

  function snapshotOf(row: Row): AssistantSnapshot | null {
    const hash = row['hash']
    if (typeof hash !== 'string') return null
    const known = snapshots.get(hash)
    if (known !== undefined) return withTime(known, row)
    const read = toSnapshot(row['snapshot'], row['read_at'])
    snapshots.set(hash, read)
    return read
  }

  const toRuns = (rows: Row[]): RunAndSnapshot[] =>
    rows.flatMap((row) => {
      const run = toRun(row)
      return run === null ? [] : [{ run, snapshot: snapshotOf(row) }]
    })

  return {
    ids: () => sql.ids.all().map((row) => String(row['id'])),
    find(conversationId) {
      const row = sql.find.get(conversationId)
      return row === undefined ? null : toConversation(row)
    },
    countMessages: (conversationIds) =>
      conversationIds.reduce((sum, id) => sum + Number(sql.count.get(id)?.['n'] ?? 0), 0),
    messagesAfter: (conversationId, position) =>
      sql.messages.all(conversationId, position, PAGE).map(toMessage),
    runsOf: (messageIds) => toRuns(messageIds.flatMap((id) => sql.runsOf.all(id))),
    runsAfter(conversationId, number) {
      const rows = sql.runsAfter.all(conversationId, number, PAGE)
      return { runs: toRuns(rows), last: Number(rows.at(-1)?.['number'] ?? number) }
    },
  }
}

/** Equal snapshots are stored once; when each was read stands with its run. */
const withTime = (snapshot: AssistantSnapshot | null, row: Row): AssistantSnapshot | null =>
  snapshot === null ? null : { ...snapshot, readAt: Number(row['read_at'] ?? snapshot.readAt) }

function toSnapshot(json: unknown, readAt: unknown): AssistantSnapshot | null {
  try {
    const parsed: unknown = JSON.parse(String(json))
    const read = assistantSnapshotSchema.safeParse({ ...Object(parsed), readAt: Number(readAt ?? 0) })
    return read.success ? read.data : null
  } catch {
    return null
  }
}

const WITH_SNAPSHOT = `SELECT r.record, r.rowid AS number, s.hash, s.read_at, a.snapshot FROM runs r
  LEFT JOIN run_snapshots s ON s.run_id = r.id LEFT JOIN assistant_snapshots a ON a.hash = s.hash`

const statements = (database: Database) => ({
  ids: database.prepare(
    `SELECT id FROM conversations c WHERE removed_at IS NULL
       AND EXISTS (SELECT 1 FROM messages m WHERE m.conversation_id = c.id) ORDER BY updated_at DESC, id`,
  ),
  find: database.prepare('SELECT *, 0 AS is_busy FROM conversations WHERE id = ? AND removed_at IS NULL'),
  count: database.prepare('SELECT count(*) AS n FROM messages WHERE conversation_id = ?'),
  messages: database.prepare(
    'SELECT * FROM messages WHERE conversation_id = ? AND position > ? ORDER BY position LIMIT ?',
  ),
  runsOf: database.prepare(`${WITH_SNAPSHOT} WHERE r.message_id = ? ORDER BY r.rowid`),
  runsAfter: database.prepare(
    `${WITH_SNAPSHOT} WHERE r.conversation_id = ? AND r.rowid > ? ORDER BY r.rowid LIMIT ?`,
  ),
})
