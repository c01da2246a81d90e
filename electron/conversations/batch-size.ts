/** How many messages the index takes in at once: nothing can come between those of one transaction, so they are as few as the machine manages in a step. */

/** So many milliseconds of work at a time, and then a pause for everything else. */
export const STEP_MS = 4
export const FIRST_BATCH = 8
const MOST = 32

/** Half as many where they took longer than a step, one more where there was time for twice as many. */
export function nextBatch(count: number, tookMs: number): number {
  if (tookMs > STEP_MS) return Math.max(1, Math.floor(count / 2))
  return tookMs < STEP_MS / 2 ? Math.min(MOST, count + 1) : count
}
