/** What the conversations need of whatever keeps them: conversations, turns and their journal, the search index, and what assistants were. */
import type { AssistantSnapshot } from '../../shared/domain/assistant.ts'
import type {
  Answer,
  Arrangement,
  Conversation,
  ConversationPage,
  Message,
  Question,
  RemovedConversation,
} from '../../shared/domain/conversation.ts'
import type { Phrase } from '../../shared/domain/search-words.ts'
import type { TypedResults } from '../../shared/domain/typed-results.ts'
import type { ConversationUsage, RunTitle } from '../../shared/domain/inspection.ts'
import type { RunEvent } from '../../shared/domain/run.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import type { JournalEntry } from '../../shared/domain/timeline.ts'
import type { ReadMessage } from './remote-thread.ts'

/** A conversation after a change, with its new revision. */
export interface Changed {
  conversation: Conversation
  revision: number
}

/** Which messages of a conversation are read: with null its last ones, with a number those before that position. */
export type PagePlace = number | null | { after: number } | { around: number }

/** Where conversations live. Each change that returns a number returns the conversation's new revision. */
export interface ConversationStore {
  list(): Conversation[]
  find(conversationId: string): Conversation | null
  create(conversation: Conversation): void
  save(conversation: Conversation): number
  /** All or none. @throws Failure `not-found-here` */
  remove(conversationIds: readonly string[]): void
  saveDraft(conversationId: string, text: string): void
  /** All or none, as they were. @throws Failure `not-found-here` */
  restore(conversationIds: readonly string[]): Changed[]
  /** All or none. What is so already stays as it is and is not among those that changed. @throws Failure `not-found-here` */
  arrange(conversationIds: readonly string[], change: Arrangement): Changed[]
  /** The latest first. */
  listRemoved(): RemovedConversation[]
  /** Deletes removed conversations with all that belongs to them; others are left alone. */
  purge(conversationIds: readonly string[]): void
  /** False once it is gone for good: a removed one can still come back. */
  isKept(conversationId: string): boolean
  page(conversationId: string, place: PagePlace): ConversationPage | null
}

/** Where messages, runs and the journal of a conversation live. */
export interface TurnStore {
  answersOf(runId: string): Answer[]
  /** The last `count` messages, oldest first: enough to go on with a turn. */
  latestMessages(conversationId: string, count: number): Message[]
  findMessage(messageId: string): Message | null
  addQuestion(question: Omit<Question, 'position'>): { question: Question; revision: number }
  addAnswer(answer: Omit<Answer, 'position'>): { answer: Answer; revision: number }
  saveMessage(message: Message): number
  /** Keeps growing text safe between its changes; not a change the window is told of. */
  saveGrowing(answer: Answer): void
  queuedQuestions(conversationId: string): Question[]
  /** Conversations in which a question waits for its turn. */
  conversationsWithQueue(): string[]
  /** Gives a question the last place: it waited in the queue while an answer came in. */
  moveToEnd(question: Question): { question: Question; revision: number }
  removeMessage(message: Message): number
  /** Makes messages read from a server's thread part of the conversation, after those it has, all or none. */
  addRead(conversationId: string, messages: readonly ReadMessage[]): number
  /** Of all messages of the conversation, as far as they are known. */
  remoteIdsOf(conversationId: string): ReadonlySet<string>
  /** Writes the run and, in the same transaction, the event that changed it. */
  saveRun(run: Run, event: RunEvent, at: number): number
  findRun(runId: string): Run | null
  latestRun(conversationId: string): Run | null
  openRuns(): Run[]
  /** What was typed as results of the run's function calls; empty when nothing was. */
  typedResults(runId: string): TypedResults
  /** Not a change the window is told of: it typed them. */
  saveTypedResults(runId: string, typed: TypedResults): void
}

/** Reads what `saveRun` wrote beside the run. */
export interface Journal {
  /** In the order they were written. */
  eventsOf(runId: string): JournalEntry[]
  usageOf(conversationId: string): ConversationUsage
  /** Newest first. */
  runsOf(conversationId: string): RunTitle[]
}

/** A place in the index: a message, or where it is null the title of a conversation. */
export interface IndexedPlace {
  /** Grows with time. */
  id: number
  conversationId: string
  messageId: string | null
}

/** Finds what was said. What is written is noted by itself and can be found once it was taken into the index. */
export interface SearchStore {
  /** How many messages and titles are noted and not in the index. */
  countWaiting(): number
  /** Takes some of them into the index, newest first; tells how many. */
  takeIn(most: number): number
  /** Conversations by their titles, newest first. */
  titles(phrases: readonly Phrase[], among: { assistantId: string | null; limit: number }): IndexedPlace[]
  /** Messages, newest first, from below `before`. Nothing of removed conversations. */
  messages(
    phrases: readonly Phrase[],
    among: { assistantId: string | null; limit: number; before: number | null },
  ): IndexedPlace[]
  /** Those of one conversation, from its first. */
  messagesIn(conversationId: string, phrases: readonly Phrase[]): string[]
  /** Throws the index away and notes everything anew: it was damaged. */
  startAnew(): void
  /** Null when it is gone. `calls` is what functions were called for it, as one text. */
  read(messageId: string): { message: Message; calls: string } | null
}

/** What each run's assistant was when the run began, as its server described it. */
export interface RunSnapshots {
  /** Takes the place of what was linked to the run before. Nothing happens when the run is gone. */
  link(runId: string, snapshot: AssistantSnapshot): void
  /** Null when nothing was known of it. */
  snapshotOf(runId: string): AssistantSnapshot | null
  /** At start: what no run refers to any more goes. */
  dropUnused(): void
}
