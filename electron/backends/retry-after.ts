/** When a server wants to be asked again, however it says so. */

const LONGEST_MS = 3_600_000

/** From `retry-after-ms`, or `Retry-After` in seconds or as a date; 0 to one hour in ms, null when there is none to read. */
export function readRetryAfter(headers: Headers, now: number): number | null {
  const ms = readNumber(headers.get('retry-after-ms'))
  if (ms !== null) return clamp(ms)
  const written = headers.get('retry-after')
  const seconds = readNumber(written)
  if (seconds !== null) return clamp(seconds * 1000)
  const until = written === null ? Number.NaN : Date.parse(written)
  if (Number.isNaN(until)) return null
  // Measured by the server's own clock when it tells it, for ours may be a day off.
  const today = Date.parse(headers.get('date') ?? '')
  return clamp(until - (Number.isNaN(today) ? now : today))
}

const readNumber = (text: string | null): number | null =>
  text !== null && /^\s*[-+]?\d+(\.\d+)?\s*$/.test(text) ? Number(text) : null

const clamp = (ms: number): number => Math.min(Math.max(Math.round(ms), 0), LONGEST_MS)
