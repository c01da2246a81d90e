/** Every way this app can fail, as data. Adapters produce these; only `words/explain.ts` turns them into sentences. */

import type { FileProblem } from './domain/attachment.ts'
import type { KeyTrouble } from './domain/connection.ts'

/** Where in a request things went wrong: shown folded under an error, copied for the assistant's developer. */
export interface Technical {
  method?: string
  /** Path and query, never the key. */
  path?: string
  host?: string
  status?: number
  requestId?: string
  /** The server's own words, redacted and cut to 2,000 characters. */
  serverMessage?: string
  /** The server's error code or the network's (`ECONNREFUSED`). */
  code?: string
  threadId?: string
  runId?: string
}

/** Why no answer came back at all. */
export type UnreachableReason =
  | 'dns'
  | 'refused'
  | 'reset'
  | 'timeout'
  | 'bad-port'
  | 'other'
  /** No encrypted connection, for a reason that has no name below. */
  | 'tls'
  | 'tls-self-signed'
  /** Issued by an authority that is not known here. */
  | 'tls-untrusted'
  | 'tls-expired'
  | 'tls-not-yet'
  | 'tls-wrong-host'
  /** Old versions of TLS, weak keys and signatures. */
  | 'tls-too-old'
  /** Asked for https, the port speaks something else. */
  | 'tls-is-http'
  /** Asked for http, the port speaks https. */
  | 'is-https'
  | 'proxy-login'
  | 'proxy-refused'
  | 'proxy-dropped'
  | 'proxy-unreachable'
  /** A kind of proxy the app does not go through. */
  | 'proxy-kind'

/** Names of the fields of a form that can be wrong. */
export type FieldName =
  | 'baseUrl'
  | 'apiKey'
  | 'assistantId'
  | 'nickname'
  | 'suggestions'
  | 'runLimitSeconds'
  | 'name'
  | 'organization'
  | 'project'
  | 'headers'
  | 'query'
  | 'requestsPerMinute'
  | 'certificates'

/** What is wrong with a field. */
export type FieldProblem =
  | 'required'
  | 'not-a-url'
  | 'wrong-scheme'
  | 'credentials-in-url'
  | 'link-local'
  | 'public-http'
  | 'unsafe-characters'
  | 'key-for-another-server'
  | 'too-long'
  | 'out-of-range'
  /** http to this network: only after a clear yes. */
  | 'needs-yes'
  /** A query parameter that looks like a key or password: addresses are shown and logged by everyone on the way. */
  | 'secret-in-url'
  | 'duplicate'
  /** A header that says who is asking: it has its own fields. */
  | 'header-signs-in'
  /** Organisation or project, which have their own fields. */
  | 'header-has-field'
  /** A header the app or the connection itself sets. */
  | 'header-reserved'
  | 'no-certificates'
  /** The file holds a private key, which nobody but its owner should have. */
  | 'private-key'

export type AppError = { technical?: Technical } & (
  | { kind: 'unreachable'; reason: UnreachableReason; host: string }
  | { kind: 'key-missing' }
  /** `because` is missing in runs of earlier versions. */
  | { kind: 'key-unreadable'; because?: KeyTrouble }
  /** The value of a header of one's own is not here, or was entered for another server. */
  | { kind: 'header-missing'; name: string }
  /** The form would refuse the stored address: nothing is sent to it. */
  | { kind: 'address-refused'; host: string; problem: FieldProblem }
  | { kind: 'key-refused'; host: string }
  | { kind: 'forbidden' }
  /** A token that was good for a while, such as one of Microsoft Entra. */
  | { kind: 'token-lapsed'; host: string }
  /** Every request has to name the version of the interface in its address. */
  | { kind: 'version-missing'; host: string }
  /** It speaks another protocol: no threads, no runs. */
  | { kind: 'other-protocol'; host: string; speaks: 'responses' | 'chat' | 'unknown' }
  | { kind: 'api-retired'; host: string }
  | { kind: 'wrong-path'; url: string }
  | { kind: 'assistant-not-found'; assistantId: string }
  | { kind: 'thread-not-found'; threadId: string }
  | { kind: 'run-not-found'; runId: string }
  | { kind: 'rate-limited'; retryAfterMs: number | null }
  | { kind: 'quota-exceeded' }
  | { kind: 'refused'; status: number }
  | { kind: 'server-failed'; status: number }
  | { kind: 'not-json'; contentType: string; looksLikeLogin: boolean }
  | { kind: 'cut-reply' }
  | { kind: 'unexpected-reply' }
  | { kind: 'redirected'; status: number; target: string }
  | { kind: 'reply-too-large'; limitBytes: number }
  | { kind: 'unsupported'; what: 'cancel' | 'results' | 'steps' | 'other' }
  | { kind: 'active-run'; runId: string | null }
  | { kind: 'unsure-sent' }
  | { kind: 'run-timeout'; afterMs: number }
  | { kind: 'no-response' }
  | { kind: 'run-failed'; code: string | null }
  /** `waitedMs` is there when it waited for function results: how long the server gave it. */
  | { kind: 'run-expired'; waitedMs?: number }
  | { kind: 'run-incomplete'; reason: string | null }
  | { kind: 'file-problem'; name: string; problem: FileProblem }
  | { kind: 'upload-refused'; name: string; reason: 'too-large' | 'wrong-type' | 'no-files' | 'other' }
  | { kind: 'remote-file-gone' }
  | { kind: 'practice-unavailable' }
  | { kind: 'invalid-fields'; fields: Partial<Record<FieldName, FieldProblem>> }
  /** The ID is connected already, on the same connection. */
  | { kind: 'assistant-known'; assistantId: string; nickname: string; isArchived: boolean }
  | { kind: 'not-found-here'; what: 'conversation' | 'assistant' | 'connection' | 'run' | 'message' | 'file' }
  | { kind: 'storage-failed' }
  /** Not missing and not damaged: the disk does not answer, or permission is missing. */
  | { kind: 'storage-unreadable' }
  /** Written by a newer version of this app: nobody opens or changes it. `file` is its name. */
  | { kind: 'newer-store'; what: 'history' | 'settings'; file: string }
  | { kind: 'snapshot-unusable'; reason: 'newer' | 'damaged' | 'gone' }
  | { kind: 'folder-not-opened' }
  | { kind: 'invalid-request' }
  /** The window asks for more than can be served; nothing was done. */
  | { kind: 'too-many-requests' }
  | { kind: 'bug' }
)

export type ErrorKind = AppError['kind']

/** An AppError on its way through code that throws. */
export class Failure extends Error {
  readonly error: AppError

  constructor(error: AppError, options?: ErrorOptions) {
    super(error.kind, options)
    this.name = 'Failure'
    this.error = error
  }
}

/** Longer words than these help nobody. */
const LONGEST_WORDS = 2_000

/** The AppError inside a thrown value; anything that is not a Failure is a bug of ours. Never throws, whatever was thrown. */
export const toAppError = (thrown: unknown): AppError =>
  thrown instanceof Failure
    ? thrown.error
    : { kind: 'bug', technical: { serverMessage: wordsOf(thrown).slice(0, LONGEST_WORDS) } }

function wordsOf(thrown: unknown): string {
  try {
    return String(thrown instanceof Error ? thrown.message : thrown)
  } catch {
    return typeof thrown
  }
}

/** The three sentences that stay to the letter in details and log, whatever the language of the window. */
export const SEED_MESSAGES = {
  assistantIdRequired: 'OpenAI Assistant ID is required',
  runTimeout: 'Assistant run timeout',
  noResponse: 'No assistant response found',
} as const

/** Fails to compile when a union has a case nobody handled; throws if data slips past the types. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
