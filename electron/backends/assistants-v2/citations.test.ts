/** Places in a text, however a server counts. */
import { describe, expect, it } from 'vitest'
import { readCitations } from './citations.ts'

const cite = (text: string, annotations: unknown, names: [string, string][] = []) =>
  readCitations(text, annotations, new Map(names))
const file = (marker: string, at: number | null, file_id = 'file_1') => ({
  type: 'file_citation',
  text: marker,
  ...(at === null ? {} : { start_index: at, end_index: at + Array.from(marker).length }),
  file_citation: { file_id },
})
const M = '【4:0†guide.md】'

describe('a citation', () => {
  const PLACES: [string, string, number | null, number][] = [
    ['counted in UTF-16', `See ${M}.`, 4, 4],
    ['counted in code points', `🐈🐈 ${M}.`, 3, 5],
    ['counted wrongly', `See ${M}.`, 99, 4],
    ['not counted', `See ${M}.`, null, 4],
    ['counted backwards', `See ${M}.`, -3, 4],
  ]
  it.each(PLACES)('%s is found', (...[, text, at, start]) => {
    const [found] = cite(text, [file(M, at)])
    expect(found).toMatchObject({ start, end: start + M.length, marker: M, kind: 'file', fileId: 'file_1' })
    expect(text.slice(found?.start, found?.end)).toBe(M)
  })

  it('with the same mark as another stands further on', () => {
    const found = cite(`${M} and ${M}`, [file(M, 500, 'a'), file(M, 600, 'b')])
    expect(found.map(({ start, fileId }) => [start, fileId])).toEqual([
      [0, 'a'],
      [M.length + 5, 'b'],
    ])
  })

  it('counted in code points is told from another with the same mark', () => {
    const text = `🐈 ${M} ${M}`
    expect(cite(text, [file(M, 3 + M.length)]).filter(({ kind }) => kind === 'file')).toMatchObject([
      { start: 4 + M.length },
    ])
  })

  it('that is nowhere in the text is left out', () => {
    expect(cite('Nothing.', [file(M, 0), { text: '', start_index: 0, end_index: 0 }, null, 7])).toEqual([])
  })

  it('without an annotation stays visible as unnamed', () => {
    expect(cite(`See ${M}【4†old】【no】.`, [])).toMatchObject([
      { start: 4, marker: M, kind: 'unnamed', fileId: null },
      { start: 4 + M.length, marker: '【4†old】', kind: 'unnamed' },
    ])
  })

  it('knows what it points to', () => {
    const text = 'abc'
    const at = (start: number) => ({ text: text[start], start_index: start, end_index: start + 1 })
    expect(
      cite(
        text,
        [
          { ...at(0), file_citation: { file_id: 'f', quote: 'q' } },
          { ...at(1), file_path: { file_id: 'g' } },
          { ...at(2), url_citation: { url: 'https://x', title: 'X' } },
        ],
        [['f', 'guide.md']],
      ),
    ).toMatchObject([
      { kind: 'file', fileId: 'f', fileName: 'guide.md', quote: 'q' },
      { kind: 'produced-file', fileId: 'g', fileName: null },
      { kind: 'url', url: 'https://x', fileName: 'X' },
    ])
  })

  it('of a kind we do not know is unnamed', () => {
    expect(cite('a', [{ type: 'odd', text: 'a', start_index: 0, end_index: 1 }])).toMatchObject([
      { kind: 'unnamed' },
    ])
  })

  it('that overlaps another gives way', () => {
    const wide = { text: 'abc', start_index: 0, end_index: 3, file_citation: { file_id: 'w' } }
    const inner = { text: 'b', start_index: 1, end_index: 2, file_citation: { file_id: 'i' } }
    expect(cite('abc', [inner, wide]).map(({ fileId }) => fileId)).toEqual(['w'])
  })

  it('in a hostile text takes no time', () => {
    const startedAt = performance.now()
    cite(
      '【1:1†'.repeat(100_000),
      Array.from({ length: 50_000 }, (_, at) => file(`x${at}`, at)),
    )
    expect(performance.now() - startedAt).toBeLessThan(2000)
  })
})
