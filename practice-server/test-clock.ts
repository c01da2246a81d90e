/** Time for tests: it stands still until it is told to pass, and then runs what falls due in order. */
import type { Clock } from './clock.ts'

export interface TestClock extends Clock {
  pass(ms: number): void
}

export function createTestClock(startMs = 1_800_000_000_000): TestClock {
  let nowMs = startMs
  const waiting = new Map<symbol, { dueMs: number; run: () => void }>()
  return {
    now: () => nowMs,
    after: (ms, run) => {
      const key = Symbol('timer')
      waiting.set(key, { dueMs: nowMs + ms, run })
      return () => waiting.delete(key)
    },
    pass: (ms) => {
      const untilMs = nowMs + ms
      for (;;) {
        const next = [...waiting]
          .filter(([, { dueMs }]) => dueMs <= untilMs)
          .toSorted((a, b) => a[1].dueMs - b[1].dueMs)[0]
        if (!next) break
        waiting.delete(next[0])
        nowMs = next[1].dueMs
        next[1].run()
      }
      nowMs = untilMs
    },
  }
}
