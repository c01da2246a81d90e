/** The programs that prove something by ending well, and what they said. Runs on Node 20. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { inRoot, root, toolEnvironment, toolNode } from './places.mjs'
import { run } from './steps.mjs'

/**
 * What came of a test, a journey or a program.
 * @typedef {{ file: string, title: string, hasPassed: boolean, cases: number, notHere: string | null }} Outcome
 */

/** By the words that docs/faults.md names them with. A program with a short form needs minutes in full. */
export const PROGRAMS = [
  {
    words: '`npm run check:supply`',
    file: 'scripts/check-supply.ts',
    title: 'supply',
    kind: 'check',
    short: [],
  },
  {
    words: '`npm run check:security`',
    file: 'scripts/check-security.ts',
    title: 'security',
    kind: 'check',
    short: [],
  },
  {
    words: '`npm run check:runtimes`',
    file: 'scripts/check-runtimes.ts',
    title: 'oldest runtime',
    kind: 'check',
    short: [],
  },
  { words: 'soak', file: 'scripts/soak.ts', title: 'soak', kind: 'trial', short: ['--short'] },
  {
    words: 'crash test',
    file: 'scripts/crash-test.ts',
    title: 'crash test',
    kind: 'trial',
    short: ['--short'],
  },
  {
    words: '`npm run package -- --test`',
    file: 'scripts/check-package.ts',
    title: 'package',
    kind: 'install',
    short: [],
  },
]

/** Whom the whole run of journeys wanted to reach; journeys.mjs tells. */
export const QUIET = { words: '`npm run test:e2e`', file: 'scripts/journeys.mjs', title: 'other connections' }

/**
 * Runs one to its end. The last "n cases" it prints is what it tried; "not here: why" says that this machine cannot.
 * @param {string} file
 * @param {{ isLong: boolean, isShown?: boolean }} options
 * @returns {Promise<{ outcome: Outcome, output: string }>}
 */
export async function runProgram(file, { isLong, isShown = false }) {
  const program = PROGRAMS.find((each) => each.file === file)
  const { code, output } = await run(
    toolNode() ?? process.execPath,
    [inRoot(file), ...(isLong ? [] : (program?.short ?? []))],
    { cwd: root, env: toolEnvironment(), isShown },
  )
  const cases = [...output.matchAll(/(\d+) cases/g)].at(-1)?.[1]
  const notHere = /^\s*not here: (.*)$/m.exec(output)?.[1] ?? null
  const title = program?.title ?? file
  return { outcome: { file, title, hasPassed: code === 0, cases: Number(cases ?? 1), notHere }, output }
}

const report = inRoot('out', 'programs.json')

/** @param {readonly Outcome[]} outcomes */
export function writeOutcomes(outcomes) {
  mkdirSync(inRoot('out'), { recursive: true })
  writeFileSync(report, `${JSON.stringify(outcomes, null, 1)}\n`)
}

/** What `npm test` leaves to `npm run prove`: it installs nothing. */
export const leftToProve = () =>
  PROGRAMS.filter(({ kind }) => kind === 'install').map(({ file, title }) => ({
    file,
    title,
    hasPassed: true,
    cases: 0,
    notHere: 'npm test installs nothing; npm run prove does',
  }))

/** @returns {Outcome[]} what the last `npm test` wrote */
export const readOutcomes = () => JSON.parse(readFileSync(report, 'utf8'))
