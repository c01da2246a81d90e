/** Timers ring where nobody can catch: what goes wrong in one, such as a full disk, is reported instead of ending the app. */
import type { Clock } from '../platform/clock.ts'

export const guardClock = (clock: Clock, report: (thrown: unknown) => void): Clock => ({
  ...clock,
  after: (ms, callback) =>
    clock.after(ms, () => {
      try {
        callback()
      } catch (thrown) {
        report(thrown)
      }
    }),
})
