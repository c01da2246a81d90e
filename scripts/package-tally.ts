/** Counts what was tried on a package and says each as it goes. */
import process from 'node:process'

export interface Tally {
  check(what: string, isSo: boolean, found?: string): void
  /** Something that this system does not have, with the reason: it counts as nothing. */
  pass(what: string, reason: string): void
  /** Prints the sum; an exit code of 1 when something was not so. */
  finish(): void
}

export function createTally(): Tally {
  let cases = 0
  let wrong = 0
  return {
    check(what, isSo, found = '') {
      cases += 1
      if (!isSo) wrong += 1
      console.log(`  ${isSo ? 'ok   ' : 'WRONG'} ${what}${!isSo && found !== '' ? `: ${found}` : ''}`)
    },
    pass: (what, reason) => console.log(`  n/a   ${what}: ${reason}`),
    finish() {
      console.log(`\n${cases} cases${wrong > 0 ? `, ${wrong} WRONG` : ''}`)
      if (wrong > 0) process.exitCode = 1
    },
  }
}
