/** The real clock with waits made shorter, so that minutes of patience are over in seconds while sockets stay real. */
import { systemClock, type Clock } from '../../electron/platform/clock.ts'

/** `factor` 20 turns every second of waiting into 50 ms. Dates stay those of the machine, for servers tell theirs. */
export const createFastClock = (factor: number): Clock => ({
  now: systemClock.now,
  elapsed: () => systemClock.elapsed() * factor,
  sleep: (ms, signal) => systemClock.sleep(ms / factor, signal),
  after: (ms, callback) => systemClock.after(ms / factor, callback),
})

/** Waits in real time. */
export const pause = (ms: number): Promise<void> => systemClock.sleep(ms, new AbortController().signal)

/** True as soon as `isSo` says so, false when `withinMs` of real time have passed. */
export async function until(isSo: () => boolean, withinMs: number): Promise<boolean> {
  const giveUpAt = systemClock.elapsed() + withinMs
  while (!isSo()) {
    if (systemClock.elapsed() >= giveUpAt) return false
    await pause(5)
  }
  return true
}
