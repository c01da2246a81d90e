/** Tells what a trial of the engine found: a row for each promise, then some of the cases that broke it. */
import { printTable } from '../table.ts'
import type { Census } from './census.ts'

/** A promise that was broken, by what it counts, and a sentence for each case. */
export type Finding = [what: string, cases: readonly string[]]

const SHOWN_CASES = 5
const SHOWN_CHARACTERS = 800

/** What no trial may do at the server, whatever it does to the app. */
export const findingsOf = (census: Census): Finding[] => [
  ['messages doubled at the server', census.doubledMessages],
  ['runs doubled at the server', census.doubledRuns],
  ['answers in a wrong conversation', census.strayAnswers],
  ['texts that are not what the server holds', census.wrongTexts],
  ['runs stuck', census.stuckRuns],
  ['questions shown as unsent although sent', census.mislabelled],
]

/** Returns how many cases there are in all. */
export function tellFindings(findings: readonly Finding[]): number {
  printTable([['counted', 'found'], ...findings.map(([what, cases]) => [what, cases.length])])
  for (const [what, cases] of findings)
    for (const one of cases.slice(0, SHOWN_CASES))
      console.log(`  ! ${what}: ${one.slice(0, SHOWN_CHARACTERS)}`)
  return findings.reduce((sum, [, cases]) => sum + cases.length, 0)
}
