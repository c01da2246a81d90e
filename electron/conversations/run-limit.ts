/** Counts the time a run takes and calls once when its limit is up. Stands still while the run waits for the person. */
import type { Clock } from '../platform/clock.ts'

/** A run that was already over its limit when the app started still gets this long to be looked at, in milliseconds. */
const LEAST_MS = 3_000

export interface RunLimit {
  go(): void
  pause(): void
  /** Makes the next period a full one: the person chose to wait on. */
  renew(): void
}

/**
 * Nothing runs until `go`. `usedMs` is time that passed before, say before a restart. Once the limit was reached it
 * stands still, with a new full period ahead.
 */
export function createRunLimit(
  clock: Clock,
  { limitMs, usedMs, onLimit }: { limitMs: number; usedMs: number; onLimit: () => void },
): RunLimit {
  // A system clock that was set back must not lengthen the limit.
  let leftMs = Math.max(limitMs - Math.max(usedMs, 0), LEAST_MS)
  let goingSince: number | null = null
  let cancel: (() => void) | null = null

  const pause = () => {
    cancel?.()
    cancel = null
    if (goingSince !== null) leftMs -= clock.elapsed() - goingSince
    goingSince = null
  }
  const reach = () => {
    pause()
    leftMs = limitMs
    onLimit()
  }
  const go = () => {
    if (goingSince !== null) return
    goingSince = clock.elapsed()
    cancel = clock.after(Math.max(leftMs, 0), reach)
  }
  return {
    go,
    pause,
    renew() {
      const isGoing = goingSince !== null
      pause()
      leftMs = limitMs
      if (isGoing) go()
    },
  }
}
