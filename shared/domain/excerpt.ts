/** Cuts the piece out of a message that shows what was found, and says where in it that stands. Pure. */
import { plainText, attachedFilesOf, type Message } from './conversation.ts'
import { placesOf, type Phrase, type Span } from './search-words.ts'

export interface Excerpt {
  text: string
  /** In order, inside the text, not touching. UTF-16. */
  marks: readonly Span[]
}

/** What of a message can be found: what was said, and the names of its files. */
export function searchableText(message: Pick<Message, 'content'>): string {
  const names = attachedFilesOf(message).map(({ name }) => name)
  return withoutMarkup([plainText(message), ...names].join('\n\n'))
}

const CITATION = /【[^【】]{0,200}†[^【】]{0,200}】/gu
const LINK_TARGET = /\]\([^()\s]{1,2000}\)/gu
const MARKUP = /\*\*|__(?=\S)|(?<=\S)__|`+|^#{1,6}(?= )|^>(?= )|^[-*+](?= )/gmu

/** Signs of Markdown, targets of links and citations become spaces: nobody sees them, and every offset stays. */
const withoutMarkup = (text: string): string =>
  text.replace(CITATION, blank).replace(LINK_TARGET, blank).replace(MARKUP, blank)

const blank = (found: string): string => ' '.repeat(found.length)

const BEFORE = 28
const AFTER = 150

/** Around the first place where something is found; the beginning of the text where nothing is. */
export function excerptOf(text: string, phrases: readonly Phrase[]): Excerpt {
  const places = placesOf(text, phrases)
  const first = places.next().value ?? null
  const cut = cutter(text)
  const start = cut(Math.max(0, (first?.start ?? 0) - BEFORE), 'before')
  const end = cut(Math.min(text.length, start + BEFORE + AFTER), 'after')
  const before = start > 0 ? '…' : ''
  const shift = before.length - start
  const marks: Span[] = []
  for (let place = first; place !== null && place.start < end; place = places.next().value ?? null)
    marks.push({ start: place.start + shift, end: Math.min(place.end, end) + shift })
  const piece = text.slice(start, end).replace(/\s/gu, ' ')
  return { text: `${before}${piece}${end < text.length ? '…' : ''}`, marks }
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Moves an offset to the border of a character as a person sees it. */
function cutter(text: string): (at: number, side: 'before' | 'after') => number {
  const characters = GRAPHEMES.segment(text)
  return (at, side) => {
    if (at <= 0 || at >= text.length) return at
    const character = characters.containing(at)
    if (character === undefined || character.index === at) return at
    return side === 'before' ? character.index : character.index + character.segment.length
  }
}
