/** What is typed gets in whole; half characters are replaced before anything is stored or sent. */
import { expect, it } from 'vitest'
import { draft, text } from './route.ts'

it.each([
  ['half an emoji at the end', 'a\uD83D', 'a\uFFFD'],
  ['half an emoji at the beginning', '\uDE00b', '\uFFFDb'],
  ['two halves in the wrong order', '\uDE00\uD83D', '\uFFFD\uFFFD'],
  ['a whole emoji', '👨‍👩‍👧‍👦 🇹🇼', '👨‍👩‍👧‍👦 🇹🇼'],
  ['control characters', 'a\u0000b\u0007c\u0085d', 'ab\u0007c\u0085d'],
  ['line separators', 'a\u2028b\u2029c', 'a\u2028b\u2029c'],
])('%s gets in as something every server and file takes', (_what, written, taken) => {
  expect(text.parse(written)).toBe(taken)
  expect(draft.parse(written)).toBe(taken)
})

it('a message of one character too many is refused, and kept as a draft', () => {
  const long = 'x'.repeat(256_001)
  expect(text.safeParse(long).success).toBe(false)
  expect(draft.parse(long)).toBe(long)
})
