/** Reads what the two test runners wrote down: how many passed and failed, and which. Runs on Node 20. */
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {readonly string[]} failures one line each: where, what, and the first line of why
 * @property {readonly string[]} second journeys that passed only when tried a second time, one line each
 */

/** @type {Tally} */
export const NOTHING_YET = { passed: 0, failed: 0, failures: [], second: [] }

/** Both tallies in one. */
export const together = (one, other) => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  failures: [...one.failures, ...other.failures],
  second: [...one.second, ...other.second],
})

/**
 * What a runner told. A runner that ends with an error although every test passed has failed, too: an error outside any test must not pass for green.
 * @param {{ file: string, code: number, read: (report: unknown) => Tally, name: string }} run
 * @returns {Tally}
 */
export function tallyOf({ file, code, read, name }) {
  const report = readJson(file)
  if (report === null) return { ...NOTHING_YET, failed: 1, failures: [`${name}: no report was written`] }
  const told = read(report)
  if (code === 0 || told.failed > 0) return told
  return { ...told, failed: 1, failures: [`${name}: an error outside any test (exit code ${code})`] }
}

/**
 * @param {string} root names of files are told from here
 * @returns {(report: unknown) => Tally} for a report of Vitest's reporter "json"
 */
export const readUnits = (root) => (report) => {
  const failures = report.testResults.flatMap((file) => {
    const where = relative(root, file.name)
    const failed = file.assertionResults.filter((test) => test.status === 'failed')
    if (failed.length > 0) return failed.map((test) => line(where, test.fullName, test.failureMessages[0]))
    return file.status === 'failed' ? [line(where, 'the file itself', file.message)] : []
  })
  return { passed: report.numPassedTests, failed: failures.length, failures, second: [] }
}

/**
 * For a report of Playwright's reporter "json".
 * @returns {Tally}
 */
export function readJourneys(report) {
  const tests = report.suites.flatMap((suite) => testsIn(suite, []))
  const tell = (status) =>
    tests
      .filter((test) => test.status === status)
      .map((test) => line(test.file, test.title, test.results.find(({ error }) => error)?.error.message))
  const outside = (report.errors ?? []).map((error) =>
    line('journeys', 'an error outside any', error.message),
  )
  const failures = [...tell('unexpected'), ...outside]
  const second = tell('flaky')
  return { passed: report.stats.expected + second.length, failed: failures.length, failures, second }
}

const testsIn = (suite, above) => [
  ...suite.specs.flatMap((spec) =>
    spec.tests.map((test) => ({ ...test, file: suite.file, title: [...above, spec.title].join(' › ') })),
  ),
  ...(suite.suites ?? []).flatMap((inner) => testsIn(inner, [...above, inner.title])),
]

function line(where, what, why) {
  const reason = stripVTControlCharacters(String(why ?? ''))
    .trim()
    .split('\n')[0]
    .slice(0, 200)
  return reason === '' ? `${where}: ${what}` : `${where}: ${what} — ${reason}`
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}
