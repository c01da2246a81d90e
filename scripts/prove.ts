/** Runs every proof that docs/faults.md names and prints one table: row, what, cases tried, result. `npm run prove`. */
import { globSync, mkdirSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { runJourneys } from './journeys.mjs'
import { inRoot, root, tool, toolEnvironment } from './places.mjs'
import { PROGRAMS, QUIET, readOutcomes, runProgram } from './programs.mjs'
import { readJourneys, readUnitTests, type Outcome } from './proof-outcomes.ts'
import { isNamed, readRows, type Row, type Witness } from './proof-rows.ts'
import { Trouble, main, run } from './steps.mjs'

const { values } = parseArgs({
  options: {
    /** Reads what `npm test` has just written instead of running the tests again. */
    'from-reports': { type: 'boolean', default: false },
    /** Gives the trials their full length. */
    long: { type: 'boolean', default: false },
    /** `--only=S,P0` or `--only S,P0` proves the rows that begin so. */
    only: { type: 'string', default: '' },
  },
  strict: false,
})
const isFromReports = values['from-reports'] === true
const isLong = values.long === true
const only = String(values.only).split(',')

const TESTS = '{electron,shared,practice-server,scripts,renderer}/**/*.test.{ts,tsx}'

interface Judged {
  row: Row
  cases: number
  result: 'proven' | 'partly' | 'FAILED' | 'not done' | 'not here'
  remark: string
}

async function prove(): Promise<void> {
  const files = [TESTS, 'e2e/**/*.spec.ts'].flatMap((pattern) =>
    globSync(pattern, { cwd: root }).map((file) => file.replaceAll('\\', '/')),
  )
  const rows = readRows(files).filter(({ id }) => only.some((start) => id.startsWith(start)))
  if (rows.length === 0)
    throw new Trouble(
      `No row of docs/faults.md begins with ${only.join(' or ')}. Rows are named like S-40 or N22.`,
    )
  const named = new Set(rows.flatMap(({ witnesses }) => witnesses.map(({ file }) => file)))
  const outcomes = isFromReports ? fromReports() : await runAll([...named])
  const judged = rows.map((row) => judge(row, outcomes))
  print(judged)
  mkdirSync(inRoot('out'), { recursive: true })
  writeFileSync(inRoot('out', 'proof.json'), `${JSON.stringify(judged, null, 1)}\n`)
  if (judged.some(({ result }) => result === 'FAILED')) process.exitCode = 1
}

const fromReports = (): Outcome[] => [
  ...readUnitTests(inRoot('out', 'unit-tests.json')),
  ...readJourneys(inRoot('out', 'journeys.json')),
  ...readOutcomes(),
]

async function runAll(files: readonly string[]): Promise<Outcome[]> {
  const units = files.filter((file) => /\.test\.tsx?$/.test(file))
  const journeys = files.filter((file) => file.endsWith('.spec.ts'))
  const outcomes: Outcome[] = []
  for (const { file } of PROGRAMS.filter((program) => files.includes(program.file)))
    outcomes.push((await runProgram(file, { isLong, isShown: true })).outcome)
  if (units.length > 0) {
    // vitest.config.ts says where its report goes.
    await run(tool('vitest'), ['run', ...units], { cwd: root, env: toolEnvironment(), isShown: true })
    outcomes.push(...readUnitTests(inRoot('out', 'unit-tests.json')))
  }
  // Whom the journeys wanted to reach is known when all of them ran.
  const isWhole = files.includes(QUIET.file)
  if (isWhole || journeys.length > 0) {
    const report = inRoot('out', 'proof-journeys.json')
    const { quiet } = await runJourneys({ report, rest: isWhole ? [] : journeys })
    outcomes.push(...readJourneys(report), quiet)
  }
  return outcomes
}

function judge(row: Row, outcomes: readonly Outcome[]): Judged {
  const { witnesses, reason } = row
  if (witnesses.length === 0)
    return {
      row,
      cases: 0,
      result: reason === '' ? 'FAILED' : 'not done',
      remark: reason || 'no test, no reason',
    }
  const heard = witnesses.map((witness) => hear(witness, outcomes))
  const all = [...new Set(heard.flatMap(({ found }) => found))]
  const missing = heard.flatMap((each) => each.missing)
  const failed = all.filter(({ hasPassed }) => !hasPassed).map(({ title }) => title)
  const cases = all.reduce((sum, outcome) => sum + outcome.cases, 0)
  if (failed.length > 0 || missing.length > 0)
    return { row, cases, result: 'FAILED', remark: [...missing, ...failed].slice(0, 3).join('; ') }
  const notHere = all.find((outcome) => outcome.notHere !== null)?.notHere ?? null
  if (notHere !== null) return { row, cases, result: 'not here', remark: notHere }
  return { row, cases, result: reason === '' ? 'proven' : 'partly', remark: reason }
}

/** The tests a witness means; whatever it names and does not exist is missing. */
function hear({ file, titles }: Witness, outcomes: readonly Outcome[]) {
  const inFile = outcomes.filter((outcome) => outcome.file === file)
  if (inFile.length === 0) return { found: [], missing: [`${file} did not run`] }
  if (titles.length === 0) return { found: inFile, missing: [] }
  return {
    found: inFile.filter(({ title }) => titles.some((named) => isNamed(title, named))),
    missing: titles
      .filter((named) => !inFile.some(({ title }) => isNamed(title, named)))
      .map((named) => `${file} has no "${named}"`),
  }
}

function print(judged: readonly Judged[]): void {
  console.log(`\n${'row'.padEnd(5)} ${'what'.padEnd(58)} ${'cases'.padStart(6)}  result`)
  for (const { row, cases, result, remark } of judged)
    console.log(
      `${row.id.padEnd(5)} ${row.what.slice(0, 58).padEnd(58)} ${String(cases || '').padStart(6)}  ${result}${remark === '' ? '' : `: ${remark.slice(0, 160)}`}`,
    )
  const count = (result: Judged['result']) => judged.filter((each) => each.result === result).length
  console.log(
    `\n${judged.length} rows: ${count('proven')} proven, ${count('partly')} in part, ${count('not here')} not on this machine, ${count('not done')} not done, ${count('FAILED')} failed`,
  )
}

main(prove)
