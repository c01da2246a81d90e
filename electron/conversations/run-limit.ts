/** Counts the time a run takes and calls once when its limit is up. Stands still while the run waits for the person. */
import type { Clock } from '../platform/clock.ts'

/** A run that was already over its limit when the app started still gets this long to be looked at, in milliseconds. */
const LEAST_MS = 3_000

export interface RunLimit {
  go(): void
  pause(): void
  /** Starts a new full period: the person chose to keep waiting. */
  renew(): void
}

/** Nothing runs until `go`. `usedMs` is time that passed before, say before a restart. */
export function createRunLimit(
  clock: Clock,
  { limitMs, usedMs, onLimit }: { limitMs: number; usedMs: number; onLimit: () => void },
): RunLimit {
  let leftMs = Math.max(limitMs - usedMs, LEAST_MS)
  let goingSince: number | null = null
  let cancel: (() => void) | null = null

  const pause = () => {
    cancel?.()
    cancel = null
    if (goingSince !== null) leftMs -= clock.elapsed() - goingSince
    goingSince = null
  }
  const go = () => {
    if (goingSince !== null) return
    goingSince = clock.elapsed()
    cancel = clock.after(Math.max(leftMs, 0), onLimit)
  }
  return {
    go,
    pause,
    renew() {
      pause()
      leftMs = limitMs
      go()
    },
  }
}
