/** Conversations in the history database: their headers, their pages, and removal that can be undone. */
import type { Conversation, ConversationPage } from '../../shared/domain/conversation.ts'
import type { ConversationStore } from '../conversations/ports.ts'
import { toConversation, toMessage, toRun } from './rows.ts'
import { inTransaction, type Database } from './sqlite.ts'

/** Messages on one page of a conversation. */
export const PAGE_SIZE = 200

const WITH_BUSY = `SELECT c.*, EXISTS (SELECT 1 FROM runs r WHERE r.conversation_id = c.id AND r.is_open = 1) AS is_busy FROM conversations c`

export function createConversationStore(database: Database, now: () => number): ConversationStore {
  const list = database.prepare(`${WITH_BUSY} WHERE c.removed_at IS NULL ORDER BY c.updated_at DESC`)
  const find = database.prepare(`${WITH_BUSY} WHERE c.id = ? AND c.removed_at IS NULL`)
  const insert = database.prepare(
    `INSERT INTO conversations (id, assistant_id, title, thread_id, created_at, updated_at, draft, has_news) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const update = database.prepare(
    `UPDATE conversations SET assistant_id = ?, title = ?, thread_id = ?, updated_at = ?, draft = ?, has_news = ?, revision = revision + 1 WHERE id = ? RETURNING revision`,
  )
  const saveDraft = database.prepare('UPDATE conversations SET draft = ? WHERE id = ?')
  const setRemoved = database.prepare('UPDATE conversations SET removed_at = ? WHERE id = ?')
  const page = database.prepare(
    'SELECT * FROM messages WHERE conversation_id = ? AND position < ? ORDER BY position DESC LIMIT ?',
  )
  const revision = database.prepare('SELECT revision FROM conversations WHERE id = ?')
  const runsOf = database.prepare(
    'SELECT record FROM runs WHERE conversation_id = ? AND started_at >= ? ORDER BY started_at',
  )

  const findOne = (conversationId: string): Conversation | null => {
    const row = find.get(conversationId)
    return row === undefined ? null : toConversation(row)
  }

  function readPage(conversationId: string, beforePosition: number | null): ConversationPage | null {
    const conversation = findOne(conversationId)
    if (conversation === null) return null
    const rows = page.all(conversationId, beforePosition ?? Number.MAX_SAFE_INTEGER, PAGE_SIZE + 1)
    const messages = rows.slice(0, PAGE_SIZE).map(toMessage).reverse()
    const since = messages[0]?.createdAt ?? 0
    const runs = runsOf.all(conversationId, since).flatMap((row) => toRun(row) ?? [])
    return {
      conversation,
      revision: Number(revision.get(conversationId)?.['revision'] ?? 0),
      messages,
      runs,
      hasEarlier: rows.length > PAGE_SIZE,
    }
  }

  return {
    list: () => list.all().map(toConversation),
    find: findOne,
    create({ id, assistantId, title, threadId, createdAt, updatedAt, draft, hasNews }) {
      insert.run(id, assistantId, title, threadId, createdAt, updatedAt, draft, Number(hasNews))
    },
    save({ id, assistantId, title, threadId, updatedAt, draft, hasNews }) {
      const row = update.get(assistantId, title, threadId, updatedAt, draft, Number(hasNews), id)
      return Number(row?.['revision'] ?? 0)
    },
    saveDraft: (conversationId, text) => void saveDraft.run(text, conversationId),
    remove: (conversationId) => void setRemoved.run(now(), conversationId),
    restore(conversationId) {
      setRemoved.run(null, conversationId)
      return findOne(conversationId)
    },
    // One transaction, so that the revision belongs to exactly these messages.
    page: (conversationId, beforePosition) =>
      inTransaction(database, () => readPage(conversationId, beforePosition)),
  }
}
