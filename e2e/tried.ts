/** Tells the table of proofs how many cases a journey tried, or why this machine cannot try them. */
import { test } from '@playwright/test'

/** Adds to the count of cases that this journey tried. */
export function tried(cases: number): void {
  test.info().annotations.push({ type: 'cases', description: String(cases) })
}

/** The journey says why it proves nothing here. It stays in the table under that reason. */
export function notApplicable(reason: string): void {
  test.info().annotations.push({ type: 'not applicable', description: reason })
}
