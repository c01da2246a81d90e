/** Keeps the beginning of a body as text for the inspector, and takes the keys out before anything is kept. */
import type { KeptBody } from '../../shared/domain/exchange.ts'
import { redact } from '../platform/redact.ts'
import { joined } from './read-body.ts'
import { decode } from './read-json.ts'

/** Of each body, in UTF-16 units. */
export const KEPT = 256 * 1024
/** Read beyond that and dropped again: a key that the cut goes through could not be recognised. */
const MARGIN = 16 * 1024
/** How much of a body tells whether it is text. */
const LOOKED_AT = 4096
const NOT_TEXT = /[\0\uFFFD]/

/** What has come in of a body so far. */
export interface Received {
  pieces: Uint8Array[]
  bytes: number
  isCut: boolean
}

export const nothingReceived = (): Received => ({ pieces: [], bytes: 0, isCut: false })

/** Takes a piece in as far as it is going to be kept. */
export function receivePiece(received: Received, piece: Uint8Array): void {
  const room = KEPT + MARGIN - received.bytes
  if (piece.byteLength > room) received.isCut = true
  if (room <= 0) return
  // A copy: the rest of the piece need not stay in memory.
  const taken = piece.byteLength > room ? piece.slice(0, room) : piece
  received.pieces.push(taken)
  received.bytes += taken.byteLength
}

/** Null when nothing came or it is no text. */
export const keepReceived = ({ pieces, isCut }: Received, secrets: readonly string[]): KeptBody | null =>
  pieces.length === 0 ? null : keepText(decode(joined(pieces)), secrets, isCut)

/** Null when it is empty or no text. `isCut` says that more followed. */
export function keepText(text: string, secrets: readonly string[], isCut = false): KeptBody | null {
  if (text === '' || NOT_TEXT.test(text.slice(0, LOOKED_AT))) return null
  if (!isCut && text.length <= KEPT) return { text: redact(text, secrets), isCut: false }
  const clean = redact(text.slice(0, KEPT + MARGIN), secrets)
  return { text: clean.slice(0, Math.max(0, Math.min(KEPT, clean.length - MARGIN))), isCut: true }
}
