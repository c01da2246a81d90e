/** What turn-store says to the database, prepared once. */
import type { Database } from './sqlite.ts'

export const turnStatements = (database: Database) => ({
  raise: database.prepare('UPDATE conversations SET revision = revision + 1 WHERE id = ? RETURNING revision'),
  lastPosition: database.prepare('SELECT max(position) AS position FROM messages WHERE conversation_id = ?'),
  insertMessage: database.prepare(
    'INSERT INTO messages (id, conversation_id, position, role, status, remote_id, run_id, content, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ),
  updateMessage: database.prepare('UPDATE messages SET status = ?, remote_id = ?, content = ? WHERE id = ?'),
  move: database.prepare('UPDATE messages SET position = ? WHERE id = ?'),
  deleteMessage: database.prepare('DELETE FROM messages WHERE id = ?'),
  remoteIds: database.prepare(
    'SELECT remote_id FROM messages WHERE conversation_id = ? AND remote_id IS NOT NULL',
  ),
  answersOf: database.prepare('SELECT * FROM messages WHERE run_id = ? ORDER BY position'),
  latest: database.prepare('SELECT * FROM messages WHERE conversation_id = ? ORDER BY position DESC LIMIT ?'),
  queued: database.prepare(
    `SELECT * FROM messages WHERE conversation_id = ? AND status = 'queued' ORDER BY position`,
  ),
  withQueue: database.prepare(
    `SELECT DISTINCT m.conversation_id FROM messages m JOIN conversations c ON c.id = m.conversation_id
     WHERE m.status = 'queued' AND c.removed_at IS NULL`,
  ),
  findMessage: database.prepare('SELECT * FROM messages WHERE id = ?'),
  saveRun: database.prepare(
    `INSERT INTO runs (id, conversation_id, message_id, is_open, started_at, record) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET is_open = excluded.is_open, record = excluded.record`,
  ),
  note: database.prepare('INSERT INTO journal (run_id, at, event) VALUES (?, ?, ?)'),
  findRun: database.prepare('SELECT record FROM runs WHERE id = ?'),
  // By the order of writing: the system's clock may have been set back between two runs.
  latestRun: database.prepare(
    'SELECT record FROM runs WHERE conversation_id = ? ORDER BY rowid DESC LIMIT 1',
  ),
  openRuns: database.prepare(
    `SELECT r.record FROM runs r JOIN conversations c ON c.id = r.conversation_id WHERE r.is_open = 1 AND c.removed_at IS NULL`,
  ),
  typedResults: database.prepare('SELECT typed FROM typed_results WHERE run_id = ?'),
  saveTypedResults: database.prepare(
    `INSERT INTO typed_results (run_id, typed) SELECT id, ? FROM runs WHERE id = ?
     ON CONFLICT (run_id) DO UPDATE SET typed = excluded.typed`,
  ),
})
