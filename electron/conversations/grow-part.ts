/** Adds a piece of text to an answer's content, so that nothing is ever there twice. */
import type { Part } from '../../shared/domain/conversation.ts'

/** `at` is how much of the part's text came before this piece, by the server's count. */
export interface Piece {
  part: number
  at: number
  text: string
}

export interface Grown {
  content: Part[]
  /** Where the new text stands in the shown text. */
  at: number
  text: string
}

/** Parts after this are not shown: an index may be any number. */
const MOST_PARTS = 1_000

/**
 * The content with a piece added, and the piece that is really new; null when none of it is. `heard` is how far the
 * server's text was heard. A gap is filled with nothing: the server's final text mends it.
 */
export function growPart(content: readonly Part[], { part, at, text }: Piece, heard: number): Grown | null {
  if (!Number.isInteger(part) || part < 0 || part >= MOST_PARTS) return null
  if (heard >= at + text.length) return null
  const parts = [...content]
  while (parts.length <= part) parts.push({ type: 'text', text: '', citations: [] })
  const known = parts[part]
  if (known?.type !== 'text') return null
  const fresh = text.slice(Math.max(heard - at, 0))
  parts[part] = { ...known, text: known.text + fresh }
  return { content: parts, at: known.text.length, text: fresh }
}
