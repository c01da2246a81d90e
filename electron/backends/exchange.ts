/** What goes out, what comes back and what is remembered of it: the shapes `http.ts` speaks in. */
import type { z } from 'zod'
import type { Exchange, ExchangeBodies } from '../../shared/domain/exchange.ts'
import type { AppError } from '../../shared/errors.ts'
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
  /** Sent instead of a body. */
  upload?: Upload
  signal: AbortSignal
  /** How long connecting and waiting for the headers may take, in ms; 30 s unless told. */
  headersWithinMs?: number
  /** Somebody waits for it, or pays for each moment: it leaves at once, whatever the pace. */
  isUrgent?: boolean
  /** What a refusal means in the adapter's protocol; null leaves it to its status. */
  explain?: (refusal: Refusal) => AppError | null
  /** IDs to name in an error's technical part. */
  about?: { threadId?: string; runId?: string }
  /** Our own ID of the run it is sent for; only the recorder is told. */
  ourRunId?: string
}

/** A body that comes in pieces. */
export interface Upload {
  /** The content type. */
  type: string
  /** Its whole length. Said beforehand, because not every server takes a body of unknown length. */
  bytes: number
  /** What is remembered of it instead of its bytes. */
  told: string
  /** From the start, each time anew. */
  pieces(): AsyncIterable<Uint8Array>
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

/** Hears of every exchange once it is over, with as much of its bodies as is kept. */
export type Recorder = (exchange: Exchange, told: Told) => void

export interface Told extends Pick<HttpRequest, 'about' | 'ourRunId'> {
  bodies: ExchangeBodies
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
