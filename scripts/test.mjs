/** The proof: format, lint, types, dead code, import table, words, unit tests, then journeys in the real app. Runs on Node 20. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import process from 'node:process'
import { build } from './build.mjs'
import { inRoot, root, tool, toolEnvironment, toolNode } from './places.mjs'
import { setUp } from './setup.mjs'
import { main, run, step } from './steps.mjs'

const withoutE2e = process.argv.includes('--without-e2e')
const onlyE2e = process.argv.includes('--only-e2e')
const rest = process.argv.slice(2).filter((arg) => arg !== '--without-e2e' && arg !== '--only-e2e')

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

/** Shorter forms of `npm run soak` and `npm run crash-test`: the engine against faults and against being killed. */
const TRIALS = [
  ['soak, short', null, [inRoot('scripts', 'soak.ts'), '--short']],
  ['crash test, short', null, [inRoot('scripts', 'crash-test.ts'), '--short']],
]

main(async () => {
  await setUp('tests')
  mkdirSync(inRoot('out'), { recursive: true })
  const tally = { passed: 0, failed: 0 }
  const add = ({ passed, failed }) => {
    tally.passed += passed
    tally.failed += failed
  }
  if (!onlyE2e) {
    console.log('\nChecks')
    for (const check of CHECKS) add(await runCheck(check))
    console.log('\nUnit tests')
    add(await unitTests())
    console.log('\nTrials of the engine')
    for (const trial of TRIALS) add(await runCheck(trial))
  }
  if (!withoutE2e) {
    console.log('\nJourneys')
    add(await journeys())
  }
  if (tally.failed > 0) process.exitCode = 1
  console.log(`\n${tally.passed} passed, ${tally.failed} failed`)
})

async function runCheck([name, command, args]) {
  let result = { code: 1, output: '' }
  await step(name, async () => {
    result = await run(command ?? toolNode(), args, { cwd: root, env: toolEnvironment() })
    return result.code === 0 ? 'ok' : 'FAILED'
  })
  if (result.code !== 0) console.log(result.output.split('\n').slice(0, 60).join('\n'))
  return result.code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function unitTests() {
  const report = inRoot('out', 'unit-tests.json')
  rmSync(report, { force: true })
  const { code } = await run(tool('vitest'), ['run'], { cwd: root, env: toolEnvironment(), isShown: true })
  const told = readReport(report)
  if (told === null) return { passed: 0, failed: 1 }
  const failed = told.numFailedTests + told.numFailedTestSuites * Number(told.numFailedTests === 0)
  // A runner that fails without a failed test (an error outside any test) must not pass for green.
  return { passed: told.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed }
}

async function journeys() {
  const { electronEnvironment } = await import('./electron-binary.mjs')
  const { withVirtualDisplay } = await import('./virtual-display.mjs')
  await step('build', build)
  const report = inRoot('out', 'journeys.json')
  rmSync(report, { force: true })
  const { code } = await withVirtualDisplay((display) => {
    const env = toolEnvironment({ ...electronEnvironment(), ...display, PLAYWRIGHT_JSON_OUTPUT_NAME: report })
    return run(
      tool('playwright'),
      ['test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json', ...rest],
      { cwd: root, env, isShown: true },
    )
  })
  const told = readReport(report)?.stats
  if (told === undefined) return { passed: 0, failed: 1 }
  const passed = told.expected
  const failed = told.unexpected + told.flaky
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    console.log(`No report was written to ${file}.`)
    return null
  }
}
