/** What is told at the end of the test command, from reports as the two runners write them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NOTHING_YET, readJourneys, readUnits, tallyOf, together } from './reports.mjs'

const error = { message: '\u001B[31mexpected 2\u001B[39m to be 1\n  at line 3' }
const journey = (title: string, status: string, tries: object[]): object => ({
  title,
  tests: [{ status, results: tries }],
})
const journeys = {
  stats: { expected: 1, unexpected: 1, flaky: 1 },
  errors: [],
  suites: [
    {
      file: 'chat.spec.ts',
      specs: [journey('sends', 'expected', [{}])],
      suites: [
        {
          title: 'offline',
          file: 'chat.spec.ts',
          specs: [
            journey('keeps', 'unexpected', [{ error }, { error }]),
            journey('waits', 'flaky', [{ error }, {}]),
          ],
        },
      ],
    },
  ],
}
const units = {
  numPassedTests: 4,
  testResults: [
    {
      name: '/app/shared/a.test.ts',
      status: 'failed',
      message: '',
      assertionResults: [
        { status: 'passed', fullName: 'a one', failureMessages: [] },
        { status: 'failed', fullName: 'a two', failureMessages: ['Error: no'] },
      ],
    },
    { name: '/app/shared/b.test.ts', status: 'failed', message: 'cannot be read', assertionResults: [] },
  ],
}

describe('the end of the test command', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assistant-desk-reports-'))
  })
  afterEach(() => {
    rmSync(folder, { recursive: true })
  })
  const tallied = (report: unknown, code: number): typeof NOTHING_YET => {
    const file = join(folder, 'report.json')
    writeFileSync(file, JSON.stringify(report))
    return tallyOf({ file, code, read: readUnits('/app'), name: 'unit tests' })
  }

  it('names each journey that failed, with the first line of why and without colours', () => {
    expect(readJourneys(journeys)).toMatchObject({
      passed: 2,
      failed: 1,
      failures: ['chat.spec.ts: offline › keeps — expected 2 to be 1'],
    })
  })

  it('names a journey that passed only when tried again, and counts it as passed', () => {
    expect(readJourneys(journeys).second).toEqual(['chat.spec.ts: offline › waits — expected 2 to be 1'])
  })

  it('counts what went wrong outside any journey', () => {
    const told = readJourneys({ ...journeys, suites: [], errors: [{ message: 'no such folder' }] })
    expect(told.failures).toEqual(['journeys: an error outside any — no such folder'])
  })

  it('names each unit test that failed, and a file that could not be read', () => {
    expect(readUnits('/app')(units)).toMatchObject({
      passed: 4,
      failed: 2,
      failures: ['shared/a.test.ts: a two — Error: no', 'shared/b.test.ts: the file itself — cannot be read'],
    })
  })

  it('does not take a runner that broke down for green', () => {
    expect(tallied({ numPassedTests: 3, testResults: [] }, 1)).toMatchObject({ passed: 3, failed: 1 })
    expect(tallied({ numPassedTests: 3, testResults: [] }, 0)).toMatchObject({ passed: 3, failed: 0 })
    const missing = { file: join(folder, 'none.json'), code: 0, read: readJourneys, name: 'journeys' }
    expect(tallyOf(missing)).toMatchObject({ failed: 1, failures: ['journeys: no report was written'] })
  })

  it('adds what each part told', () => {
    const one = { passed: 1, failed: 1, failures: ['a'], second: [] }
    expect(together(one, { passed: 2, failed: 0, failures: [], second: ['b'] })).toEqual({
      passed: 3,
      failed: 1,
      failures: ['a'],
      second: ['b'],
    })
    expect(together(NOTHING_YET, one)).toEqual(one)
  })
})
