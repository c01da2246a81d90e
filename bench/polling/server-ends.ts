/** When each run really ended at the practice server, worked out from its script: the protocol itself counts whole seconds. */
import { timeline } from '../../practice-server/run-script.ts'
import type { ThreadRecord } from '../../practice-server/store.ts'
import { isOver } from '../../practice-server/wire.ts'
import { systemClock } from '../../electron/platform/clock.ts'
import type { UnevenClock } from './uneven-clock.ts'

export interface Times {
  startedAt: number
  endedAt: number
}

export interface ServerEnds {
  /** By thread; real milliseconds since the epoch. */
  of(threadId: string): Times | null
  close(): void
}

const LOOK_EVERY_MS = 100

/** Runs that last less than half a second are not seen. */
export function watchServerEnds(threads: () => readonly ThreadRecord[], clock: UnevenClock): ServerEnds {
  const seen = new Map<string, Times>()
  let stop: () => void = () => undefined
  const look = () => {
    for (const { thread, runs } of threads()) {
      const record = runs.at(-1)
      const last = record === undefined || isOver(record.run.status) ? undefined : endOf(record)
      if (record === undefined || last === undefined) continue
      const startedAt = seen.get(thread.id)?.startedAt ?? clock.toReal(record.startedMs)
      seen.set(thread.id, { startedAt, endedAt: clock.toReal(last) })
    }
    stop = systemClock.after(LOOK_EVERY_MS, look)
  }
  look()
  return { of: (threadId) => seen.get(threadId) ?? null, close: () => stop() }
}

function endOf({ script, speed, startedMs }: ThreadRecord['runs'][number]): number | undefined {
  const last = timeline(script, speed).at(-1)
  return last === undefined ? undefined : startedMs + last.atMs
}
