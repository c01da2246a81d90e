/** What the conversations need from the outside besides their stores: a backend that speaks to a server, files and their dialogs, and ears for what happens. */
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Attachment } from '../../shared/domain/attachment.ts'
import type { AssistantSnapshot } from '../../shared/domain/assistant.ts'
import type { Part } from '../../shared/domain/conversation.ts'
import type { Exchange, ExchangeBodies } from '../../shared/domain/exchange.ts'
import type { RunEvent } from '../../shared/domain/run.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import type { ReadingHooks, RemoteThread } from './remote-thread.ts'

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

/** The requests of this life of the app. */
export interface Exchanges {
  /** Oldest first. */
  exchangesOf(run: Pick<Run, 'id' | 'threadId' | 'remoteId'>): Exchange[]
  /** Null when they are not kept any more. */
  bodiesOf(exchangeId: number): ExchangeBodies | null
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
