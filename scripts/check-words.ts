/** Checks that every sentence is there in every language of project.inlang/settings.json, with the same blanks, and that somebody uses it. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { z } from 'zod'
import { root } from './places.mjs'

const USERS = ['renderer', 'shared', 'electron']
/** Keys built from a value, such as `error_${kind}_title`, are named by the head they begin with. */
const BUILT_KEY = /m\[\s*`([a-z_]+)\$\{/g

const english = wordsIn('en')
const problems: string[] = []
const { baseLocale, locales } = settings()
for (const locale of locales.filter((each) => each !== baseLocale)) {
  const other = wordsIn(locale)
  for (const key of english.keys()) if (!other.has(key)) problems.push(`${locale}: ${key} is missing`)
  for (const [key, text] of other) {
    const twin = english.get(key)
    if (twin === undefined) problems.push(`en: ${key} is missing`)
    else if (blanks(twin) !== blanks(text))
      problems.push(`${key}: en has {${blanks(twin)}}, ${locale} has {${blanks(text)}}`)
  }
}

const code = USERS.flatMap((folder) => sources(folder))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
const used = new Set([...code.matchAll(/\bm\.([a-z0-9_]+)/g)].map(([, key]) => key))
const heads = [...code.matchAll(BUILT_KEY)].map(([, head]) => head ?? '')
for (const key of english.keys()) {
  if (!used.has(key) && !heads.some((head) => key.startsWith(head))) problems.push(`${key} is used nowhere`)
}

for (const problem of problems) console.error(problem)
console.log(
  problems.length === 0
    ? `words: ${english.size} in each of ${locales.join(', ')}`
    : `words: ${problems.length} problems`,
)
process.exitCode = problems.length === 0 ? 0 : 1

/** What the compiler of words goes by. */
function settings(): { baseLocale: string; locales: string[] } {
  const file = join(root, 'project.inlang', 'settings.json')
  return z
    .object({ baseLocale: z.string(), locales: z.array(z.string()) })
    .parse(JSON.parse(readFileSync(file, 'utf8')))
}

function wordsIn(locale: string): Map<string, string> {
  const parsed: unknown = JSON.parse(readFileSync(join(root, 'messages', `${locale}.json`), 'utf8'))
  return new Map(
    Object.entries(Object(parsed) as Record<string, unknown>)
      .filter(([key]) => !key.startsWith('$'))
      .map(([key, value]) => [key, JSON.stringify(value)]),
  )
}

function blanks(text: string): string {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].toSorted().join(', ')
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('generated') && !/\.test\./.test(name))
    .map((name) => join(root, folder, name))
}
