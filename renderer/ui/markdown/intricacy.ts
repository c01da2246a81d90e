/**
 * Tells by counting whether a text would take too long to draw. Parsers of markdown take time that grows with the square
 * of unclosed signs or nested blocks, and nothing can interrupt them, so such a text is told before they see it.
 */

/** Beyond these a text is shown as it was written. What people and models write stays far below. */
export const LIMITS = {
  /** UTF-16 units of the whole text. */
  length: 300_000,
  /** Lines, signs and blocks of the whole text: what each of them costs adds up. */
  units: 6_000,
  /** UTF-16 units of a line, code or not, or of several whose squares add up to its: laying out takes that long. */
  line: 20_000,
  /** Signs of one paragraph that may open something: each is compared with all others. */
  openers: 2_000,
  /** Blocks in blocks. */
  depth: 40,
} as const

const SIGNS = /[[\]!*_~`<&|\\$>@#=]/g
const OPENERS = /[[\]*_~<$\\]/g
/** Everything before a line's own words that opens a quote or a list. */
const CONTAINERS = /^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)]))*[ \t]*/
const CONTAINER = /[>*+-]|\d[.)]/g
const UNDERLINE = /^\s*(?:=+|-+)\s*$/
/** An empty line, or one that begins an item wherever it stands; a number does not always. */
const ENDS_PARAGRAPH = /^\s*$|^ {0,3}[*+-] +\S/
/** Code at the left edge alone: what is further in may be no code at all. */
const FENCE = /^ {0,3}(`{3,}[^`]*|~{3,}.*)$/
const MAY_SWALLOW = /^\s*<|\$\$|\\\[/
/** What begins a formula; drawing one costs as much as several signs. */
const FORMULA = /\$\$|\\[[(]/g
/** In units. */
const COST = { codeLine: 0.25, codeBlock: 12, formula: 8 } as const
/** In openers: a line that underlines a heading makes the parser go back. */
const UNDERLINE_COST = 4

interface Tally {
  units: number
  /** Of the paragraph that is being read. */
  openers: number
  /** Squares of the lengths of lines. */
  layout: number
  fence: string | null
  /** Behind a tag or a formula a fence may be part of it, and what follows no code. */
  isFenceSure: boolean
}

/** True for a text that is not to be given to the parser. Takes a time that grows with the length alone. */
export function isTooIntricate(text: string): boolean {
  if (text.length > LIMITS.length) return true
  const tally: Tally = { units: 0, openers: 0, layout: 0, fence: null, isFenceSure: true }
  for (const line of text.split(/\r\n|\r|\n/)) {
    tally.layout += line.length ** 2
    if (tally.layout > LIMITS.line ** 2) return true
    if (tally.fence === null ? isTooDeep(line, tally) : isCodeOver(line, tally)) return true
    if (tally.units > LIMITS.units || tally.openers > LIMITS.openers) return true
  }
  return false
}

/** Never the reason itself: code adds lines and nothing else. */
function isCodeOver(line: string, tally: Tally): boolean {
  tally.units += COST.codeLine
  const closing = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1] ?? ''
  if (closing !== '' && tally.fence !== null && closing.startsWith(tally.fence)) tally.fence = null
  return false
}

/** Counts a line of text; true when it lies in too many blocks. */
function isTooDeep(line: string, tally: Tally): boolean {
  const opening = FENCE.exec(line)?.[1]
  tally.isFenceSure &&= !MAY_SWALLOW.test(line)
  if (opening !== undefined && tally.isFenceSure) {
    tally.fence = /^(`+|~+)/.exec(opening)?.[0] ?? null
    tally.units += COST.codeBlock
    return false
  }
  const before = CONTAINERS.exec(line)?.[0] ?? ''
  const depth = countOf(before, CONTAINER) + Math.floor(countOf(before, /[ \t]/g) / 4)
  if (ENDS_PARAGRAPH.test(line)) tally.openers = 0
  tally.units += 1 + depth + countOf(line, SIGNS) + countOf(line, FORMULA) * COST.formula
  tally.openers += countOf(line, OPENERS) + (UNDERLINE.test(line) ? UNDERLINE_COST : 0)
  return depth > LIMITS.depth
}

const countOf = (text: string, signs: RegExp): number => text.match(signs)?.length ?? 0
