/** A signal that also aborts when time is up: fetch has no time limits worth the name. */
import type { Clock } from '../platform/clock.ts'

export interface Deadline {
  /** Aborts when the caller's signal does or when time is up. */
  signal: AbortSignal
  /** True once time ran out, as opposed to an abort by the caller. */
  isPast(): boolean
  /** The next piece has to arrive within `ms`; null lets it take for ever. */
  expectWithin(ms: number | null): void
  /** Everything has to be over within `ms` from now. */
  finishWithin(ms: number): void
  /** Lets go of timers and of the caller's signal. */
  end(): void
  /** Drops the connection. */
  cut(): void
}

export function createDeadline(clock: Clock, caller: AbortSignal): Deadline {
  const controller = new AbortController()
  let isPast = false
  const expire = () => {
    isPast = true
    controller.abort(new Error('deadline'))
  }
  const follow = () => controller.abort(caller.reason)
  let cancelNext: () => void = () => undefined
  let cancelWhole: () => void = () => undefined
  if (caller.aborted) follow()
  else caller.addEventListener('abort', follow, { once: true })

  return {
    signal: controller.signal,
    isPast: () => isPast,
    expectWithin(ms) {
      cancelNext()
      cancelNext = ms === null ? () => undefined : clock.after(ms, expire)
    },
    finishWithin(ms) {
      cancelWhole()
      cancelWhole = clock.after(ms, expire)
    },
    end() {
      cancelNext()
      cancelWhole()
      caller.removeEventListener('abort', follow)
    },
    cut: () => controller.abort(new Error('closed')),
  }
}
