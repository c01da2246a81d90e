/** Titles and plain text of conversations. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanTitle, plainText, titleFrom } from './conversation.ts'

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
    ['\u202Egnp.exe\u2066', 'gnp.exe'],
    ['half \uD83D', 'half \uFFFD'],
  ])('of %j is %j', (text, title) => {
    expect(titleFrom(text)).toBe(title)
  })

  it('of one character with ten thousand marks is short all the same', () => {
    expect(titleFrom(`a${'\u0301'.repeat(10_000)}`).length).toBeLessThanOrEqual(1_001)
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

describe('a title a person gave', () => {
  it.each([
    ['  Orders \t 2026 ', 'Orders   2026'],
    ['one\ntwo\u0000three\u009Bfour\u2028five', 'one two three four five'],
    ['\u202Egnp.exe', 'gnp.exe'],
    ['half \uD83D', 'half \uFFFD'],
    ['\n\u0007 ', ''],
    [`${'x'.repeat(195)}${FAMILY}`, 'x'.repeat(195)],
    [`${'x'.repeat(189)}${FAMILY}`, `${'x'.repeat(189)}${FAMILY}`],
  ])('%j becomes %j', (written, title) => {
    expect(cleanTitle(written)).toBe(title)
  })

  it('is one line of at most two hundred units whatever was written, and stays as it is when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (written) => {
        const title = cleanTitle(written)
        expect(title.length).toBeLessThanOrEqual(200)
        expect(title).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e]/u)
        expect(cleanTitle(title)).toBe(title)
      }),
    )
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
