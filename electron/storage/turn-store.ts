/** Messages, runs and the journal in the history database. Each write of a conversation raises its revision in the same transaction. */
import { isOver, type RunEvent } from '../../shared/domain/run.ts'
import type { Answer, Message, Question } from '../../shared/domain/conversation.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import type { TypedResults } from '../../shared/domain/typed-results.ts'
import type { TurnStore } from '../conversations/store-ports.ts'
import type { ReadMessage } from '../conversations/remote-thread.ts'
import { JournalNotes } from './journal-notes.ts'
import { toMessage, toRun, toTypedResults } from './rows.ts'
import { mendingIndex } from './search-index.ts'
import { inTransaction, orStorageFailed, type Database } from './sqlite.ts'
import { turnStatements } from './turn-statements.ts'

export const createTurnStore = (database: Database): TurnStore => new SqliteTurns(database)

class SqliteTurns implements TurnStore {
  readonly #database: Database
  readonly #sql: ReturnType<typeof turnStatements>
  readonly #notes = new JournalNotes()

  constructor(database: Database) {
    this.#database = database
    this.#sql = turnStatements(database)
  }

  answersOf(runId: string): Answer[] {
    return this.#sql.answersOf
      .all(runId)
      .map(toMessage)
      .filter((message) => message.role === 'assistant')
  }

  latestMessages(conversationId: string, count: number): Message[] {
    return this.#sql.latest.all(conversationId, count).map(toMessage).toReversed()
  }

  findMessage(messageId: string): Message | null {
    const row = this.#sql.findMessage.get(messageId)
    return row === undefined ? null : toMessage(row)
  }

  addQuestion(question: Omit<Question, 'position'>): { question: Question; revision: number } {
    const { message, revision } = this.#add(question)
    return { question: message, revision }
  }

  addAnswer(answer: Omit<Answer, 'position'>): { answer: Answer; revision: number } {
    const { message, revision } = this.#add(answer)
    return { answer: message, revision }
  }

  saveMessage(message: Message): number {
    return this.#write(message.conversationId, () => this.#update(message))
  }

  saveGrowing(answer: Answer): void {
    orStorageFailed(() => this.#update(answer))
  }

  queuedQuestions(conversationId: string): Question[] {
    return this.#sql.queued
      .all(conversationId)
      .map(toMessage)
      .filter((message) => message.role === 'user')
  }

  conversationsWithQueue(): string[] {
    return this.#sql.withQueue.all().map((row) => String(row['conversation_id']))
  }

  moveToEnd(question: Question): { question: Question; revision: number } {
    const { conversationId, id } = question
    const last = this.#lastPosition(conversationId)
    const position = question.position === last ? last : last + 1
    const revision = this.#write(conversationId, () => this.#sql.move.run(position, id))
    return { question: { ...question, position }, revision }
  }

  removeMessage(message: Message): number {
    const remove = () => this.#write(message.conversationId, () => this.#sql.deleteMessage.run(message.id))
    return mendingIndex(this.#database, remove)
  }

  addRead(conversationId: string, messages: readonly ReadMessage[]): number {
    return this.#write(conversationId, () => {
      let position = this.#lastPosition(conversationId)
      for (const { id, role, content, remoteId, createdAt, isPartial } of messages) {
        position += 1
        const status = role === 'user' ? 'sent' : isPartial ? 'partial' : 'complete'
        const place = [id, conversationId, position] as const
        this.#sql.insertMessage.run(
          ...place,
          role,
          status,
          remoteId,
          null,
          JSON.stringify(content),
          createdAt,
        )
      }
    })
  }

  remoteIdsOf(conversationId: string): ReadonlySet<string> {
    return new Set(this.#sql.remoteIds.all(conversationId).map((row) => String(row['remote_id'])))
  }

  saveRun(run: Run, event: RunEvent, at: number): number {
    const { id, conversationId, messageId, startedAt } = run
    return this.#write(conversationId, () => {
      const isOpen = Number(!isOver(run))
      this.#sql.saveRun.run(id, conversationId, messageId, isOpen, startedAt, JSON.stringify(run))
      if (this.#notes.isWorthNoting(id, event)) this.#sql.note.run(id, at, JSON.stringify(event))
    })
  }

  findRun(runId: string): Run | null {
    return toRun(this.#sql.findRun.get(runId))
  }

  latestRun(conversationId: string): Run | null {
    return toRun(this.#sql.latestRun.get(conversationId))
  }

  openRuns(): Run[] {
    return this.#sql.openRuns.all().flatMap((row) => toRun(row) ?? [])
  }

  typedResults(runId: string): TypedResults {
    return toTypedResults(this.#sql.typedResults.get(runId))
  }

  saveTypedResults(runId: string, typed: TypedResults): void {
    orStorageFailed(() => this.#sql.saveTypedResults.run(JSON.stringify(typed), runId))
  }

  #lastPosition(conversationId: string): number {
    return Number(this.#sql.lastPosition.get(conversationId)?.['position'] ?? 0)
  }

  #write(conversationId: string, work: () => void): number {
    return inTransaction(this.#database, () => {
      work()
      return this.#raise(conversationId)
    })
  }

  #raise(conversationId: string): number {
    return Number(this.#sql.raise.get(conversationId)?.['revision'] ?? 0)
  }

  #update({ id, status, remoteId, content }: Message) {
    this.#sql.updateMessage.run(status, remoteId, JSON.stringify(content), id)
  }

  #add<T extends Omit<Question, 'position'> | Omit<Answer, 'position'>>(
    message: T,
  ): { message: T & { position: number }; revision: number } {
    return inTransaction(this.#database, () => {
      const { id, conversationId, role, status, remoteId, createdAt } = message
      const position = this.#lastPosition(conversationId) + 1
      const runId = 'runId' in message ? message.runId : null
      const content = JSON.stringify(message.content)
      const place = [id, conversationId, position] as const
      this.#sql.insertMessage.run(...place, role, status, remoteId, runId, content, createdAt)
      return { message: { ...message, position }, revision: this.#raise(conversationId) }
    })
  }
}
