/** Markers of sources in an answer, exchanged for numbers. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Citation, Part } from '../../../shared/domain/conversation.ts'
import { cite } from '../../gallery/fixtures.ts'
import { insertMarks } from '../../ui/markdown/marks.ts'
import { marksOf, producedFilesOf, sourcesOf } from './citations.ts'

const SIGN = '\ue0f11\ue0f2'

it('replaces exactly the marker, with emoji and Chinese before it', () => {
  const text = '👩‍👩‍👧 保固 covers it【4:0†source】 fully'
  expect(shown(text, [cite(text, '【4:0†source】')])).toBe(`👩‍👩‍👧 保固 covers it${SIGN} fully`)
})

it('leaves the text alone when the offsets are bogus', () => {
  const text = 'covers it【4:0†source】'
  const bogus = [
    { start: -3, end: 2 },
    { start: 5, end: 500 },
    { start: 9, end: 9 },
    { start: 0, end: 13 },
  ].map((place) => cite(text, '【4:0†source】', place))
  expect(shown(text, bogus)).toBe(text)
})

it('keeps the first of two that overlap', () => {
  const text = 'a【1】b'
  expect(shown(text, [cite(text, '【1】'), { ...cite(text, '1】b'), fileId: 'other' }])).toBe(`a${SIGN}b`)
})

it('gives the same source the same number and another one the next', () => {
  const text = 'a【1】b【2】c【3】'
  const citations = [cite(text, '【1】'), cite(text, '【2】', { fileId: 'file_2' }), cite(text, '【3】')]
  const sources = sourcesOf([{ type: 'text', text, citations }])
  expect(marksOf(text, citations, sources).map(({ number }) => number)).toEqual([1, 2, 1])
  expect(sources).toHaveLength(2)
})

it('never throws and never loses text outside the marks, whatever the server says', () => {
  const place = fc.record({ start: fc.integer({ min: -5, max: 60 }), end: fc.integer({ min: -5, max: 60 }) })
  fc.assert(
    fc.property(
      fc.string({ maxLength: 40, unit: 'grapheme' }),
      fc.array(place, { maxLength: 6 }),
      (text, places) => {
        const citations = places.map(({ start, end }) => cite(text, text.slice(start, end), { start, end }))
        const marked = shown(text, citations)
        const marks = marksOf(text, citations, sourcesOf([{ type: 'text', text, citations }]))
        const kept = marks.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text)
        expect(marked.replace(/\ue0f1\d+\ue0f2/g, '')).toBe(kept)
      },
    ),
  )
})

it('keeps the name of a file the assistant made where its address was', () => {
  const text = 'Here: [numbers.csv](sandbox:/mnt/numbers.csv).'
  const made = cite(text, 'sandbox:/mnt/numbers.csv', { kind: 'produced-file', fileName: null })
  expect(shown(text, [made])).toBe('Here: numbers.csv.')
})

it('names each file the assistant made once, and none of them as a source', () => {
  const text = '[a.csv](sandbox:/mnt/a.csv), again sandbox:/mnt/a.csv, and【1】'
  const made = cite(text, 'sandbox:/mnt/a.csv', { kind: 'produced-file', fileName: null, fileId: 'f' })
  const part: Part = { type: 'text', text, citations: [made, made, cite(text, '【1】')] }
  expect(producedFilesOf([part])).toEqual([{ fileId: 'f', name: 'a.csv' }])
  expect(sourcesOf([part]).map(({ citation }) => citation.fileId)).toEqual(['file_1'])
})

it('lets no text forge a mark', () => {
  expect(insertMarks(`see ${SIGN}`, [])).toBe('see \ufffd1\ufffd')
})

function shown(text: string, citations: Citation[]): string {
  const part: Part = { type: 'text', text, citations }
  return insertMarks(text, marksOf(text, citations, sourcesOf([part])))
}
