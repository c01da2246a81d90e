/** What is handed to fetch as a request's body: JSON, or a file in pieces that is never whole in memory. */
import type { Attempt } from './attempt.ts'

/** A connection that takes nothing for this long is dead, in milliseconds. */
const STALL_MS = 60_000

interface Body {
  body: string | ReadableStream<Uint8Array> | null
  /** Fetch asks for this word where a body comes in pieces. */
  duplex?: 'half'
}

/** Notes on the attempt how much is sent and, as text, what. */
export function bodyFor(attempt: Attempt, headersWithinMs: number): Body {
  const { body, upload } = attempt.request
  if (upload !== undefined) {
    attempt.requestBytes = upload.bytes
    attempt.sent = upload.told
    return { body: ReadableStream.from(pieces(attempt, headersWithinMs)), duplex: 'half' }
  }
  const text = body === undefined ? null : JSON.stringify(body)
  attempt.requestBytes = text === null ? 0 : Buffer.byteLength(text)
  attempt.sent = text
  return { body: text }
}

/** The server answers when it has all, so the time for its headers begins behind the last piece. */
async function* pieces(attempt: Attempt, headersWithinMs: number): AsyncGenerator<Uint8Array> {
  const { request, deadline } = attempt
  for await (const piece of request.upload?.pieces() ?? []) {
    // Fetch reads a body on to its end even after an abort (undici of Node 24).
    if (attempt.isOver) return
    deadline.expectWithin(STALL_MS)
    yield piece
  }
  deadline.expectWithin(headersWithinMs)
}
