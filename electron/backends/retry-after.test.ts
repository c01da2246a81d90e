/** Retry-After in every form servers send it. */
import { expect, it } from 'vitest'
import { readRetryAfter } from './retry-after.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const CASES: [Record<string, string>, number | null][] = [
  [{}, null],
  [{ 'retry-after': '7' }, 7000],
  [{ 'retry-after': '1.5' }, 1500],
  [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
  [{ 'retry-after-ms': 'soon', 'retry-after': '7' }, 7000],
  [{ 'retry-after': '-3' }, 0],
  [{ 'retry-after': '99999999' }, 3_600_000],
  [{ 'retry-after': 'NaN' }, null],
  [{ 'retry-after': '' }, null],
  [{ 'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 0],
  [{ 'retry-after': 'Tue, 22 Nov 2999 12:00:00 GMT' }, 3_600_000],
  // The server's clock is a day ahead, and it says so.
  [{ 'retry-after': 'Mon, 23 Nov 2026 12:00:30 GMT', date: 'Mon, 23 Nov 2026 12:00:00 GMT' }, 30_000],
]

it.each(CASES)('%o is %s ms', (headers, ms) => {
  expect(readRetryAfter(new Headers(headers), NOW)).toBe(ms)
})
