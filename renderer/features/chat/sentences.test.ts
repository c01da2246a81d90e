/** An answer that grows, cut into sentences to be said. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { speak, type Spoken } from './sentences.ts'

/** Hands the text over in these pieces, as a server writes it. */
function hear(pieces: readonly string[]): Spoken[] {
  let [text, to] = ['', 0]
  const said: Spoken[] = []
  for (const piece of [...pieces, null]) {
    text += piece ?? ''
    const speech = speak(text, to, piece === null)
    expect(speech.to).toBeGreaterThanOrEqual(to)
    said.push(...speech.said)
    to = speech.to
  }
  expect(to).toBe(text.length)
  return said
}

const wordsOf = (said: readonly Spoken[]): string[] =>
  said.map((one) => (one.kind === 'words' ? one.text : `[${one.language} ${one.lines}]`))
const lettersOf = (said: readonly Spoken[]): string =>
  wordsOf(said)
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '')

describe('an answer that grows is said', () => {
  it('a sentence at a time, each when it is whole', () => {
    const text = 'A run is one answer. It may take a while'
    expect(wordsOf(speak(text, 0, false).said)).toEqual(['A run is one answer.'])
    expect(wordsOf(speak(text, 21, true).said)).toEqual(['It may take a while'])
    expect(speak('A run', 0, false)).toEqual({ said: [], to: 0 })
  })

  it('in Chinese at the full stop, before anything follows it', () => {
    expect(wordsOf(speak('保固三年。需要收據嗎？「可以。」好', 0, false).said)).toEqual([
      '保固三年。',
      '需要收據嗎？',
      '「可以。」',
    ])
    expect(wordsOf(speak('保固三年。', 0, false).said)).toEqual(['保固三年。'])
  })

  it.each([
    ['It costs 3.50 euros. Fine.', ['It costs 3.50 euros.', 'Fine.']],
    ['Ask, e.g. Monday. Or not.', ['Ask, e.g. Monday.', 'Or not.']],
    ['1. First one\n2. Second one', ['1. First one', '2. Second one']],
    ['# A title\n\nText.', ['A title', 'Text.']],
    ['It is **very** `small`, [see](https://a.example/b_c).', ['It is very small, see.']],
    ['Keep snake_case and 2 * 3, *not* stars.', ['Keep snake_case and 2 * 3, not stars.']],
    ['| a | b |\n|---|:-:|\n| 1 | x |', ['a, b', '1, x']],
    ['As written【4:0†guide.md】. Yes.', ['As written.', 'Yes.']],
    ['Not loaded: ![a cat](https://a.example/x.png) Fine.', ['Not loaded:', 'a cat Fine.']],
    ['> Quoted.\n\n- [x] Done', ['Quoted.', 'Done']],
  ])('without markup: %j', (text, words) => {
    expect(wordsOf(hear([text]))).toEqual(words)
  })

  it('with code named and not read', () => {
    const text = 'Look:\n\n```ts title="a"\nconst a = 1\n\nrun(a)\n```\n\nDone.'
    expect(wordsOf(hear([text]))).toEqual(['Look:', '[ts 3]', 'Done.'])
    expect(wordsOf(hear(text.split('')))).toEqual(['Look:', '[ts 3]', 'Done.'])
    expect(wordsOf(hear(['~~~~\n```\nx\n~~~~']))).toEqual(['[ 2]'])
    expect(speak('```ts\nconst a = 1', 0, false)).toEqual({ said: [], to: 0 })
    expect(wordsOf(hear(['```ts\nconst a = 1']))).toEqual(['[ts 1]'])
  })
})

const SENTENCES = [
  'A run is one answer. ',
  'It costs 3.50! ',
  'Really? Yes. ',
  '保固三年。',
  '可以嗎？「好。」',
  '1. One\n2. Two\n',
  '\n\n',
  '## Title\n\n',
  '- **bold** item\n',
  '\n```ts\nsecret(1)\n```\n',
  '\n~~~\nsecret 2\n~~~\n',
  'مرحبا بالعالم. ',
  '👩‍👩‍👧 ok. ',
]

describe('however it is cut into pieces', () => {
  const written = fc.array(fc.constantFrom(...SENTENCES), { maxLength: 12 })
  const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 })

  it('every word is said once, in order, and no code', () => {
    fc.assert(
      fc.property(written, cuts, (sentences, sizes) => {
        const text = sentences.join('')
        const said = hear(cut(text, sizes))
        expect(lettersOf(said)).toBe(lettersOf(hear([text])))
        expect(lettersOf(said)).not.toContain('secret')
      }),
      { numRuns: 300 },
    )
  })

  it('any text is said to its end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), cuts, (text, sizes) => void hear(cut(text, sizes))),
    )
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'`~\n >.。a1|*_[]()#'.split('')) }),
        cuts,
        (text, sizes) => void hear(cut(text, sizes)),
      ),
      { numRuns: 500 },
    )
  })
})

function cut(text: string, sizes: readonly number[]): string[] {
  const pieces: string[] = []
  for (let [at, turn] = [0, 0]; at < text.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1
    pieces.push(text.slice(at, at + size))
    at += size
  }
  return pieces
}
