/** The mistakes people make in JSON, each found at its place. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { m } from '../../../shared/words/generated/messages.js'
import { checkJson, type JsonMistake } from './json-check.ts'
import { jsonWords } from './json-words.ts'

const WRONG: readonly (readonly [text: string, mistake: JsonMistake, place: string])[] = [
  ['', 'early-end', '1:1'],
  ['   ', 'early-end', '1:4'],
  ['{"a":1', 'early-end', '1:7'],
  ['[1, 2', 'early-end', '1:6'],
  ['{"a"', 'early-end', '1:5'],
  ['{"a":}', 'no-value', '1:6'],
  ['[,1]', 'no-value', '1:2'],
  ['{"a":sunny}', 'bad-value', '1:6'],
  ['True', 'bad-value', '1:1'],
  ['{a:1}', 'no-key', '1:2'],
  ['{"a" 1}', 'no-colon', '1:6'],
  ['{"a":1 "b":2}', 'no-comma', '1:8'],
  ['{\n  "a": 1\n  "b": 2\n}', 'no-comma', '3:3'],
  ['[1,]', 'extra-comma', '1:3'],
  ['{"a":1,\n}', 'extra-comma', '1:7'],
  ["{'a':1}", 'single-quotes', '1:2'],
  ['{"a":\'b\'}', 'single-quotes', '1:6'],
  ['{"a":"b}', 'open-text', '1:6'],
  ['"a\\x"', 'bad-escape', '1:3'],
  ['"a\nb"', 'control', '1:3'],
  ['[01]', 'bad-number', '1:2'],
  ['1.', 'bad-number', '1:1'],
  ['{"a":1} x', 'more', '1:9'],
  ['1 2', 'more', '1:3'],
]

describe('a mistake in JSON', () => {
  it.each(WRONG)('in %j is %s at %s', (text, mistake, place) => {
    const found = checkJson(text)
    expect(found?.mistake).toBe(mistake)
    expect(`${found?.line}:${found?.column}`).toBe(place)
  })

  it('is said with its place in words', () => {
    expect(jsonWords({ mistake: 'no-comma', line: 3, column: 3 })).toBe(
      m.json_at({ line: '3', column: '3', problem: m.json_no_comma() }),
    )
  })
})

describe('checking', () => {
  it('finds nothing wrong with any JSON', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        expect(checkJson(text)).toBeNull()
        expect(checkJson(JSON.stringify(JSON.parse(text), null, 2))).toBeNull()
      }),
    )
  })

  it('agrees with JSON.parse about texts with one character changed', () => {
    const signs = fc.constantFrom(...'{}[],:"\'\\0129-+.eEtrufalsn \n'.split(''))
    fc.assert(
      fc.property(fc.json({ maxDepth: 3 }), fc.nat(), signs, (text, at, sign) => {
        const place = at % (text.length + 1)
        const changed = text.slice(0, place) + sign + text.slice(place + 1)
        expect(checkJson(changed) === null).toBe(isJson(changed))
      }),
      { numRuns: 2_000 },
    )
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
