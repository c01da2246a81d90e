/** Titles and plain text of conversations. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText, titleFrom } from './conversation.ts'

const FAMILY = '👨‍👩‍👧‍👦'
const FLAG = '🇹🇼'
const ZALGO = 'a\u0301\u0302\u0303\u0304'

describe('a title', () => {
  it.each([
    ['Where is my order?', 'Where is my order?'],
    ['  First line \r\nsecond', 'First line'],
    ['\n\nLate start', 'Late start'],
    ['One\u2028Two', 'One'],
    ['A\tB\u0000C', 'A B C'],
    [FAMILY.repeat(60), FAMILY.repeat(60)],
    [FAMILY.repeat(61), `${FAMILY.repeat(60)}…`],
    [FLAG.repeat(61), `${FLAG.repeat(60)}…`],
    [ZALGO.repeat(61), `${ZALGO.repeat(60)}…`],
    ['訂單'.repeat(40), `${'訂單'.repeat(30)}…`],
    [`${'x'.repeat(59)} ${'y'.repeat(9)}`, `${'x'.repeat(59)}…`],
  ])('of %j is %j', (text, title) => {
    expect(titleFrom(text)).toBe(title)
  })

  it('is never longer than sixty characters as people count, and never cuts one in two', () => {
    const segmenter = new Intl.Segmenter()
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const title = titleFrom(text)
        expect([...segmenter.segment(title)].length).toBeLessThanOrEqual(61)
        expect(title.isWellFormed()).toBe(true)
      }),
    )
  })

  it('of a very long line is found without reading all of it', () => {
    const startedAt = performance.now()
    titleFrom('x'.repeat(256_000))
    expect(performance.now() - startedAt).toBeLessThan(200)
  })
})

describe('the plain text of a message', () => {
  it('has its texts and refusals, and nothing of what is no text', () => {
    const citations: never[] = []
    const content = [
      { type: 'text' as const, text: 'One', citations },
      { type: 'image' as const, fileId: 'file_1' },
      { type: 'refusal' as const, text: 'No.' },
    ]
    expect(plainText({ content })).toBe('One\n\n\n\nNo.')
  })
})
