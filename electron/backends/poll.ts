/** How long to wait before asking again: often at first, then less, always as the server wishes. */

export interface Pace {
  /** How often we have asked so far. */
  polls: number
  /** Since the run was created or taken up again, in ms. */
  elapsedMs: number
  /** The server's hint for the next question, in ms. */
  hintMs: number | null
}

const FIRST_MS = 1000
const SHORTEST_MS = 500
const LONGEST_MS = 2000
const MINUTES_15 = 15 * 60_000
const SLOW_MS = 10_000

/** The square root suits runs that last the longer the longer they have lasted. */
export function nextPollIn({ polls, elapsedMs, hintMs }: Pace): number {
  if (hintMs !== null && Number.isFinite(hintMs)) return clamp(hintMs, 100, 10_000)
  if (elapsedMs >= MINUTES_15) return SLOW_MS
  if (polls === 0) return FIRST_MS
  return Math.round(clamp(250 * Math.sqrt(Math.max(elapsedMs, 0) / 1000), SHORTEST_MS, LONGEST_MS))
}

const TROUBLE_MS = [1000, 2000, 4000, 8000]

/** After the n-th failure in a row, counted from 1; the server's Retry-After is a floor, up to a minute. */
export const nextTryIn = (failures: number, retryAfterMs: number | null): number =>
  Math.max(TROUBLE_MS[Math.min(failures, TROUBLE_MS.length) - 1] ?? 1000, Math.min(retryAfterMs ?? 0, 60_000))

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high)
