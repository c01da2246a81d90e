/** Decides which citations of a text are real and which number each source gets. */
import type { Citation, Part } from '../../../shared/domain/conversation.ts'

/** A place in a text and the number shown there; null takes the place out. */
export interface Mark {
  start: number
  end: number
  number: number | null
}

export interface Source {
  number: number
  citation: Citation
}

/** Sources of an answer in the order they are first named, numbered from 1. */
export function sourcesOf(parts: readonly Part[]): Source[] {
  const sources = new Map<string, Source>()
  for (const part of parts) {
    if (part.type !== 'text') continue
    for (const citation of soundCitations(part.text, part.citations)) {
      const key = keyOf(citation)
      if (!sources.has(key)) sources.set(key, { number: sources.size + 1, citation })
    }
  }
  return [...sources.values()]
}

/** Marks of one text, numbered on their own from 1 or as `sources` says. */
export function marksOf(text: string, citations: readonly Citation[], sources: readonly Source[]): Mark[] {
  return soundCitations(text, citations).flatMap((citation) => {
    const source = sources.find((known) => keyOf(known.citation) === keyOf(citation))
    return source === undefined ? [] : markAt(text, citation, source.number)
  })
}

/** A file the assistant made is cited as the address of a link, `[name](sandbox:/…)`: the name stays, the mark follows it. */
function markAt(text: string, { start, end, kind }: Citation, number: number): Mark[] {
  const isAddress = kind === 'produced-file' && text.slice(start - 2, start) === '](' && text[end] === ')'
  const opening = isAddress ? text.lastIndexOf('[', start - 2) : -1
  if (opening === -1) return [{ start, end, number }]
  return [
    { start: opening, end: opening + 1, number: null },
    { start: start - 2, end: end + 1, number },
  ]
}

/** Those whose marker stands exactly where they say and that do not overlap: a text may still be growing, a server may be wrong. */
function soundCitations(text: string, citations: readonly Citation[]): Citation[] {
  let after = 0
  return citations
    .toSorted((one, two) => one.start - two.start)
    .filter((citation) => {
      const { start, end, marker } = citation
      const isSound = start >= after && end > start && end <= text.length && text.slice(start, end) === marker
      if (isSound) after = end
      return isSound
    })
}

const keyOf = ({ fileId, url, fileName, quote, marker }: Citation): string =>
  JSON.stringify([fileId ?? url ?? fileName ?? marker, quote])
