/** What the conversations need from the outside: a backend that speaks to a server, a store, and ears for what happens. */
import type { AppEvent } from '../../shared/contract/events.ts'
import type { AssistantSnapshot } from '../../shared/domain/assistant.ts'
import type {
  Answer,
  Conversation,
  ConversationPage,
  Message,
  Part,
  Question,
} from '../../shared/domain/conversation.ts'
import type { TypedResults } from '../../shared/domain/typed-results.ts'
import type { RunEvent } from '../../shared/domain/run.ts'
import type { Run } from '../../shared/domain/run-record.ts'

/** A question on its way to an answer, and how far it got. */
export interface Turn {
  /** The assistant's ID at the server. */
  assistantId: string
  /** Null until the conversation has a thread. */
  threadId: string | null
  question: { id: string; text: string; remoteId: string | null; createdAt: number }
  run: Run
  /** IDs at the server of messages that were there before this turn. */
  knownMessageIds: readonly string[]
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
  /** What the server says of an assistant. @throws Failure */
  findAssistant(assistantId: string, signal: AbortSignal): Promise<AssistantSnapshot>
  /** The bytes of a file at the server, such as an image in an answer. @throws Failure */
  readFile(fileId: string, signal: AbortSignal): Promise<Uint8Array>
}

/** Where conversations live. Each change that returns a number returns the conversation's new revision. */
export interface ConversationStore {
  list(): Conversation[]
  find(conversationId: string): Conversation | null
  create(conversation: Conversation): void
  save(conversation: Conversation): number
  remove(conversationId: string): void
  saveDraft(conversationId: string, text: string): void
  restore(conversationId: string): Conversation | null
  page(conversationId: string, beforePosition: number | null): ConversationPage | null
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

export type Publish = (event: AppEvent) => void
