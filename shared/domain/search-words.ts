/** Cuts text into the words that search knows, and finds what is looked for in it. Pure; the index, the excerpts and the marks on screen all use it. */

/** A word and where it stands. Offsets are UTF-16. */
export interface Word {
  start: number
  end: number
  /** Without case, accents and width: what is compared. */
  folded: string
}

/** What is looked for: words that must follow each other. */
export interface Phrase {
  words: readonly string[]
  /** The last word may go on: it is still being typed. */
  isPrefix: boolean
}

/** A stretch of a text, from `start` to before `end`. */
export interface Span {
  start: number
  end: number
}

/** More than this nobody looks for; it keeps one query short. */
const MOST_WORDS = 32

// Scripts without spaces between words: each character is a word of its own, so that any part of a sentence is found.
const SINGLE =
  '(?=[\\p{L}\\p{N}])[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}\\p{scx=Bopo}\\p{Script=Thai}]\\p{M}*'
// The first alternative is what most words are, and many times faster than the others.
const WORD = new RegExp(
  `[\\dA-Za-z]+(?![\\p{L}\\p{N}\\p{M}])|${SINGLE}|(?:(?!${SINGLE})[\\p{L}\\p{N}])(?:(?!${SINGLE})[\\p{L}\\p{N}\\p{M}])*`,
  'gu',
)
const IS_SINGLE = new RegExp(`^${SINGLE}$`, 'u')
const ACCENTS = /[\u0300-\u036f]/g
const NOT_IN_WORDS = /[^\p{L}\p{N}\p{M}]/gu
const PLAIN = /^[\da-z]+$/

/** A word as it is compared: `Crème` and `CREME`, `Ａ` and `a` are the same. */
export function fold(word: string): string {
  if (PLAIN.test(word)) return word
  return (
    word
      .normalize('NFKD')
      .replace(ACCENTS, '')
      .toLowerCase()
      // Small letters of some capitals come with an accent of their own.
      .normalize('NFKD')
      .replace(ACCENTS, '')
      .normalize('NFC')
      .replace(NOT_IN_WORDS, '')
  )
}

/** The words of a text in their order, one at a time: who has enough stops early. */
export function* wordsOf(text: string): Generator<Word> {
  for (const { 0: word, index: start } of text.matchAll(WORD)) {
    const folded = fold(word)
    if (folded !== '') yield { start, end: start + word.length, folded }
  }
}

/** The words of a text as the index keeps them, with a space between. */
export function foldedText(text: string): string {
  let folded = ''
  for (const word of wordsOf(text)) folded += folded === '' ? word.folded : ` ${word.folded}`
  return folded
}

/** What a person typed as phrases: each must occur, in any order. What has no words is left out. */
export function phrasesOf(typed: string): Phrase[] {
  const phrases: Phrase[] = []
  let left = MOST_WORDS
  for (const { 0: piece, index } of typed.matchAll(/\S+/gu)) {
    const words = [...wordsOf(piece)].slice(0, left)
    left -= words.length
    const last = words.at(-1)
    if (last === undefined) continue
    const isTypedLast = index + piece.length === typed.length && last.end === piece.length
    const isPrefix = isTypedLast && !IS_SINGLE.test(piece.slice(last.start))
    phrases.push({ words: words.map(({ folded }) => folded), isPrefix })
  }
  return phrases
}

/** Every place where one of the phrases stands, in order; places that overlap are one. */
export function* placesOf(text: string, phrases: readonly Phrase[]): Generator<Span> {
  const longest = Math.max(0, ...phrases.map(({ words }) => words.length))
  if (longest === 0) return
  const seen: Word[] = []
  let open: Span | null = null
  for (const word of wordsOf(text)) {
    seen.push(word)
    if (seen.length > longest) seen.shift()
    for (const phrase of phrases) {
      const first = seen[seen.length - phrase.words.length]
      if (first === undefined || !endsWith(seen, phrase)) continue
      if (open !== null && first.start < open.end)
        open = { start: Math.min(open.start, first.start), end: word.end }
      else {
        if (open !== null) yield open
        open = { start: first.start, end: word.end }
      }
    }
  }
  if (open !== null) yield open
}

function endsWith(words: readonly Word[], { words: wanted, isPrefix }: Phrase): boolean {
  const offset = words.length - wanted.length
  return wanted.every((want, at) => {
    const folded = words[offset + at]?.folded ?? ''
    return isPrefix && at === wanted.length - 1 ? folded.startsWith(want) : folded === want
  })
}
