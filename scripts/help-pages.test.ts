/** The help pages agree with each other and with what the app says. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { SEED_MESSAGES, type AppError } from '../shared/errors.ts'
import { explain } from '../shared/words/explain.ts'
import { locales, setLocale, type Locale } from '../shared/words/generated/runtime.js'
import { EXAMPLES } from '../shared/words/test-failures.ts'
import { inRoot } from './places.mjs'

type Language = Locale
const LANGUAGES = locales

const pageNames = (language: Language) => readdirSync(inRoot('docs', 'guide', language))
const page = (language: Language, name: string) =>
  readFileSync(inRoot('docs', 'guide', language, name), 'utf8')
const levels = (text: string) => [...text.matchAll(/^(#+) /gm)].map(([, marks]) => marks)
const plain = (text: string) => text.replaceAll('’', "'")

afterEach(() => void setLocale('en', { reload: false }))

it('the same pages are there in both languages', () => {
  for (const language of LANGUAGES) expect(pageNames(language)).toEqual(pageNames('en'))
})

it.each(pageNames('en'))('%s is built alike in both languages: the same headings, the same lists', (name) => {
  const english = page('en', name)
  for (const language of LANGUAGES) {
    const other = page(language, name)
    expect(levels(other)).toEqual(levels(english))
    expect(other.split('\n\n').length).toBe(english.split('\n\n').length)
  }
})

/** A time of its own makes no message of its own. */
const ALL: AppError[] = Object.values(EXAMPLES).flat()
const failures = ALL.filter((error) => error.kind !== 'run-timeout' || error.afterMs % 60_000 === 0)

describe.each(LANGUAGES)('the page on trouble (%s)', (language) => {
  it.each(failures.map((error) => [error.kind, error] as const))('has the title of %s', (_kind, error) => {
    void setLocale(language, { reload: false })
    const { title } = explain(error)
    // The sentence about a forbidden address differs by address, its title only by host.
    const shown = error.kind === 'address-refused' ? title.replace('example.com', 'nas.local') : title
    expect(plain(page(language, 'troubleshooting.md'))).toContain(plain(shown))
  })

  it.each(Object.values(SEED_MESSAGES))('has a section for "%s"', (message) => {
    expect(page(language, 'troubleshooting.md')).toContain(`### ${message}\n`)
  })
})

describe.each(LANGUAGES)('a name in bold (%s)', (language) => {
  const words = new Set(wordsOf(language))
  const named = pageNames(language).flatMap((name) =>
    [...page(language, name).matchAll(/\*\*(.+?)\*\*/g)].map(([, word]) => [name, word ?? ''] as const),
  )

  it.each(named)('in %s is one the app shows: %s', (_name, word) => {
    expect([...words]).toContain(plain(word))
  })
})

/** All sentences of the app, the dots of "and more to choose" left out. */
function wordsOf(language: Language): string[] {
  const parsed: unknown = JSON.parse(readFileSync(join(inRoot('messages'), `${language}.json`), 'utf8'))
  return Object.values(Object(parsed) as Record<string, unknown>)
    .filter((text) => typeof text === 'string')
    .flatMap((text) => [plain(text), plain(text.replace(/ ?…$/, ''))])
}
