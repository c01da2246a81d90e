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
      if (isProduced(citation)) continue
      const key = keyOf(citation)
      if (!sources.has(key)) sources.set(key, { number: sources.size + 1, citation })
    }
  }
  return [...sources.values()]
}

export interface ProducedFile {
  fileId: string
  name: string
}

/** Files the assistant made, each once: tiles to be saved, no sources. */
export function producedFilesOf(parts: readonly Part[]): ProducedFile[] {
  const files = new Map<string, ProducedFile>()
  for (const part of parts)
    for (const citation of part.type === 'text' ? part.citations : []) {
      const { fileId, fileName, marker } = citation
      if (!isProduced(citation) || fileId === null || files.has(fileId)) continue
      files.set(fileId, { fileId, name: fileName ?? marker.split('/').at(-1) ?? '' })
    }
  return [...files.values()]
}

const isProduced = ({ kind, fileId }: Citation): boolean => kind === 'produced-file' && fileId !== null

/** Marks of one text, numbered on their own from 1 or as `sources` says. */
export function marksOf(text: string, citations: readonly Citation[], sources: readonly Source[]): Mark[] {
  return soundCitations(text, citations).flatMap((citation) => {
    if (isProduced(citation)) return addressOf(text, citation)
    const source = sources.find((known) => keyOf(known.citation) === keyOf(citation))
    return source === undefined ? [] : [{ start: citation.start, end: citation.end, number: source.number }]
  })
}

/** A file the assistant made is cited as the address of a link, `[name](sandbox:/…)`: the name stays, its tile says the rest. */
function addressOf(text: string, { start, end }: Citation): Mark[] {
  const isAddress = text.slice(start - 2, start) === '](' && text[end] === ')'
  const opening = isAddress ? text.lastIndexOf('[', start - 2) : -1
  if (opening === -1) return []
  return [
    { start: opening, end: opening + 1, number: null },
    { start: start - 2, end: end + 1, number: null },
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
