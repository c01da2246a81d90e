/** Keeps runs moving: on each look, and by timers for as long as somebody listens. */
import type { Clock } from './clock.ts'
import { advance, nextDueMs, type Emit, type Progress } from './run-progress.ts'
import type { RunRecord, Store, ThreadRecord } from './store.ts'

export interface RunEngine {
  /** Brings the thread's runs up to now. */
  look(thread: ThreadRecord): void
  /** Sets the run's timer anew, after its script was switched; nothing happens at once. */
  wake(thread: ThreadRecord, record: RunRecord): void
  /** A handle on one run for changing it; what it emits reaches the listeners. */
  progressOf(thread: ThreadRecord, record: RunRecord): Progress
  /** Hears every event of the run from now on; the returned function stops listening. */
  listen(record: RunRecord, listener: Emit): () => void
  /** Forgets all timers. */
  close(): void
}

export function createRunEngine({ clock, store }: { clock: Clock; store: Store }): RunEngine {
  const listeners = new Map<string, Set<Emit>>()
  const timers = new Map<string, () => void>()

  const progressOf = (thread: ThreadRecord, record: RunRecord): Progress => ({
    thread,
    record,
    emit: (event, data) => {
      for (const listener of listeners.get(record.run.id) ?? []) listener(event, data)
    },
  })
  const stopTimer = (runId: string) => {
    timers.get(runId)?.()
    timers.delete(runId)
  }
  const moveOn = (thread: ThreadRecord, record: RunRecord) => {
    if (advance(progressOf(thread, record), clock.now())) store.changed()
    wake(thread, record)
  }
  const wake = (thread: ThreadRecord, record: RunRecord) => {
    const { id } = record.run
    stopTimer(id)
    const due = nextDueMs(record)
    if (due === undefined || !listeners.has(id)) return
    timers.set(
      id,
      clock.after(Math.max(1, due - clock.now()), () => moveOn(thread, record)),
    )
  }
  const look = (thread: ThreadRecord) => {
    for (const record of thread.runs) moveOn(thread, record)
  }
  const listen = (record: RunRecord, listener: Emit) => {
    const { id } = record.run
    const heard = listeners.get(id) ?? new Set()
    listeners.set(id, heard.add(listener))
    return () => {
      heard.delete(listener)
      if (heard.size > 0) return
      listeners.delete(id)
      stopTimer(id)
    }
  }
  const close = () => {
    for (const callOff of timers.values()) callOff()
    timers.clear()
    listeners.clear()
  }
  return { look, wake, progressOf, listen, close }
}
