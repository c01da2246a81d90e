/** Reads a body piece by piece, so that a flood is refused while it comes and a drip does not last for ever. */
import type { AppError } from '../../shared/errors.ts'
import type { Deadline } from './deadline.ts'
import { HttpFailure } from './http-failure.ts'

export interface BodyLimits {
  /** Counted after decompression, so that a gzip bomb counts in full. */
  bytes: number
  /** Longest silence between two pieces, in ms; null for none. */
  stallMs: number | null
}

/** The pieces of a body as they come in. @throws HttpFailure `reply-too-large` */
export async function* readPieces(
  body: ReadableStream<Uint8Array> | null,
  { bytes, stallMs }: BodyLimits,
  deadline: Deadline,
): AsyncGenerator<Uint8Array, void> {
  if (body === null) return
  const reader = body.getReader()
  let size = 0
  try {
    for (;;) {
      deadline.expectWithin(stallMs)
      const { done, value } = await reader.read()
      if (done) return
      size += value.byteLength
      if (size > bytes) throw new HttpFailure(tooLarge(bytes))
      yield value
    }
  } finally {
    deadline.expectWithin(null)
    // A body that broke rejects here a second time; the first time was enough.
    reader.cancel().catch(() => undefined)
  }
}

export const tooLarge = (limitBytes: number): AppError => ({ kind: 'reply-too-large', limitBytes })

/** One array out of many. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.byteLength
  }
  return whole
}
