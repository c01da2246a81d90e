/**
 * The proof: format, lint, types, dead code, import table, words, unit tests, trials, journeys in the real app, then the table of what all of that proves.
 * With `--long` the trials take their full length. Runs on Node 20.
 */
import { mkdirSync, rmSync } from 'node:fs'
import process from 'node:process'
import { build } from './build.mjs'
import { inRoot, root, tool, toolEnvironment, toolNode } from './places.mjs'
import { PROGRAMS, leftToProve, runProgram, writeOutcomes } from './programs.mjs'
import { NOTHING_YET, readJourneys, readUnits, tallyOf, together } from './reports.mjs'
import { setUp } from './setup.mjs'
import { main, run, step } from './steps.mjs'

const OWN = ['--without-e2e', '--only-e2e', '--long']
const [withoutE2e, onlyE2e, isLong] = OWN.map((name) => process.argv.includes(name))
const rest = process.argv.slice(2).filter((arg) => !OWN.includes(arg))

/** Each counts as one test: it passes when its command ends with exit code 0. */
const CHECKS = [
  ['format', tool('oxfmt'), ['--check', '.']],
  ['lint', tool('oxlint'), ['--type-aware', '--deny-warnings']],
  ['types: main', tool('tsc'), ['-p', 'tsconfig.main.json']],
  ['types: window', tool('tsc'), ['-p', 'tsconfig.renderer.json']],
  ['types: shared', tool('tsc'), ['-p', 'tsconfig.shared.json']],
  ['dead code', tool('knip'), []],
  ['import table', null, [inRoot('scripts', 'check-rooms.ts')]],
  ['words', null, [inRoot('scripts', 'check-words.ts')]],
]

main(async () => {
  await setUp('tests')
  mkdirSync(inRoot('out'), { recursive: true })
  let tally = NOTHING_YET
  const add = (more) => {
    tally = together(tally, more)
  }
  const outcomes = []
  if (!onlyE2e) {
    console.log('\nChecks')
    for (const check of CHECKS) add(await runCheck(check))
    for (const program of programsOf('check')) add(await prove(program, outcomes))
    console.log('\nUnit tests')
    add(await unitTests())
    console.log('\nTrials of the engine')
    for (const program of programsOf('trial')) add(await prove(program, outcomes))
  }
  if (!withoutE2e) {
    console.log('\nJourneys')
    add(await journeys(outcomes))
  }
  if (!onlyE2e && !withoutE2e) {
    writeOutcomes([...outcomes, ...leftToProve()])
    console.log('\nWhat this proves')
    add(await table())
  }
  if (tally.failed > 0) process.exitCode = 1
  tell(tally)
})

/** The names come last, for a long output is read from its end. */
function tell({ passed, failed, failures, second }) {
  if (second.length > 0) console.log(`\nPassed only when tried again\n${listed(second)}`)
  if (failures.length > 0) console.log(`\nFailed\n${listed(failures)}`)
  console.log(`\n${passed} passed, ${failed} failed`)
}

const listed = (lines) => lines.map((each) => `  ${each}`).join('\n')

const programsOf = (kind) => PROGRAMS.filter((program) => program.kind === kind)

/** Runs a program that proves something, and keeps what came of it for the table. */
async function prove({ file, title, short }, outcomes) {
  let told = null
  await step(short.length > 0 && !isLong ? `${title}, short` : title, async () => {
    told = await runProgram(file, { isLong })
    const { hasPassed, notHere } = told.outcome
    return hasPassed ? (notHere === null ? 'ok' : `not here: ${notHere}`) : 'FAILED'
  })
  const { outcome, output } = told
  outcomes.push(outcome)
  if (!outcome.hasPassed) console.log(output.split('\n').slice(0, 60).join('\n'))
  return countOf(outcome)
}

/** What could not be tried here neither passed nor failed. */
const countOf = ({ hasPassed, notHere, title }) => ({
  ...NOTHING_YET,
  passed: Number(hasPassed && notHere === null),
  failed: Number(!hasPassed),
  failures: hasPassed ? [] : [title],
})

/** The rows of docs/faults.md, from what was written down above: one that failed fails here. */
async function table() {
  const { code } = await run(toolNode(), [inRoot('scripts', 'prove.ts'), '--from-reports'], {
    cwd: root,
    env: toolEnvironment(),
    isShown: true,
  })
  return countOf({ hasPassed: code === 0, notHere: null, title: 'the table of proofs' })
}

async function runCheck([name, command, args]) {
  let result = { code: 1, output: '' }
  await step(name, async () => {
    result = await run(command ?? toolNode(), args, { cwd: root, env: toolEnvironment() })
    return result.code === 0 ? 'ok' : 'FAILED'
  })
  if (result.code !== 0) console.log(result.output.split('\n').slice(0, 60).join('\n'))
  return countOf({ hasPassed: result.code === 0, notHere: null, title: name })
}

async function unitTests() {
  const file = inRoot('out', 'unit-tests.json')
  rmSync(file, { force: true })
  const { code } = await run(tool('vitest'), ['run'], { cwd: root, env: toolEnvironment(), isShown: true })
  return tallyOf({ file, code, read: readUnits(root), name: 'unit tests' })
}

async function journeys(outcomes) {
  const { runJourneys } = await import('./journeys.mjs')
  await step('build', build)
  const file = inRoot('out', 'journeys.json')
  const { code, quiet } = await runJourneys({ report: file, rest })
  outcomes.push(quiet)
  return together(tallyOf({ file, code, read: readJourneys, name: 'journeys' }), countOf(quiet))
}
