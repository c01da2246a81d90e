/** Time as an object, so that tests can let it pass. The only file that may touch the real clock. */
import { setTimeout as sleep } from 'node:timers/promises'

export interface Clock {
  /** Milliseconds since the epoch: for dates people see. Jumps when the system's clock is set. */
  now(): number
  /** Milliseconds that only ever grow: for limits and durations. */
  elapsed(): number
  /** Rejects with the signal's reason as soon as it aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
  /** Calls back once after `ms` unless cancelled. */
  after(ms: number, callback: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  async sleep(ms, signal) {
    signal.throwIfAborted()
    try {
      await sleep(ms, undefined, { signal })
    } catch (thrown) {
      signal.throwIfAborted()
      throw thrown
    }
  },
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
}
