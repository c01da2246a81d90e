/**
 * Finds the places in a text that point to a source. Servers count in code points, JavaScript in UTF-16, and some do not
 * count at all, so an offset counts only when the annotation's own text stands there.
 */
import type { Citation } from '../../../shared/domain/conversation.ts'
import { asId, asList, asObject, asText } from './replies.ts'

/** Bounded, so that a hostile text cannot make us search for ever. */
const MOST_ANNOTATIONS = 2000
/** Marks for which no annotation came: github.com/Chainlit/openai-assistant/issues/4 */
const LEFTOVER = /【\d{1,6}(?::\d{1,6})?†[^【】\n]{0,200}】/g

type Span = Pick<Citation, 'start' | 'end' | 'marker'>
type Source = Omit<Citation, 'start' | 'end' | 'marker'>

/** In order of their place and never overlapping. `fileNames` is by file ID. */
export function readCitations(
  text: string,
  annotations: unknown,
  fileNames: ReadonlyMap<string, string>,
): Citation[] {
  const locate = createLocator(text)
  const found: Citation[] = []
  for (const entry of asList(annotations).slice(0, MOST_ANNOTATIONS)) {
    const annotation = asObject(entry)
    const span = locate(annotation)
    if (span !== null) found.push({ ...span, ...readSource(annotation, fileNames) })
  }
  for (const { 0: marker, index: start } of text.matchAll(LEFTOVER)) {
    found.push({ start, end: start + marker.length, marker, ...UNNAMED })
  }
  return withoutOverlaps(found)
}

const UNNAMED: Source = { kind: 'unnamed', fileId: null, fileName: null, url: null, quote: null }

function readSource(annotation: Record<string, unknown>, fileNames: ReadonlyMap<string, string>): Source {
  const file = asObject(annotation['file_citation'])
  const produced = asObject(annotation['file_path'])
  const page = asObject(annotation['url_citation'])
  const url = asText(page['url'])
  if (url !== null) return { ...UNNAMED, kind: 'url', url, fileName: asText(page['title']) }
  const producedId = asId(produced['file_id'])
  if (producedId !== null) {
    return {
      ...UNNAMED,
      kind: 'produced-file',
      fileId: producedId,
      fileName: fileNames.get(producedId) ?? null,
    }
  }
  const fileId = asId(file['file_id'])
  if (fileId === null) return UNNAMED
  const fileName = asText(file['file_name']) ?? fileNames.get(fileId) ?? null
  return { ...UNNAMED, kind: 'file', fileId, fileName, quote: asText(file['quote']) }
}

/** Later marks with the same text lie further on, so the search begins where the last one ended. */
function createLocator(text: string): (annotation: Record<string, unknown>) => Span | null {
  const cursors = new Map<string, number>()
  let points: number[] | null = null
  const utf16 = (codePoint: number) => (points ??= pointOffsets(text))[codePoint] ?? -1

  return (annotation) => {
    const marker = asText(annotation['text']) ?? ''
    const start = asOffset(annotation['start_index'])
    const end = asOffset(annotation['end_index'])
    const at = (from: number, to: number): Span | null => {
      if (from < 0 || to <= from || to > text.length) return null
      const there = text.slice(from, to)
      return marker === '' || there === marker ? { start: from, end: to, marker: there } : null
    }
    const counted = start === null || end === null ? null : (at(start, end) ?? at(utf16(start), utf16(end)))
    if (counted !== null || marker === '') {
      if (counted !== null) cursors.set(marker, counted.end)
      return counted
    }
    const from = cursors.get(marker) ?? 0
    const place = from < 0 ? -1 : text.indexOf(marker, from)
    cursors.set(marker, place === -1 ? -1 : place + marker.length)
    return place === -1 ? null : { start: place, end: place + marker.length, marker }
  }
}

/** The UTF-16 offset of each code point, and of the end. */
function pointOffsets(text: string): number[] {
  const offsets: number[] = []
  let at = 0
  for (const character of text) {
    offsets.push(at)
    at += character.length
  }
  return [...offsets, at]
}

const asOffset = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null

/** Named ones come first in `found`, so they win over a leftover at the same place. */
function withoutOverlaps(found: readonly Citation[]): Citation[] {
  let reached = 0
  return found
    .toSorted((a, b) => a.start - b.start)
    .filter(({ start, end }) => {
      if (start < reached) return false
      reached = end
      return true
    })
}
