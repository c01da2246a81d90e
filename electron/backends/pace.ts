/** Holds requests back so that no more than so many leave within any minute. */
import type { Clock } from '../platform/clock.ts'

export interface Pace {
  /**
   * Comes back when the next request may leave, first come, first served; at once for an urgent one, which counts like
   * any other for those behind it. Rejects with the signal's reason.
   */
  wait(signal: AbortSignal, isUrgent?: boolean): Promise<void>
}

const MINUTE_MS = 60_000

export function createPace(clock: Clock, perMinute: number): Pace {
  /** When the last requests left or will leave, oldest first, by the clock that only grows. */
  let departures: number[] = []
  return {
    async wait(signal, isUrgent = false) {
      signal.throwIfAborted()
      const now = clock.elapsed()
      departures = departures.filter((at) => at > now - MINUTE_MS)
      if (isUrgent) {
        departures = [...departures, now].toSorted((one, other) => one - other)
        return
      }
      const before = departures.at(-perMinute)
      const at = Math.max(now, (before ?? Number.NEGATIVE_INFINITY) + MINUTE_MS)
      departures.push(at)
      if (at <= now) return
      try {
        await clock.sleep(at - now, signal)
      } catch (thrown) {
        // Its place is free again; those behind it keep theirs.
        const place = departures.lastIndexOf(at)
        if (place !== -1) departures.splice(place, 1)
        throw thrown
      }
    },
  }
}
