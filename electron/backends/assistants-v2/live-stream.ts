/** An event stream that can be waited for with patience: silence is an answer too, and the next event is never lost. */
import type { Clock } from '../../platform/clock.ts'
import type { StreamReply } from '../exchange.ts'
import type { SseEvent } from '../sse.ts'
import type { StreamReader } from './stream-events.ts'

export interface LiveStream {
  reader: StreamReader
  /** The next event; `silent` when none came within `ms`, `ended` when none will. @throws HttpFailure when it broke */
  next(ms: number): Promise<SseEvent | 'silent' | 'ended'>
  /** Drops the connection; the run goes on at the server. */
  close(): void
}

export function createLiveStream(
  reply: Extract<StreamReply, { kind: 'events' }>,
  reader: StreamReader,
  clock: Clock,
): LiveStream {
  const iterator = reply.events[Symbol.asyncIterator]()
  let pending: Promise<SseEvent | 'ended'> | null = null

  const ask = () => {
    const asked = iterator.next().then(({ done, value }): SseEvent | 'ended' => (done ? 'ended' : value))
    // Whoever waits hears of a failure; when nobody does because we closed it, nobody needs to.
    asked.catch(() => undefined)
    return asked
  }

  return {
    reader,
    close: reply.close,
    async next(ms) {
      pending ??= ask()
      let cancel: () => void = () => undefined
      const silence = new Promise<'silent'>((resolve) => (cancel = clock.after(ms, () => resolve('silent'))))
      try {
        const came = await Promise.race([pending, silence])
        if (came !== 'silent') pending = null
        return came
      } finally {
        cancel()
      }
    },
  }
}
