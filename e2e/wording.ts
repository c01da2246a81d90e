/** What the window says in each language, looked up by its English words; and a made-up language that shows what is not translated. */
import { readFileSync } from 'node:fs'
import { inRoot } from '../scripts/places.mjs'

export const LANGUAGES = ['en', 'zh-TW', 'made-up'] as const
export type LanguageName = (typeof LANGUAGES)[number]

/** The words of a language for English ones, with their blanks filled in. */
export type Say = (english: string, blanks?: Readonly<Record<string, string>>) => string

/** @throws Error for words that the window does not have */
export function sayIn(language: LanguageName): Say {
  const english = readWords('en')
  const others = language === 'zh-TW' ? readWords('zh-TW') : english
  const keys = new Map([...english].map(([key, words]) => [words, key]))
  return (words, blanks = {}) => {
    const found = others.get(keys.get(words) ?? '')
    if (found === undefined) throw new Error(`The window does not say: ${words}`)
    const said = language === 'made-up' ? madeUp(found) : found
    return said.replace(/\{(\w+)\}/g, (all, name: string) => blanks[name] ?? all)
  }
}

/** Between marks that no other text has, and longer, as other languages are. Blanks stay. */
export const madeUp = (words: string): string =>
  `⟦${words
    .split(/(\{\w+\})/)
    .map((piece, at) => (at % 2 === 1 ? piece : piece.replace(/[aeiou]/g, '$&$&')))
    .join('')}⟧`

/** A file of words in the made-up language: sentences of a plural form by form. */
export const madeUpFile = (file: unknown): unknown =>
  JSON.parse(JSON.stringify(file), (key, value: unknown) => {
    const isWords = typeof value === 'string' && !key.startsWith('$')
    return isWords && !/^(input|local) \w+/.test(value) && !/^\w+Plural$/.test(value) ? madeUp(value) : value
  })

function readWords(locale: string): Map<string, string> {
  const parsed: unknown = JSON.parse(readFileSync(inRoot('messages', `${locale}.json`), 'utf8'))
  return new Map(
    Object.entries(Object(parsed)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
