/** Conversations in the history database: their headers, their pages, removal that can be undone, and the end of what was removed. */
import type {
  Arrangement,
  Conversation,
  ConversationPage,
  RemovedConversation,
} from '../../shared/domain/conversation.ts'
import { Failure } from '../../shared/errors.ts'
import type { Changed, ConversationStore, PagePlace } from '../conversations/store-ports.ts'
import { createPages } from './conversation-pages.ts'
import { toConversation } from './rows.ts'
import { mendingIndex } from './search-index.ts'
import { inTransaction, orStorageFailed, type Database, type Row } from './sqlite.ts'

export const createConversationStore = (database: Database, now: () => number): ConversationStore =>
  new SqliteConversations(database, now)

class SqliteConversations implements ConversationStore {
  readonly #database: Database
  readonly #now: () => number
  readonly #sql: ReturnType<typeof statements>
  readonly #readPage: ReturnType<typeof createPages>

  constructor(database: Database, now: () => number) {
    this.#database = database
    this.#now = now
    this.#sql = statements(database)
    this.#readPage = createPages(database, (conversationId) => this.find(conversationId))
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

  remove(conversationIds: readonly string[]): void {
    const at = this.#now()
    this.#each(conversationIds, (id) => this.#mustExist(this.#sql.setRemoved.get(at, id)))
  }

  restore(conversationIds: readonly string[]): Changed[] {
    return this.#each(conversationIds, (id) => {
      // One that is here already, by a snapshot that was brought back say, is as it is wanted.
      this.#sql.setRestored.get(id)
      return this.#found(id)
    })
  }

  arrange(conversationIds: readonly string[], change: Arrangement): Changed[] {
    const at = this.#now()
    const changed = this.#each(conversationIds, (id) => {
      const { conversation } = this.#found(id)
      const next = arranged(conversation, change, at)
      return next === null ? null : { conversation: next, revision: this.save(next) }
    })
    return changed.filter((one) => one !== null)
  }

  listRemoved(): RemovedConversation[] {
    return this.#sql.listRemoved.all().map(toRemoved)
  }

  /** Freed pages are overwritten, and the log that still holds them is emptied: what is deleted for good is gone from the file. */
  purge(conversationIds: readonly string[]): void {
    this.#database.exec('PRAGMA secure_delete = ON')
    mendingIndex(this.#database, () => this.#each(conversationIds, (id) => this.#sql.purge.run(id)))
    this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  }

  isKept(conversationId: string): boolean {
    return this.#sql.revision.get(conversationId) !== undefined
  }

  /** In one transaction, so that all of it happens or none. */
  #each<T>(conversationIds: readonly string[], work: (id: string) => T): T[] {
    return inTransaction(this.#database, () => [...new Set(conversationIds)].map(work))
  }

  /** @throws Failure `not-found-here` */
  #found(id: string): Changed {
    const row = this.#mustExist(this.#sql.find.get(id))
    return { conversation: toConversation(row), revision: number(row['revision']) }
  }

  #mustExist(row: Row | undefined): Row {
    if (row === undefined) throw new Failure({ kind: 'not-found-here', what: 'conversation' })
    return row
  }

  page(conversationId: string, place: PagePlace): ConversationPage | null {
    return this.#readPage(conversationId, place)
  }
}

const toRemoved = (row: Row): RemovedConversation => {
  const { id, assistantId, title, threadId } = toConversation(row)
  return { id, assistantId, title, threadId, removedAt: number(row['removed_at']) }
}

const number = (value: unknown): number => Number(value ?? 0)

/** Null when nothing changes. */
function arranged(
  known: Conversation,
  { isPinned, isArchived }: Arrangement,
  at: number,
): Conversation | null {
  const wantsArchive = isArchived ?? known.archivedAt !== null
  const archivedAt = wantsArchive ? (known.archivedAt ?? at) : null
  const next = { ...known, isPinned: isPinned ?? known.isPinned, archivedAt }
  return next.isPinned === known.isPinned && archivedAt === known.archivedAt ? null : next
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
  setRemoved: database.prepare(
    'UPDATE conversations SET removed_at = ? WHERE id = ? AND removed_at IS NULL RETURNING id',
  ),
  setRestored: database.prepare(
    'UPDATE conversations SET removed_at = NULL, revision = revision + 1 WHERE id = ? AND removed_at IS NOT NULL RETURNING id',
  ),
  listRemoved: database.prepare(
    'SELECT * FROM conversations WHERE removed_at IS NOT NULL ORDER BY removed_at DESC, updated_at DESC',
  ),
  revision: database.prepare('SELECT revision FROM conversations WHERE id = ?'),
  purge: database.prepare('DELETE FROM conversations WHERE id = ? AND removed_at IS NOT NULL'),
})
