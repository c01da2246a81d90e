/** The index of everything said, in the history database: what is noted in the queue is taken in, newest first, and found by words. */
import { searchableText } from '../../shared/domain/excerpt.ts'
import { foldedText, type Phrase } from '../../shared/domain/search-words.ts'
import type { IndexedPlace, SearchStore } from '../conversations/store-ports.ts'
import { toMessage, toRun } from './rows.ts'
import { WAIT_FOR_DISK } from './kept-database.ts'
import { startIndexAnew } from './search-index.ts'
import { inTransaction, type Database, type Row } from './sqlite.ts'

export const createSearchStore = (database: Database): SearchStore => new SqliteSearch(database)

class SqliteSearch implements SearchStore {
  readonly #database: Database
  readonly #sql: ReturnType<typeof statements>
  /** Whether the merge that takes deleted words out is under way in this life of the app. */
  #hasBegun = false

  constructor(database: Database) {
    this.#database = database
    this.#sql = statements(database)
  }

  countWaiting(): number {
    return Number(this.#sql.countWaiting.get()?.['count'] ?? 0)
  }

  takeIn(most: number): number {
    const batch = this.#sql.nextWaiting.all(most)
    if (batch.length === 0) return this.#isTidying() && !this.#tidy() ? most : 0
    this.#inTransaction(() => {
      // From the oldest: the index likes its rows in order.
      for (const entry of batch.toReversed()) {
        const [at, id] = [Number(entry['at']), String(entry['id'])]
        this.#takeIn(id, at)
        this.#sql.done.run(at, id)
      }
    })
    return batch.length
  }

  titles(phrases: readonly Phrase[], { assistantId, limit }: Parameters<SearchStore['titles']>[1]) {
    if (phrases.length === 0) return []
    return this.#sql.titles.all(toMatch(phrases), assistantId, assistantId, limit).map(toPlace)
  }

  messages(
    phrases: readonly Phrase[],
    { assistantId, limit, before }: Parameters<SearchStore['messages']>[1],
  ): IndexedPlace[] {
    if (phrases.length === 0) return []
    const below = before ?? Number.MAX_SAFE_INTEGER
    return this.#sql.messages.all(toMatch(phrases), below, assistantId, assistantId, limit).map(toPlace)
  }

  messagesIn(conversationId: string, phrases: readonly Phrase[]): string[] {
    const range = this.#sql.range.get(conversationId)
    if (phrases.length === 0 || typeof range?.['first'] !== 'number') return []
    return this.#sql.messagesIn
      .all(toMatch(phrases), range['first'], Number(range['last']), conversationId)
      .map((row) => String(row['message_id']))
  }

  startAnew(): void {
    startIndexAnew(this.#database)
  }

  read(messageId: string): ReturnType<SearchStore['read']> {
    const row = this.#sql.message.get(messageId)
    if (row === undefined) return null
    const message = toMessage(row)
    return { message, calls: message.role === 'user' ? this.#callsFor(messageId) : '' }
  }

  #isTidying(): boolean {
    return this.#sql.isTidying.get() !== undefined
  }

  /**
   * The index keeps the words of what was deleted until it is merged: a piece at a time, until nothing is left of them.
   * True once that is done. See https://www.sqlite.org/fts5.html#the_merge_command
   */
  #tidy(): boolean {
    return this.#inTransaction(() => {
      const before = this.#changes()
      this.#sql.merge.run(this.#hasBegun ? MERGE_PAGES : -MERGE_PAGES)
      this.#hasBegun = true
      if (this.#changes() - before >= 2) return false
      this.#hasBegun = false
      this.#sql.doneTidying.run()
      return true
    })
  }

  /** Does not wait for the disk: what is lost by that when the power fails is taken in again, queue and index together. */
  #inTransaction<T>(work: () => T): T {
    this.#database.exec('PRAGMA synchronous = NORMAL')
    try {
      return inTransaction(this.#database, work)
    } finally {
      this.#database.exec(WAIT_FOR_DISK)
    }
  }

  #changes(): number {
    return Number(this.#sql.changes.get()?.['count'] ?? 0)
  }

  #takeIn(id: string, at: number): void {
    const found = this.read(id)
    if (found !== null) {
      const { message, calls } = found
      const words = foldedText(`${searchableText(message)}\n\n${calls}`)
      const known = this.#sql.rowOfMessage.get(id)?.['id']
      const free = () => this.#freeId(Math.max(1, at), 1)
      this.#keep(words, { known, free, conversationId: message.conversationId, messageId: id })
      return
    }
    const title = this.#sql.titleOf.get(id)?.['title']
    if (typeof title !== 'string') return
    const known = this.#sql.rowOfTitle.get(id)?.['id']
    const free = () => this.#freeId(-Math.max(1, at), -1)
    this.#keep(foldedText(title), { known, free, conversationId: id, messageId: null })
  }

  #keep(
    words: string,
    row: { known: unknown; free(): number; conversationId: string; messageId: string | null },
  ): void {
    const id = typeof row.known === 'number' ? row.known : row.free()
    if (typeof row.known !== 'number') this.#sql.addRow.run(id, row.conversationId, row.messageId)
    this.#sql.saveWords.run(id, words)
  }

  /** The first that nobody has, from `wanted` on: some servers' times are whole seconds. */
  #freeId(wanted: number, step: 1 | -1): number {
    if (this.#sql.row.get(wanted) === undefined) return wanted
    const gap = (step === 1 ? this.#sql.gapAbove : this.#sql.gapBelow).get(wanted)?.['id']
    return Number(gap) + step
  }

  #callsFor(questionId: string): string {
    const steps = this.#sql.runsOf.all(questionId).flatMap((row) => toRun(row)?.steps ?? [])
    const uses = steps.flatMap(({ tools }) => (Array.isArray(tools) ? tools : []))
    return uses
      .flatMap((use) => (use.kind === 'function' ? [use.name, use.argumentsText, use.output ?? ''] : []))
      .join('\n')
  }
}

const toPlace = (row: Row): IndexedPlace => ({
  id: Number(row['id']),
  conversationId: String(row['conversation_id']),
  messageId: typeof row['message_id'] === 'string' ? row['message_id'] : null,
})

/** Words hold letters and digits only, so nothing typed can be a sign of the query language. */
const toMatch = (phrases: readonly Phrase[]): string =>
  phrases.map(({ words, isPrefix }) => `"${words.join(' ')}"${isPrefix ? ' *' : ''}`).join(' AND ')

/** CROSS JOIN keeps the order of the tables: the index first, read backwards, until there is enough. */
const FOUND = `SELECT t.rowid AS id, r.conversation_id, r.message_id FROM search_text t
  CROSS JOIN search_rows r ON r.id = t.rowid CROSS JOIN conversations c ON c.id = r.conversation_id`

/** How many pages of the index one step of tidying writes. */
const MERGE_PAGES = 16

const statements = (database: Database) => ({
  countWaiting: database.prepare('SELECT count(*) AS count FROM search_queue WHERE at >= 0'),
  nextWaiting: database.prepare(
    'SELECT at, id FROM search_queue WHERE at >= 0 ORDER BY at DESC, id DESC LIMIT ?',
  ),
  isTidying: database.prepare('SELECT 1 FROM search_queue WHERE at = -1'),
  doneTidying: database.prepare('DELETE FROM search_queue WHERE at = -1'),
  merge: database.prepare("INSERT INTO search_text (search_text, rank) VALUES ('merge', ?)"),
  changes: database.prepare('SELECT total_changes() AS count'),
  done: database.prepare('DELETE FROM search_queue WHERE at = ? AND id = ?'),
  message: database.prepare('SELECT * FROM messages WHERE id = ?'),
  titleOf: database.prepare('SELECT title FROM conversations WHERE id = ?'),
  runsOf: database.prepare('SELECT record FROM runs WHERE message_id = ?'),
  row: database.prepare('SELECT id FROM search_rows WHERE id = ?'),
  rowOfMessage: database.prepare('SELECT id FROM search_rows WHERE message_id = ?'),
  rowOfTitle: database.prepare('SELECT id FROM search_rows WHERE conversation_id = ? AND id < 0'),
  gapAbove: database.prepare(
    'SELECT id FROM search_rows r WHERE id >= ? AND NOT EXISTS (SELECT 1 FROM search_rows WHERE id = r.id + 1) ORDER BY id LIMIT 1',
  ),
  gapBelow: database.prepare(
    'SELECT id FROM search_rows r WHERE id <= ? AND NOT EXISTS (SELECT 1 FROM search_rows WHERE id = r.id - 1) ORDER BY id DESC LIMIT 1',
  ),
  addRow: database.prepare('INSERT INTO search_rows (id, conversation_id, message_id) VALUES (?, ?, ?)'),
  saveWords: database.prepare('INSERT OR REPLACE INTO search_text (rowid, words) VALUES (?, ?)'),
  titles: database.prepare(
    `${FOUND} WHERE t.words MATCH ? AND t.rowid < 0 AND c.removed_at IS NULL AND (? IS NULL OR c.assistant_id = ?)
     ORDER BY t.rowid LIMIT ?`,
  ),
  messages: database.prepare(
    `${FOUND} WHERE t.words MATCH ? AND t.rowid > 0 AND t.rowid < ? AND c.removed_at IS NULL AND (? IS NULL OR c.assistant_id = ?)
     ORDER BY t.rowid DESC LIMIT ?`,
  ),
  range: database.prepare(
    'SELECT min(id) AS first, max(id) AS last FROM search_rows WHERE conversation_id = ? AND id > 0',
  ),
  messagesIn: database.prepare(
    `SELECT r.message_id FROM search_text t CROSS JOIN search_rows r ON r.id = t.rowid
     CROSS JOIN messages m ON m.id = r.message_id
     WHERE t.words MATCH ? AND t.rowid BETWEEN ? AND ? AND r.conversation_id = ? ORDER BY m.position`,
  ),
})
