/** A key as it gets copied: what comes along goes, what no header takes is found, and a clean key stays as it is. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { tidyKey } from './key-text.ts'

const KEY = 'sk-proj-0123456789_abc-DEF'

it.each([
  ['a line break behind it', `${KEY}\r\n`],
  ['spaces around it', `  ${KEY}\t`],
  ['a line break within it', `sk-proj-0123\n456789_abc-DEF`],
  ['quotes', `"${KEY}"`],
  ['typographic quotes', `“${KEY}”`],
  ['Chinese quotes', `「${KEY}」`],
  ['quotes within quotes', `'"${KEY}"'`],
  ['the name of a variable', `export OPENAI_API_KEY="${KEY}"`],
  ['the name of a header', `Authorization: Bearer ${KEY}`],
  ['a byte order mark', `\uFEFF${KEY}`],
  ['a space nobody sees', `sk-proj-\u200B0123456789_abc-DEF`],
  ['a control character', `sk-proj-\u00000123456789_abc-DEF`],
  ['a hard space', `\u00A0${KEY}\u00A0`],
])('%s is taken off', (_what, written) => {
  expect(tidyKey(written)).toBe(KEY)
})

it('tidied once is tidied, whatever was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (written) => {
      const tidied = tidyKey(written)
      expect(tidied).not.toMatch(/[\s\p{Cc}]/u)
      expect(tidyKey(tidied)).toBe(tidied)
    }),
  )
})
