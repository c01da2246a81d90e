/** Cuts an answer that is being written into what a screen reader is told: whole sentences without markup; code is named, not read. */

export type Spoken =
  | { kind: 'words'; text: string }
  /** `language` is empty where the writer named none. */
  | { kind: 'code'; language: string; lines: number }

export interface Speech {
  said: Spoken[]
  /** What comes before this place of the text has been said. */
  to: number
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/** What can be said of `text` from this place on: all of it when nothing more comes, else what is certainly a whole sentence. */
export function speak(text: string, from: number, isDone: boolean): Speech {
  const said: Spoken[] = []
  let to = from
  for (;;) {
    const fence = fenceFrom(text, to)
    const prose = proseOf(text.slice(to, fence?.start), isDone || fence !== null)
    said.push(...prose.said)
    to += prose.to
    const block = fence === null ? null : codeOf(text, fence, isDone)
    if (block === null) return { said, to }
    said.push(block.code)
    to = block.end
  }
}

interface Fence {
  start: number
  /** Where its first line of code begins; -1 while its own line goes on. */
  inside: number
  sign: string
  language: string
}

const OPENING = /^[ \t>]*(`{3,}|~{3,})([^\n`]*)(\n|$)/gm

function fenceFrom(text: string, from: number): Fence | null {
  OPENING.lastIndex = from
  const found = OPENING.exec(text)
  if (found === null) return null
  const [all, sign = '', language = '', end = ''] = found
  const inside = end === '' ? -1 : found.index + all.length
  return { start: found.index, inside, sign, language: language.trim().split(/[\s{]/, 1)[0] ?? '' }
}

/** Null while the block is still being written. */
function codeOf(text: string, { inside, sign, language }: Fence, isDone: boolean) {
  // A fence may be closed by a longer one, and at its line's end only.
  const closing = new RegExp(`^[ \\t>]*\\${sign.charAt(0)}{${sign.length},}[ \\t]*(?:\\n|$)`, 'gm')
  closing.lastIndex = inside
  const found = inside === -1 ? null : closing.exec(text)
  const isClosed = found !== null && (isDone || found[0].endsWith('\n'))
  if (!isClosed && !isDone) return null
  const [stop, end] = isClosed ? [found.index, found.index + found[0].length] : [text.length, text.length]
  const code = inside === -1 ? '' : text.slice(inside, stop).replace(/\n$/, '')
  const lines = code === '' ? 0 : code.split('\n').length
  return { code: { kind: 'code', language, lines } as const, end }
}

/** These do not wait for what comes next. */
const SURE_END = /[。！？\n][」』”’）)\]]*\s*$/u
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|cf|vs|etc|approx|Dr|Mr|Mrs|Ms|St|No|Fig)\.\s*$/i
const LONGEST_ABBREVIATION = 20
const LETTER = /\p{L}/u

function proseOf(text: string, isWhole: boolean): Speech {
  const said: Spoken[] = []
  const pieces = piecesOf(text)
  let [to, held, hasLetter] = [0, '', false]
  pieces.forEach((piece, at) => {
    held += piece
    hasLetter ||= LETTER.test(piece)
    const isLast = at === pieces.length - 1
    const isEnded = !isLast || SURE_END.test(piece)
    // "1." belongs to what it numbers.
    const isAlone = hasLetter && !ABBREVIATION.test(held.slice(-LONGEST_ABBREVIATION))
    if (!(isLast && isWhole) && !(isEnded && isAlone)) return
    const words = withoutMarkup(held)
    if (/[\p{L}\p{N}]/u.test(words)) said.push({ kind: 'words', text: words })
    to += held.length
    held = ''
    hasLetter = false
  })
  return { said, to }
}

/** What opens a quotation, or a picture, is counted to the sentence before it; here it begins its own. */
const OPENED = /(?<=[。！？.!?])[「『“‘（(《]+$|(?<!\S)!\[?$/u

function piecesOf(text: string): string[] {
  let opened = ''
  const pieces = Array.from(segmenter.segment(text), ({ segment }) => {
    const whole = opened + segment
    opened = OPENED.exec(whole)?.[0] ?? ''
    return whole.slice(0, whole.length - opened.length)
  })
  return opened === '' ? pieces : [...pieces, opened]
}

const MARKUP: readonly (readonly [RegExp, string])[] = [
  [/^[ \t]*(?:>[ \t]?)+/gm, ''],
  [/^[ \t]*#{1,6}[ \t]+/gm, ''],
  [/^[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?/gm, ''],
  // The line between a table's head and its rows, or across the page.
  [/^[ \t|:*_-]+$/gm, ''],
  [/^[ \t]*\||\|[ \t]*$/gm, ''],
  [/[ \t]*\|[ \t]*/g, ', '],
  // Bounded: each open bracket would else look for its end through the whole text.
  [/!?\[([^[\]\n]{0,500})\]\([^)\n]{0,2000}\)/g, '$1'],
  // A citation's place in the text.
  [/【[^【】\n†]{0,200}†[^【】\n]{0,200}】/g, ''],
  [/\*\*|__|~~|`+|\$\$/g, ''],
  [/(?<![\p{L}\p{N}])[*_](?=\S)|(?<=\S)[*_](?![\p{L}\p{N}])/gu, ''],
  [/\s+/g, ' '],
]

const withoutMarkup = (text: string): string =>
  MARKUP.reduce((rest, [sign, by]) => rest.replace(sign, by), text).trim()
