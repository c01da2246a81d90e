/** Runs every proof that docs/faults.md names and prints one table: row, what, cases tried, result. `npm run prove`. */
import { globSync, mkdirSync, writeFileSync } from 'node:fs'
import process from 'node:process'
import { inRoot, root, tool, toolEnvironment, toolNode } from './places.mjs'
import { readJourneys, readUnitTests, type Outcome } from './proof-outcomes.ts'
import { isNamed, readRows, type Row, type Witness } from './proof-rows.ts'
import { run } from './steps.mjs'

/** `--from-reports` reads what `npm test` has just written instead of running the tests again. */
const isFromReports = process.argv.includes('--from-reports')
/** `--only=S` proves the rows of one letter. */
const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length) ?? ''

const TESTS = '{electron,shared,practice-server,scripts,renderer}/**/*.test.{ts,tsx}'

interface Judged {
  row: Row
  cases: number
  result: 'proven' | 'partly' | 'FAILED' | 'not done' | 'not here'
  remark: string
}

async function prove(): Promise<void> {
  const files = [TESTS, 'e2e/**/*.spec.ts', 'scripts/*.ts'].flatMap((pattern) =>
    globSync(pattern, { cwd: root }).map((file) => file.replaceAll('\\', '/')),
  )
  const rows = readRows(files).filter(({ id }) => id.startsWith(only))
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
]

async function runAll(files: readonly string[]): Promise<Outcome[]> {
  const units = files.filter((file) => /\.test\.tsx?$/.test(file))
  const journeys = files.filter((file) => file.endsWith('.spec.ts'))
  const programs = files.filter((file) => /^scripts\/[\w-]+\.ts$/.test(file))
  const outcomes: Outcome[] = []
  if (units.length > 0) {
    // vitest.config.ts says where its report goes.
    await show(tool('vitest'), ['run', ...units])
    outcomes.push(...readUnitTests(inRoot('out', 'unit-tests.json')))
  }
  if (journeys.length > 0) {
    const report = inRoot('out', 'proof-journeys.json')
    process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] = report
    const reporters = '--reporter=list,json'
    await show(tool('playwright'), ['test', '--config', 'e2e/playwright.config.ts', reporters, ...journeys])
    outcomes.push(...readJourneys(report))
  }
  for (const program of programs) outcomes.push(await runProgram(program))
  return outcomes
}

const show = (command: string, args: string[]) =>
  run(command, args, { cwd: root, env: toolEnvironment(), isShown: true })

/** A program that proves a row by ending well; the last "n cases" it prints is what it tried. */
async function runProgram(file: string): Promise<Outcome> {
  const { code, output } = await show(toolNode() ?? process.execPath, [inRoot(file), '--short'])
  const told = [...output.matchAll(/(\d+) cases/g)].at(-1)?.[1]
  return { file, title: file, hasPassed: code === 0, cases: Number(told ?? 1), notHere: null }
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
  const isTrial = /^scripts\/(soak|crash-test)\.ts$/.test(file)
  if (inFile.length === 0)
    return { found: [], missing: isFromReports && isTrial ? [] : [`${file} did not run`] }
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

await prove()
