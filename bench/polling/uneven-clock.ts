/** A server's clock that runs now faster and now slower, so that runs of one script last differently long. */
import { systemClock as real } from '../../electron/platform/clock.ts'
import type { Clock } from '../../practice-server/clock.ts'

export interface UnevenClock extends Clock {
  /** The real moment, in milliseconds since the epoch, of a moment of this clock. */
  toReal(moment: number): number
}

const PERIOD_MS = 13_000
/** Small enough for the clock never to run backwards. */
const SWING_MS = 900

export function createUnevenClock(): UnevenClock {
  const start = real.now()
  const elapsed = () => real.elapsed() - begin
  const begin = real.elapsed()
  const bent = (ms: number) => ms + SWING_MS * Math.sin((ms / PERIOD_MS) * 2 * Math.PI)
  /** The way back, by halving. */
  const unbent = (wanted: number) => {
    let [low, high] = [wanted - SWING_MS, wanted + SWING_MS]
    while (high - low > 0.01) {
      const middle = (low + high) / 2
      if (bent(middle) < wanted) low = middle
      else high = middle
    }
    return high
  }
  const toReal = (moment: number) => start + unbent(moment - start)
  return {
    toReal,
    now: () => start + bent(elapsed()),
    after: (ms, run) => real.after(unbent(bent(elapsed()) + ms) - elapsed(), run),
  }
}
