/** Reads docs/faults.md: which rows there are, and which tests are named as the proof of each. */
import { readFileSync } from 'node:fs'
import { inRoot } from './places.mjs'
import { PROGRAMS, QUIET } from './programs.mjs'

/** A file of tests, or a program, and the titles that count; without titles all of it counts. */
export interface Witness {
  file: string
  titles: string[]
}

export interface Row {
  id: string
  what: string
  witnesses: Witness[]
  /** Why nothing is named, or what of the row is still without proof. */
  reason: string
}

/** How many rows of each letter there must be. */
const ROWS: Readonly<Record<string, number>> = { 'S-': 68, P: 36, N: 50, A: 55, I: 28 }

/** Programs that stand for themselves in the last column, by their words there. */
const WORDS: ReadonlyMap<string, string> = new Map(
  [...PROGRAMS, QUIET].map(({ words, file }) => [words, file]),
)

const SHORT: readonly (readonly [string, string])[] = [
  ['v2/', 'electron/backends/assistants-v2/'],
  ['conversations/', 'electron/conversations/'],
]

export const everyId = (): string[] =>
  Object.entries(ROWS).flatMap(([letter, count]) =>
    Array.from({ length: count }, (_none, index) => `${letter}${String(index + 1).padStart(2, '0')}`),
  )

/** Rows by their order in the catalogue; one that the file does not have is there with that reason. */
export function readRows(files: readonly string[]): Row[] {
  const found = new Map<string, Row>()
  let last: Row | null = null
  for (const line of readFileSync(inRoot('docs', 'faults.md'), 'utf8').split('\n')) {
    const [, id = '', what = '', happens = '', proof = ''] = line
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim())
    if (!/^(S-\d\d|[PNAI]\d\d)$/.test(id)) continue
    const named = witnessesIn(proof, files)
    const witnesses: Witness[] =
      proof.startsWith('the same') && last !== null ? [...last.witnesses, ...named] : named
    const before = found.get(id)
    last = {
      id,
      what: before?.what ?? what,
      witnesses: [...(before?.witnesses ?? []), ...witnesses],
      reason:
        /(no test|not part|not done|out of scope|not there yet|not yet)[^|]*/i.exec(
          `${proof} ${happens}`,
        )?.[0] ?? '',
    }
    found.set(id, last)
  }
  return everyId().map(
    (id) => found.get(id) ?? { id, what: '', witnesses: [], reason: 'not in docs/faults.md yet' },
  )
}

/** `file.test.ts` "a title … with gaps", "another"; soak */
function witnessesIn(cell: string, files: readonly string[]): Witness[] {
  const witnesses: Witness[] = []
  for (const [, code, title] of cell.matchAll(/`([^`]+)`|"([^"]*(?:"[^";,`]*")?[^"]*)"/g)) {
    const current = witnesses.at(-1)
    const file = code === undefined ? undefined : fileOf(code, files)
    if (file !== undefined) witnesses.push({ file, titles: [] })
    else if (title !== undefined && current !== undefined) current.titles.push(title)
  }
  for (const [words, file] of WORDS)
    if (!words.startsWith('`') && new RegExp(`(^|[;,] )${words}\\b`).test(cell.replaceAll(/"[^"]*"/g, '')))
      witnesses.push({ file, titles: [] })
  return witnesses
}

/** What else stands in backticks is a word of the code, not a proof. */
const fileOf = (code: string, files: readonly string[]): string | undefined =>
  WORDS.get(`\`${code}\``) ?? (/\.(test\.tsx?|spec\.ts)$/.test(code) ? pathOf(code, files) : undefined)

/** The whole path of a file as the table names it: what is meant is below `electron/backends` unless it says otherwise. */
function pathOf(written: string, files: readonly string[]): string {
  const [short, long] = SHORT.find(([start]) => written.startsWith(start)) ?? ['', '']
  const path = long + written.slice(short.length)
  const candidates = files.filter((file) => file === path || file.endsWith(`/${path}`))
  return candidates.find((file) => file === `electron/backends/${path}`) ?? candidates[0] ?? path
}

/** True when the title of a test is the one that was named, `…` standing for anything. */
export function isNamed(title: string, named: string): boolean {
  let from = 0
  for (const part of named.split('…').map((each) => plain(each))) {
    const at = plain(title).indexOf(part, from)
    if (at < 0) return false
    from = at + part.length
  }
  return true
}

/** Quotes and spaces are written this way and that. */
const plain = (text: string): string => text.replaceAll(/["'’“”`\s]+/g, ' ').trim()
