/** Conversations in the history database: their headers, their pages, and removal that can be undone. */
import type { Conversation, ConversationPage } from '../../shared/domain/conversation.ts'
import type { ConversationStore } from '../conversations/ports.ts'
import { toConversation, toMessage, toRun } from './rows.ts'
import { inTransaction, orStorageFailed, type Database } from './sqlite.ts'

/** Messages on one page of a conversation. */
export const PAGE_SIZE = 200

export const createConversationStore = (database: Database, now: () => number): ConversationStore =>
  new SqliteConversations(database, now)

class SqliteConversations implements ConversationStore {
  readonly #database: Database
  readonly #now: () => number
  readonly #sql: ReturnType<typeof statements>

  constructor(database: Database, now: () => number) {
    this.#database = database
    this.#now = now
    this.#sql = statements(database)
  }

  list(): Conversation[] {
    return this.#sql.list.all().map(toConversation)
  }

  find(conversationId: string): Conversation | null {
    const row = this.#sql.find.get(conversationId)
    return row === undefined ? null : toConversation(row)
  }

  create(conversation: Conversation): void {
    const { id, createdAt } = conversation
    orStorageFailed(() => this.#sql.insert.run(id, createdAt, ...changeable(conversation)))
  }

  save(conversation: Conversation): number {
    const row = orStorageFailed(() => this.#sql.update.get(...changeable(conversation), conversation.id))
    return Number(row?.['revision'] ?? 0)
  }

  saveDraft(conversationId: string, text: string): void {
    orStorageFailed(() => this.#sql.saveDraft.run(text, conversationId))
  }

  remove(conversationId: string): void {
    orStorageFailed(() => this.#sql.setRemoved.run(this.#now(), conversationId))
  }

  restore(conversationId: string): Conversation | null {
    orStorageFailed(() => this.#sql.setRemoved.run(null, conversationId))
    return this.find(conversationId)
  }

  /** One transaction, so that the revision belongs to exactly these messages. */
  page(conversationId: string, beforePosition: number | null): ConversationPage | null {
    return inTransaction(this.#database, () => {
      const conversation = this.find(conversationId)
      if (conversation === null) return null
      const before = beforePosition ?? Number.MAX_SAFE_INTEGER
      const rows = this.#sql.page.all(conversationId, before, PAGE_SIZE + 1)
      const messages = rows.slice(0, PAGE_SIZE).map(toMessage).toReversed()
      const [first, last] = [messages[0]?.position ?? 0, messages.at(-1)?.position ?? 0]
      const runs = this.#sql.runsOf.all(conversationId, first, last)
      return {
        conversation,
        revision: Number(this.#sql.revision.get(conversationId)?.['revision'] ?? 0),
        messages,
        runs: runs.flatMap((row) => toRun(row) ?? []),
        hasEarlier: rows.length > PAGE_SIZE,
      }
    })
  }
}

/** In the order of the columns that both statements below name. */
const changeable = (conversation: Conversation) => {
  const { assistantId, title, threadId, updatedAt, draft, archivedAt } = conversation
  const flags = [conversation.hasNews, conversation.isPinned, conversation.isThreadGone].map(Number)
  return [assistantId, title, threadId, updatedAt, draft, archivedAt, ...flags]
}

const WITH_BUSY = `SELECT c.*, EXISTS (SELECT 1 FROM runs r WHERE r.conversation_id = c.id AND r.is_open = 1) AS is_busy FROM conversations c`

const statements = (database: Database) => ({
  list: database.prepare(`${WITH_BUSY} WHERE c.removed_at IS NULL ORDER BY c.updated_at DESC`),
  find: database.prepare(`${WITH_BUSY} WHERE c.id = ? AND c.removed_at IS NULL`),
  insert: database.prepare(
    `INSERT INTO conversations (id, created_at, assistant_id, title, thread_id, updated_at, draft, archived_at, has_news, is_pinned, is_thread_gone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  update: database.prepare(
    `UPDATE conversations SET assistant_id = ?, title = ?, thread_id = ?, updated_at = ?, draft = ?, archived_at = ?, has_news = ?, is_pinned = ?, is_thread_gone = ?, revision = revision + 1 WHERE id = ? RETURNING revision`,
  ),
  saveDraft: database.prepare('UPDATE conversations SET draft = ? WHERE id = ?'),
  setRemoved: database.prepare('UPDATE conversations SET removed_at = ? WHERE id = ?'),
  page: database.prepare(
    'SELECT * FROM messages WHERE conversation_id = ? AND position < ? ORDER BY position DESC LIMIT ?',
  ),
  revision: database.prepare('SELECT revision FROM conversations WHERE id = ?'),
  // By the messages they belong to and not by time: the system's clock may have been set back in between.
  runsOf: database.prepare(
    `WITH shown AS (SELECT id, run_id FROM messages WHERE conversation_id = ?1 AND position BETWEEN ?2 AND ?3)
     SELECT record FROM runs WHERE conversation_id = ?1
       AND (is_open = 1 OR message_id IN (SELECT id FROM shown) OR id IN (SELECT run_id FROM shown))
     ORDER BY rowid`,
  ),
})
