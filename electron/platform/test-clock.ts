/** Time for tests: it passes only when someone sleeps or a test lets it, and remembers every nap. */
import type { Clock } from './clock.ts'

export interface TestClock extends Clock {
  /** Every sleep asked for, in milliseconds. */
  naps: number[]
  /** Lets time pass and fires what was due, in order. */
  pass(ms: number): void
}

/** A clock whose sleeps end at once and move time on by their length. */
export function createTestClock(startsAt = Date.UTC(2026, 10, 22)): TestClock {
  const naps: number[] = []
  let time = 0
  let alarms: { at: number; callback: () => void }[] = []
  const pass = (ms: number) => {
    const until = time + ms
    for (;;) {
      const [due] = alarms.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)
      if (due === undefined) break
      alarms = alarms.filter((alarm) => alarm !== due)
      time = Math.max(time, due.at)
      due.callback()
    }
    time = until
  }
  return {
    naps,
    pass,
    now: () => startsAt + time,
    elapsed: () => time,
    async sleep(ms, signal) {
      signal.throwIfAborted()
      naps.push(ms)
      pass(ms)
      // A real turn of the event loop, so that sockets get theirs.
      await new Promise<void>((resolve) => setImmediate(resolve))
      signal.throwIfAborted()
    },
    after(ms, callback) {
      const alarm = { at: time + ms, callback }
      alarms.push(alarm)
      return () => void (alarms = alarms.filter((other) => other !== alarm))
    },
  }
}
