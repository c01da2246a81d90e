/** Lets requests in so that a page which asks without end holds nothing else up: a share of each turn of the loop, and only so many at once. */
import { fail, type Envelope } from '../../shared/contract/envelope.ts'
import type { Clock } from '../platform/clock.ts'

/** Waiting or being served. A window at work has a few dozen. */
export const MOST_AT_ONCE = 256
/** Of one turn of the event loop, in milliseconds; what is begun is not broken off. */
const TURN_MS = 8

interface World {
  clock: Pick<Clock, 'elapsed'>
  /** Calls back after everything else had its turn. */
  nextTurn(work: () => void): void
}

type Serve = () => Promise<Envelope<unknown>>

/** Serves in the order of asking. Above the most, and only then, a request is refused instead of served. */
export function createTurnstile({ clock, nextTurn }: World): (serve: Serve) => Promise<Envelope<unknown>> {
  const waiting: (() => void)[] = []
  let atOnce = 0
  let spentMs = 0
  let isTurnAhead = false

  const takeTurn = () => {
    isTurnAhead = false
    spentMs = 0
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      next()
      if (spentMs >= TURN_MS) break
    }
    if (waiting.length > 0) lookAhead()
  }
  const lookAhead = () => {
    if (isTurnAhead) return
    isTurnAhead = true
    nextTurn(takeTurn)
  }
  const begin = (serve: Serve) => {
    const began = clock.elapsed()
    lookAhead()
    const reply = serve()
    spentMs += clock.elapsed() - began
    return reply
  }

  return (serve) => {
    if (atOnce >= MOST_AT_ONCE) return Promise.resolve(fail({ kind: 'too-many-requests' }))
    atOnce += 1
    const isNow = waiting.length === 0 && spentMs < TURN_MS
    const reply = isNow
      ? begin(serve)
      : new Promise<Envelope<unknown>>((resolve) => {
          waiting.push(() => resolve(begin(serve)))
          lookAhead()
        })
    return reply.finally(() => (atOnce -= 1))
  }
}
