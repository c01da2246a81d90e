/** Which dictionaries are fetched once somebody asks for spelling. */
import { expect, it } from 'vitest'
import { dictionariesFor } from './dictionaries.ts'

const AVAILABLE = ['de', 'de-DE', 'en-AU', 'en-GB', 'en-US', 'fr', 'pt-BR', 'pt-PT', 'ru', 'es-ES']

it.each([
  ['the system’s own', ['en-GB'], ['en-GB', 'en-US']],
  ['English where the system’s has none, as for Chinese', ['zh-TW'], ['en-US']],
  ['the language where the country is unknown', ['fr-CA'], ['fr', 'en-US']],
  ['some country’s where the language alone is unknown', ['pt'], ['pt-BR', 'en-US']],
  ['each once', ['en-US', 'en-us', 'en-US'], ['en-US']],
  ['three at the most', ['de-DE', 'fr-FR', 'ru-RU', 'es-ES'], ['de-DE', 'fr', 'ru']],
  ['English where the system names nothing', [], ['en-US']],
])('%s', (_what, preferred, dictionaries) => {
  expect(dictionariesFor(preferred, AVAILABLE)).toEqual(dictionaries)
})

it('none where the checker has none', () => {
  expect(dictionariesFor(['en-US'], [])).toEqual([])
})
