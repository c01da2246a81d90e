/** Requests that make something: they outlive the following that sent them, so that the next one learns what became of them. */
import type { Clock } from '../../platform/clock.ts'

export interface UnderWay {
  /** Sends. Rejects as soon as `signal` aborts, but lets the request itself come to its end; `drop` gets what came too late. */
  send<T>(request: Outgoing<T>, signal: AbortSignal): Promise<T>
  /** Once nothing of this ID is under way any more; false when nothing was. */
  settled(id: string, signal: AbortSignal): Promise<boolean>
}

interface Outgoing<T> {
  id: string
  start: (signal: AbortSignal) => Promise<T>
  drop?: (late: T) => void
}

/** How long a request may go on that nobody waits for. */
const LEFT_FOR_MS = 30_000

export function createUnderWay(clock: Clock): UnderWay {
  const open = new Map<string, Promise<unknown>>()
  return {
    async send({ id, start, drop }, signal) {
      signal.throwIfAborted()
      const own = new AbortController()
      const sending = start(own.signal)
      let cancelEnd = () => {}
      const leave = () =>
        (cancelEnd = clock.after(LEFT_FOR_MS, () => own.abort(new Error('left for too long'))))
      signal.addEventListener('abort', leave, { once: true })
      const over = sending
        .then(
          (came) => void (signal.aborted && drop?.(came)),
          () => undefined,
        )
        .finally(() => {
          cancelEnd()
          signal.removeEventListener('abort', leave)
          if (open.get(id) === over) open.delete(id)
          // A stream goes on after it has begun, and ends with its following.
          signal.addEventListener('abort', () => own.abort(signal.reason), { once: true })
        })
      open.set(id, over)
      return unlessLeft(sending, signal)
    },
    async settled(id, signal) {
      const over = open.get(id)
      if (over === undefined) return false
      await unlessLeft(over, signal)
      return true
    },
  }
}

async function unlessLeft<T>(promised: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: () => void = () => undefined
  const left = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([promised, left])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
