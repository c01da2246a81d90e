/** What checking a connection needs from the outside: questions that change nothing at a server, and the name of its host looked up. */
import type { AppError } from '../../../shared/errors.ts'
import type { AssistantSnapshot } from '../../../shared/domain/assistant.ts'
import type { ServerAddress } from '../ports.ts'

/** Questions that only read. IDs are made up, so that the answer shows whether the server knows the kind of thing. */
export type Question =
  /** Its list of assistants, of which one is enough. */
  | { about: 'assistants' }
  | { about: 'assistant'; remoteId: string }
  | { about: 'thread'; threadId: string }
  | { about: 'run'; threadId: string; runId: string }
  /** What other protocols have. */
  | { about: 'response'; responseId: string }
  | { about: 'models' }
  /** A path that no server has. */
  | { about: 'nothing'; name: string }

/** What came back: an answer that makes sense for the question, or why it is none. */
export type Came =
  | { ok: true; snapshot: AssistantSnapshot | null }
  /** The error's technical part holds status, code and the server's own words. */
  | { ok: false; error: AppError }

export interface Prober {
  /** One request, never repeated. Rejects with the signal's reason only. */
  ask(server: ServerAddress, question: Question, signal: AbortSignal): Promise<Came>
}

/** How a server's name is found. */
export interface Names {
  /** A proxy looks names up itself, and may know more of them than this computer. */
  isProxied(baseUrl: string): Promise<boolean>
  /** Whether the system knows an address for the name. */
  isKnown(hostname: string): Promise<boolean>
}
