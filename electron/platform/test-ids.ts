/** Identifiers for tests: those of one run are those of every run. */
import type { Ids } from './ids.ts'

/** Identifiers that count up, in the form of a UUID. */
export function createTestIds(): Ids {
  let count = 0
  return { next: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}` }
}
