/** Checking a connection: a list of lines that are worked through one after the other, each with what was found and how to mend it. */
import type { AppError } from '../errors.ts'
import type { AssistantSnapshot } from './assistant.ts'
import type { QueryParameter, SignIn } from './connection.ts'

/** In the order they are worked through. */
export const CHECK_LINES = ['address', 'secure', 'server', 'path', 'key', 'assistant', 'protocol'] as const

export type CheckLineName = (typeof CHECK_LINES)[number]

/** What can be said of a line besides that it is well. */
export type CheckNote =
  /** http on this computer or network: nothing to encrypt with. */
  | 'not-encrypted'
  | 'own-certificates'
  /** The name is not known here, yet the proxy knew it. */
  | 'through-proxy'
  /** Every path is refused without the right key, so the path shows only with it. */
  | 'path-unproven'
  /** A wrong key passes too, so nothing is known of the right one. */
  | 'keys-not-checked'
  | 'no-key-needed'
  /** Nothing speaks against threads, but this server cannot be asked for them without making one. */
  | 'threads-unproven'
  | 'azure-agents'

/** A button on a line that failed: what to change in the form so that it may pass. */
export type CheckFix =
  | { kind: 'base-url'; baseUrl: string; query?: QueryParameter[] }
  | { kind: 'trim-key' }
  | { kind: 'replace-key' }
  | { kind: 'sign-in'; signIn: SignIn }
  | { kind: 'query'; parameter: QueryParameter }
  | { kind: 'pick-assistant' }
  | { kind: 'trim-assistant'; remoteId: string }
  | { kind: 'pick-certificates' }
  | { kind: 'allow-unencrypted' }

/** One line of the checklist, and how it went. */
export interface CheckLine {
  name: CheckLineName
  state: 'waiting' | 'running' | 'ok' | 'note' | 'failed' | 'skipped'
  /** How long it took; null until it is over, and for a line that was left out. */
  ms: number | null
  note: CheckNote | null
  error: AppError | null
  /** The first is the likeliest. */
  fixes: CheckFix[]
}

/** The whole checklist, as far as it got. */
export interface CheckReport {
  lines: CheckLine[]
  /** What the server says of the assistant; null when it was not found. */
  snapshot: AssistantSnapshot | null
}
