/** One check under way: whom to ask, and what the lines before have learned. */
import type { CheckFix, CheckNote } from '../../../shared/domain/check.ts'
import type { AssistantSnapshot } from '../../../shared/domain/assistant.ts'
import type { AppError } from '../../../shared/errors.ts'
import type { ServerAddress } from '../ports.ts'
import type { Came, Names, Question } from './ports.ts'

/** What came of a line. */
export interface Outcome {
  state: 'ok' | 'note' | 'failed' | 'skipped'
  note?: CheckNote
  error?: AppError
  fixes?: CheckFix[]
}

export interface Walk {
  server: ServerAddress
  /** Without spaces around it; empty when there is none. */
  remoteId: string
  /** Null unless the key had to be cleaned before it could be sent at all. */
  keyProblem: { error: AppError; fixes: CheckFix[] } | null
  now(): number
  /** Made up anew for each call, so that no server can know it. */
  madeUp(prefix: string): string
  names: Names
  /** The signal is the line's own. */
  ask(question: Question, over?: Partial<ServerAddress>): Promise<Came>
  learned: Learned
}

/** What later lines need of earlier ones. */
export interface Learned {
  /** The question that showed that the protocol is spoken at this path, and its answer with the key. */
  witness: { question: Question; came: Came } | null
  /** What is spoken there instead; `retired` for OpenAI's own. */
  instead: 'responses' | 'chat' | 'retired' | null
  /** A better Base URL, once it was looked for. */
  better: { fix: CheckFix } | 'none' | null
  snapshot: AssistantSnapshot | null
}

export type LineCheck = (walk: Walk) => Promise<Outcome>

export const ok: Outcome = { state: 'ok' }
export const skipped: Outcome = { state: 'skipped' }
export const noted = (note: CheckNote): Outcome => ({ state: 'note', note })
export const failed = (error: AppError, ...fixes: CheckFix[]): Outcome => ({ state: 'failed', error, fixes })

export const hostOf = ({ baseUrl }: Pick<ServerAddress, 'baseUrl'>): string => new URL(baseUrl).host
