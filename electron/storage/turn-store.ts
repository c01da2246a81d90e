/** Messages, runs and the journal in the history database. Each write of a conversation raises its revision in the same transaction. */
import { isOver } from '../../shared/domain/run.ts'
import type { Answer, Message, Question } from '../../shared/domain/conversation.ts'
import type { TurnStore } from '../conversations/ports.ts'
import { toMessage, toRun } from './rows.ts'
import { inTransaction, type Database } from './sqlite.ts'

export function createTurnStore(database: Database): TurnStore {
  const sql = statements(database)

  const raise = (conversationId: string): number => Number(sql.raise.get(conversationId)?.['revision'] ?? 0)
  const write = (conversationId: string, work: () => void): number =>
    inTransaction(database, () => {
      work()
      return raise(conversationId)
    })

  function add<T extends Omit<Question, 'position'> | Omit<Answer, 'position'>>(
    message: T,
  ): { message: T & { position: number }; revision: number } {
    return inTransaction(database, () => {
      const position = Number(sql.lastPosition.get(message.conversationId)?.['position'] ?? 0) + 1
      const { id, conversationId, role, status, remoteId, content, createdAt } = message
      const runId = 'runId' in message ? message.runId : null
      sql.insertMessage.run(
        id,
        conversationId,
        position,
        role,
        status,
        remoteId,
        runId,
        JSON.stringify(content),
        createdAt,
      )
      return { message: { ...message, position }, revision: raise(conversationId) }
    })
  }

  const update = ({ id, status, remoteId, content }: Message) =>
    void sql.updateMessage.run(status, remoteId, JSON.stringify(content), id)
  const oneMessage = (row: Record<string, unknown> | undefined): Message | null =>
    row === undefined ? null : toMessage(row)

  return {
    answersOf: (runId) =>
      sql.answersOf.all(runId).flatMap((row) => {
        const message = toMessage(row)
        return message.role === 'assistant' ? [message] : []
      }),
    latestMessages: (conversationId, count) => sql.latest.all(conversationId, count).map(toMessage).reverse(),
    findMessage: (messageId) => oneMessage(sql.findMessage.get(messageId)),
    addQuestion(question) {
      const { message, revision } = add(question)
      return { question: message, revision }
    },
    addAnswer(answer) {
      const { message, revision } = add(answer)
      return { answer: message, revision }
    },
    saveMessage: (message) => write(message.conversationId, () => update(message)),
    saveGrowing: update,
    queuedQuestions: (conversationId) =>
      sql.queued.all(conversationId).flatMap((row) => {
        const message = toMessage(row)
        return message.role === 'user' ? [message] : []
      }),
    moveToEnd(question) {
      const position = Number(sql.lastPosition.get(question.conversationId)?.['position'] ?? 0) + 1
      const revision = write(question.conversationId, () => sql.move.run(position, question.id))
      return { question: { ...question, position }, revision }
    },
    removeMessage: (message) => write(message.conversationId, () => sql.deleteMessage.run(message.id)),
    saveRun: (run, event, at) =>
      write(run.conversationId, () => {
        sql.saveRun.run(
          run.id,
          run.conversationId,
          run.messageId,
          Number(!isOver(run)),
          run.startedAt,
          JSON.stringify(run),
        )
        sql.note.run(run.id, at, JSON.stringify(event))
      }),
    findRun: (runId) => toRun(sql.findRun.get(runId)),
    latestRun: (conversationId) => toRun(sql.latestRun.get(conversationId)),
    openRuns: () => sql.openRuns.all().flatMap((row) => toRun(row) ?? []),
  }
}

const statements = (database: Database) => ({
  raise: database.prepare('UPDATE conversations SET revision = revision + 1 WHERE id = ? RETURNING revision'),
  lastPosition: database.prepare('SELECT max(position) AS position FROM messages WHERE conversation_id = ?'),
  insertMessage: database.prepare(
    'INSERT INTO messages (id, conversation_id, position, role, status, remote_id, run_id, content, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ),
  updateMessage: database.prepare('UPDATE messages SET status = ?, remote_id = ?, content = ? WHERE id = ?'),
  move: database.prepare('UPDATE messages SET position = ? WHERE id = ?'),
  deleteMessage: database.prepare('DELETE FROM messages WHERE id = ?'),
  answersOf: database.prepare('SELECT * FROM messages WHERE run_id = ? ORDER BY position'),
  latest: database.prepare('SELECT * FROM messages WHERE conversation_id = ? ORDER BY position DESC LIMIT ?'),
  queued: database.prepare(
    `SELECT * FROM messages WHERE conversation_id = ? AND role = 'user' AND status = 'queued' ORDER BY position`,
  ),
  findMessage: database.prepare('SELECT * FROM messages WHERE id = ?'),
  saveRun: database.prepare(
    `INSERT INTO runs (id, conversation_id, message_id, is_open, started_at, record) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET is_open = excluded.is_open, record = excluded.record`,
  ),
  note: database.prepare('INSERT INTO journal (run_id, at, event) VALUES (?, ?, ?)'),
  findRun: database.prepare('SELECT record FROM runs WHERE id = ?'),
  latestRun: database.prepare(
    'SELECT record FROM runs WHERE conversation_id = ? ORDER BY started_at DESC, rowid DESC LIMIT 1',
  ),
  openRuns: database.prepare(
    `SELECT r.record FROM runs r JOIN conversations c ON c.id = r.conversation_id WHERE r.is_open = 1 AND c.removed_at IS NULL`,
  ),
})
