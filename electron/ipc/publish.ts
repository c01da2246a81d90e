/** Sends what happened to the window in batches, and joins growing text on the way, so that a fast answer does not flood it. */
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Clock } from '../platform/clock.ts'

/** How long events are gathered, in milliseconds: two frames of a 60 Hz screen. */
const GATHER_MS = 33

export interface Publisher {
  publish(event: AppEvent): void
  /** Sends what is waiting at once. */
  flush(): void
}

export function createPublisher(clock: Clock, send: (events: AppEvent[]) => void): Publisher {
  let waiting: AppEvent[] = []
  let cancel: (() => void) | null = null

  const flush = () => {
    cancel?.()
    cancel = null
    if (waiting.length === 0) return
    const events = waiting
    waiting = []
    send(events)
  }

  return {
    flush,
    publish(event) {
      const last = waiting.at(-1)
      const joined = last === undefined ? null : join(last, event)
      if (joined === null) waiting.push(event)
      else waiting[waiting.length - 1] = joined
      cancel ??= clock.after(GATHER_MS, flush)
    },
  }
}

/** Two pieces of the same text, one right behind the other, as one; else null. */
function join(first: AppEvent, second: AppEvent): AppEvent | null {
  if (first.type !== 'text-grew' || second.type !== 'text-grew') return null
  const isNext =
    first.messageId === second.messageId &&
    first.part === second.part &&
    first.at + first.text.length === second.at
  return isNext ? { ...first, text: first.text + second.text } : null
}
