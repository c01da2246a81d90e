/** What goes out, what comes back and what is remembered of it: the shapes `http.ts` speaks in. */
import type { z } from 'zod'
import type { AppError, ErrorKind } from '../../shared/errors.ts'
import type { SseEvent } from './sse.ts'

/** A server's refusal as far as it could be read, for an adapter to recognise. */
export interface Refusal {
  status: number
  /** The server's own words, redacted and cut to 2,000 characters. */
  message: string
  code: string | null
  type: string | null
  host: string
  url: string
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'DELETE'
  /** Below the Base URL, beginning with a slash, already escaped. */
  path: string
  query?: Readonly<Record<string, string>>
  headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  body?: unknown
  signal: AbortSignal
  /** How long connecting and waiting for the headers may take, in ms; 30 s unless told. */
  headersWithinMs?: number
  /** What a refusal means in the adapter's protocol; null leaves it to its status. */
  explain?: (refusal: Refusal) => AppError | null
  /** IDs to name in an error's technical part. */
  about?: { threadId?: string; runId?: string }
}

export interface Reply<T> {
  value: T
  status: number
  headers: Headers
}

/** Either an event stream, to be closed by whoever asked for it, or the JSON a server without streams sent. */
export type StreamReply =
  | { kind: 'events'; events: AsyncIterable<SseEvent>; close: () => void }
  | { kind: 'json'; value: unknown; headers: Headers }

/** One request and its answer, without key or content. */
export interface Exchange {
  /** Counts up from 1 within one Http. */
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

/** A server to talk to. Everything throws HttpFailure, except that an abort throws the signal's own reason. */
export interface Http {
  /** An answer of at most 32 MiB, parsed and checked. */
  json<T>(request: HttpRequest, schema: z.ZodType<T>): Promise<Reply<T>>
  /** The content type decides which of the two kinds comes back. */
  stream(request: HttpRequest): Promise<StreamReply>
  /** At most 64 MiB. */
  bytes(request: HttpRequest): Promise<Uint8Array>
}
