/** The pace of asking, by table. */
import { describe, expect, it } from 'vitest'
import { nextPollIn, nextTryIn } from './poll.ts'

describe('the pace of asking', () => {
  const PACES: [polls: number, elapsedMs: number, hintMs: number | null, ms: number][] = [
    [0, 0, null, 1000],
    [0, 500, null, 1000],
    [1, 1000, null, 500],
    [2, 1500, null, 500],
    [5, 4000, null, 500],
    [9, 9000, null, 750],
    [20, 16_000, null, 1000],
    [99, 64_000, null, 2000],
    [99, 899_999, null, 2000],
    [99, 900_000, null, 10_000],
    [1, -5, null, 500],
    [1, 1000, 3000, 3000],
    [0, 0, 5, 100],
    [1, 1000, 60_000, 10_000],
    [1, 1000, -1, 100],
    [1, 1000, Number.NaN, 500],
    [99, 900_000, 1000, 1000],
  ]
  it.each(PACES)(
    'after %i questions and %i ms with hint %s is %i ms',
    (...[polls, elapsedMs, hintMs, ms]) => {
      expect(nextPollIn({ polls, elapsedMs, hintMs })).toBe(ms)
    },
  )

  it.each([
    [1, null, 1000],
    [2, null, 2000],
    [3, null, 4000],
    [4, null, 8000],
    [50, null, 8000],
    [1, 5000, 5000],
    [4, 5000, 8000],
    [1, 3_600_000, 60_000],
  ])('after failure %i with Retry-After %s is %i ms', (failures, retryAfterMs, ms) => {
    expect(nextTryIn(failures, retryAfterMs)).toBe(ms)
  })
})
