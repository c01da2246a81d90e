/** Words and phrases as they are looked for in every script, and the excerpts around them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerptOf } from './excerpt.ts'
import { fold, foldedText, phrasesOf, placesOf, wordsOf } from './search-words.ts'
import { hasAll } from './test-search-words.ts'

const anyText = () =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc
      .array(
        fc.constantFrom('天氣', 'Weather ', 'naïve', 'ガ', '한국', ' ', '\n', '"', '*', 'NEAR(', '👩‍👩‍👧', '½'),
      )
      .map((all) => all.join('')),
  )

describe('a word', () => {
  it.each([
    ['Crème', 'creme'],
    ['ＡＢＣ', 'abc'],
    ['İSTANBUL', 'istanbul'],
    ['ﬁne', 'fine'],
    ['ガ', 'ガ'],
    ['한', '한'],
  ])('%s is compared as %s', (word, folded) => {
    expect(fold(word)).toBe(folded)
  })

  it('is the same however often it is folded', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
    )
  })

  it('stands in the text where it says', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        for (const { start, end, folded } of wordsOf(text)) expect(fold(text.slice(start, end))).toBe(folded)
      }),
    )
  })

  it('holds nothing that means something to the index', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        expect(foldedText(text)).not.toMatch(/[^\P{ASCII}\da-z ]/u)
      }),
    )
  })
})

describe('what is looked for', () => {
  it.each([
    ['今天天氣很好', '天', true],
    ['今天天氣很好', '天氣', true],
    ['今天天氣很好', '氣天', false],
    ['Order GPT4模型 now', 'gpt4模', true],
    ['the quick brown fox', 'brown qui', true],
    ['the quick brown fox', 'quick bro', true],
    ['the quick brown fox', 'quic', true],
    ['the quick brown fox', 'quic ', false],
    ['Crème brûlée', 'creme BRULEE', true],
    ['call get_weather(now)', 'get_wea', true],
    ['call get the weather', 'get_weather', false],
  ])('“%s” is found by “%s”: %s', (text, typed, isFound) => {
    expect(hasAll(text, phrasesOf(typed))).toBe(isFound)
  })

  it('is in every text that holds it', () => {
    fc.assert(
      fc.property(anyText(), anyText(), (before, typed) => {
        const phrases = phrasesOf(typed)
        fc.pre(phrases.length > 0)
        expect(hasAll(`${before} ${typed}`, phrases)).toBe(true)
      }),
    )
  })

  it('is at most so many words', () => {
    expect(phrasesOf('a '.repeat(500)).flatMap(({ words }) => words)).toHaveLength(32)
  })
})

describe('an excerpt', () => {
  const long = (middle: string) =>
    `${'Before it there is much. '.repeat(20)}${middle}${' And much after.'.repeat(40)}`

  it('shows what was found with a little on both sides', () => {
    const { text, marks } = excerptOf(long('The Wéather'), phrasesOf('weather'))
    expect(text).toMatch(/^….+Wéather.+…$/)
    expect(marks.map(({ start, end }) => text.slice(start, end))).toEqual(['Wéather'])
  })

  it('marks what was looked for, always inside the text, and cuts between characters', () => {
    const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
    fc.assert(
      fc.property(anyText(), anyText(), anyText(), (before, typed, after) => {
        const phrases = phrasesOf(typed)
        const whole = `${before.repeat(3)} ${typed} ${after.repeat(3)}`
        const { text, marks } = excerptOf(whole, phrases)
        const sound = new Set(
          [...placesOf(whole, phrases)].map(({ start, end }) => fold(whole.slice(start, end))),
        )
        for (const { start, end } of marks) {
          expect(start >= 0 && start < end && end <= text.length).toBe(true)
          const marked = fold(text.slice(start, end))
          expect([...sound].some((place) => place.startsWith(marked))).toBe(true)
        }
        const inner = text.replace(/^…|…$/g, '')
        const borders = new Set([...graphemes.segment(whole.replace(/\s/gu, ' '))].map(({ index }) => index))
        const at = whole.replace(/\s/gu, ' ').indexOf(inner)
        expect(at).toBeGreaterThanOrEqual(0)
        expect(borders.has(at) || at === 0).toBe(true)
      }),
    )
  })

  it('is short however long the word is', () => {
    expect(excerptOf('天'.repeat(5_000), phrasesOf('天天')).text.length).toBeLessThan(250)
    expect(excerptOf('x'.repeat(5_000), phrasesOf('x')).text.length).toBeLessThan(250)
  })
})
