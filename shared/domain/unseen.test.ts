/** What cannot be seen is written out where it could deceive, and stays where a language needs it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { showTurns, showUnseen, withoutUnseen } from './unseen.ts'

describe('characters nobody sees', () => {
  const CASES: [name: string, text: string, written: string][] = [
    ['an override', 'photo\u202egpj.exe', 'photo\\u202Egpj.exe'],
    ['an isolate', 'a\u2066b\u2069c', 'a\\u2066b\\u2069c'],
    ['marks of direction', 'a\u200e\u200f\u061cb', 'a\\u200E\\u200F\\u061Cb'],
    ['a space of no width', 'pay\u200bpal.com', 'pay\\u200Bpal.com'],
    ['a joiner in Latin letters', 'pay\u200dpal\u200c', 'pay\\u200Dpal\\u200C'],
    ['a byte order mark', '\ufeffrm', '\\uFEFFrm'],
    ['a soft hyphen', 'ex\u00adample.com', 'ex\\u00ADample.com'],
    ['Hangul fillers', 'a\u3164b\u115f', 'a\\u3164b\\u115F'],
    ['tags', 'hi\u{e0041}', 'hi\\u{E0041}'],
    ['line separators', 'a\u2028b', 'a\\u2028b'],
  ]
  it.each(CASES)('are written out in names, addresses and code: %s', (_name, text, written) => {
    expect(showUnseen(text)).toBe(written)
    expect(withoutUnseen(text)).toBe(written.replace(/\\u(\{\w+\}|\w{4})/g, ''))
  })

  it.each(['👩‍👩‍👧 family', 'می‌خواهم', '貓🐈', 'naïve', 'हिन्दी क्‍ष', 'שלום'])(
    'that %s needs stay everywhere',
    (text) => {
      expect([showUnseen(text), showTurns(text), withoutUnseen(text)]).toEqual([text, text, text])
    },
  )

  it.each([
    'שלום\u200e!',
    '\u2067עברית\u2069',
    'nara\u00adtive',
    'ก\u200bข',
    '🏴\u{e0067}\u{e0062}\u{e0065}\u{e007f}',
  ])('that a sentence may need stay in sentences: %s', (text) => expect(showTurns(text)).toBe(text))

  it.each([
    ['say \u202ecba', 'say \\u202Ecba'],
    ['hidden \u{e0068}\u{e0069}', 'hidden \\u{E0068}\\u{E0069}'],
  ])('that no sentence needs are written out in sentences, too', (text, written) =>
    expect(showTurns(text)).toBe(written),
  )

  it('are gone from any text at all, and the rest of it is not changed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(showUnseen(text)).not.toMatch(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/)
        expect(showUnseen(showUnseen(text))).toBe(showUnseen(text))
      }),
    )
  })
})
