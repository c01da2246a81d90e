/** What is remembered of one request to a server and its answer. Never the key; bodies apart, and only what is text. */
import type { ErrorKind } from '../errors.ts'

export interface Exchange {
  /** Counts up from 1 within the log that holds it. */
  id: number
  method: string
  /** Path and query, redacted. */
  path: string
  status: number | null
  /** How long it took, in ms. */
  ms: number
  requestId: string | null
  requestBytes: number
  /** After decompression. */
  responseBytes: number
  error?: ErrorKind | 'aborted'
  /** Milliseconds since the epoch. */
  startedAt: number
}

/** A body as text, redacted. */
export interface KeptBody {
  text: string
  /** True when the body was longer than what is kept of it. */
  isCut: boolean
}

/** Null where there was no body, or none that is text. */
export interface ExchangeBodies {
  request: KeptBody | null
  response: KeptBody | null
}
