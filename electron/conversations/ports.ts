/** What the conversations need from the outside: a backend that speaks to a server, a store, and ears for what happens. */
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Attachment } from '../../shared/domain/attachment.ts'
import type { AssistantSnapshot } from '../../shared/domain/assistant.ts'
import type {
  Answer,
  Arrangement,
  Conversation,
  ConversationPage,
  Message,
  Part,
  Question,
  RemovedConversation,
} from '../../shared/domain/conversation.ts'
import type { Phrase } from '../../shared/domain/search-words.ts'
import type { TypedResults } from '../../shared/domain/typed-results.ts'
import type { Exchange, ExchangeBodies } from '../../shared/domain/exchange.ts'
import type { ConversationUsage, RunTitle } from '../../shared/domain/inspection.ts'
import type { RunEvent } from '../../shared/domain/run.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import type { JournalEntry } from '../../shared/domain/timeline.ts'
import type { ReadingHooks, ReadMessage, RemoteThread } from './remote-thread.ts'

/** A question on its way to an answer, and how far it got. */
export interface Turn {
  /** The assistant's ID at the server. */
  assistantId: string
  /** Null until the conversation has a thread. */
  threadId: string | null
  question: {
    id: string
    text: string
    remoteId: string | null
    createdAt: number
    files: readonly OutgoingFile[]
  }
  run: Run
  /** IDs at the server of messages that were there before this turn. */
  knownMessageIds: readonly string[]
}

/** A file of the question. It is at the server once it has a `remoteId`. */
export interface OutgoingFile extends Attachment {
  /** When its upload was first begun; null before that. */
  begunAt: number | null
  remoteId: string | null
  /** Its bytes from the start, in pieces, each time anew. @throws Failure `file-problem` */
  read(): AsyncIterable<Uint8Array>
}

/** An answer as the server tells it, under the server's ID. */
export interface RemoteAnswer {
  remoteId: string
  content: Part[]
  isPartial: boolean
}

/** What an adapter yields: what happens to the run, and the answers as they grow. */
export type TurnEvent =
  | RunEvent
  | UploadEvent
  /** Text that came in; `at` is the length of the part's text before it (UTF-16). */
  | { type: 'text-grew'; remoteId: string; part: number; at: number; text: string }
  /** All answers of the run as the server has them now, in order: replaces what grew. */
  | { type: 'answers'; answers: RemoteAnswer[] }

/** A run that is not over at the server, whoever started it. */
export interface OpenRun {
  remoteId: string
  /** Our ID of the run, where its metadata has one. */
  ourId: string | null
}

/** What becomes of a file of the question: stored, like a run's event, before the adapter goes on. */
export type UploadEvent =
  | { type: 'upload-begun'; attachmentId: string; at: number }
  | { type: 'file-uploaded'; attachmentId: string; fileId: string }

export interface AssistantBackend {
  /**
   * Takes a turn up from where `turn.run` says it is and yields what happens. The consumer stores each event before it
   * asks for the next, so an `intended` event is on disk before its POST leaves. Ends when the run is over, or when it
   * needs results (call again once `turn.run.results` holds them). Streams or polls: its own business. A definitive
   * failure is yielded as `broke`; only an abort of the signal throws.
   */
  follow(turn: Turn, signal: AbortSignal): AsyncIterable<TurnEvent>
  /** Asks the server to cancel the run. A run that is already over is not an error. @throws Failure */
  cancel(run: { threadId: string; remoteId: string }, signal: AbortSignal): Promise<void>
  /** The run that holds the thread; null when it is free. @throws Failure */
  findOpenRun(threadId: string, signal: AbortSignal): Promise<OpenRun | null>
  /** All messages of a thread; `onGrew` hears how many there are so far. @throws Failure */
  readThread(threadId: string, hooks: ReadingHooks): Promise<RemoteThread>
  /** What the server says of an assistant. @throws Failure */
  findAssistant(assistantId: string, signal: AbortSignal): Promise<AssistantSnapshot>
  /** The bytes of a file at the server, such as an image in an answer. @throws Failure */
  readFile(fileId: string, signal: AbortSignal): Promise<Uint8Array>
}

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

/** The requests of this life of the app. */
export interface Exchanges {
  /** Oldest first. */
  exchangesOf(run: Pick<Run, 'id' | 'threadId' | 'remoteId'>): Exchange[]
  /** Null when they are not kept any more. */
  bodiesOf(exchangeId: number): ExchangeBodies | null
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

/** A file kept for a message: still being written, or on its way. */
export interface KeptFile extends Attachment {
  conversationId: string
  /** Null while it is attached to the message being written. */
  messageId: string | null
}

/** Where attached files are kept, copied, until the server has them. */
export interface AttachmentShelf {
  list(): KeptFile[]
  /** Checks a file and copies it. @throws Failure `file-problem`, `storage-failed` */
  take(
    id: string,
    source: { path: string } | { name: string; bytes: Uint8Array },
  ): Promise<Pick<Attachment, 'size' | 'pictureType'>>
  /** Writes down whose file it is. @throws Failure `storage-failed` */
  note(file: KeptFile): void
  /** @throws Failure `file-problem` */
  read(id: string, name: string): AsyncIterable<Uint8Array>
  drop(id: string): void
}

/** The system's dialogs for files. Paths go no further than main. */
export interface FileDialogs {
  /** Empty when the person thought better of it. */
  pick(): Promise<string[]>
  /** Null likewise. The dialog itself asks before a file is replaced. */
  whereToSave(name: string): Promise<string | null>
}

export type Publish = (event: AppEvent) => void
