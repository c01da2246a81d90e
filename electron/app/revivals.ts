/** Decides what becomes of a page that died: loaded again, but not for ever. Pure but for the clock it is handed. */
import type { Clock } from '../platform/clock.ts'

/** A page that dies more often than this within a minute is not loaded again by itself, so that it cannot flicker for ever. */
const MOST_REVIVALS = 3
const REVIVALS_COUNT_MS = 60_000

export interface Revivals {
  /** Deaths within the last minute, with this one; and whether the person is asked before the page is loaded again. */
  died(): { deaths: number; mustAsk: boolean }
  /** The person wants it loaded again: counted anew. */
  forget(): void
}

export function createRevivals({ elapsed }: Pick<Clock, 'elapsed'>): Revivals {
  let deaths: number[] = []
  return {
    died() {
      const at = elapsed()
      deaths = [...deaths.filter((death) => at - death < REVIVALS_COUNT_MS), at]
      return { deaths: deaths.length, mustAsk: deaths.length > MOST_REVIVALS }
    },
    forget() {
      deaths = []
    },
  }
}
