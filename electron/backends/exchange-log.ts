/** Remembers the last requests of the app, of whatever server, until the app closes. In memory only: nothing of it is ever written. */
import type { Exchange, ExchangeBodies, KeptBody } from '../../shared/domain/exchange.ts'
import type { Exchanges } from '../conversations/ports.ts'
import type { Recorder } from './exchange.ts'

export const KEPT_EXCHANGES = 500
/** For all bodies together, in UTF-16 units; the oldest give theirs up first. */
const KEPT_BODIES = 32 * 1024 * 1024

interface Entry {
  exchange: Exchange
  ourRunId: string | null
  /** At the server: requests such as a cancel know the run by its place only. */
  threadId: string | null
  remoteRunId: string | null
  /** Null once given up. */
  bodies: ExchangeBodies | null
}

export interface ExchangeLog extends Exchanges {
  record: Recorder
}

export function createExchangeLog(limits = { exchanges: KEPT_EXCHANGES, bodies: KEPT_BODIES }): ExchangeLog {
  const entries: Entry[] = []
  let count = 0
  let size = 0

  const giveUpBodies = (entry: Entry) => {
    size -= sizeOf(entry.bodies)
    entry.bodies = null
  }
  const makeRoom = () => {
    while (entries.length > limits.exchanges) {
      const oldest = entries.shift()
      if (oldest !== undefined) giveUpBodies(oldest)
    }
    for (const entry of entries) {
      if (size <= limits.bodies) return
      giveUpBodies(entry)
    }
  }

  return {
    record(exchange, { about, ourRunId, bodies }) {
      entries.push({
        exchange: { ...exchange, id: ++count },
        ourRunId: ourRunId ?? null,
        threadId: about?.threadId ?? null,
        remoteRunId: about?.runId ?? null,
        bodies,
      })
      size += sizeOf(bodies)
      makeRoom()
    },
    exchangesOf: ({ id, threadId, remoteId }) =>
      entries
        .filter(
          (entry) =>
            entry.ourRunId === id ||
            (entry.ourRunId === null &&
              remoteId !== null &&
              entry.remoteRunId === remoteId &&
              entry.threadId === threadId),
        )
        .map(({ exchange }) => exchange)
        .toSorted((one, two) => one.startedAt - two.startedAt || one.id - two.id),
    bodiesOf: (exchangeId) => entries.find(({ exchange }) => exchange.id === exchangeId)?.bodies ?? null,
  }
}

const sizeOf = (bodies: ExchangeBodies | null): number =>
  lengthOf(bodies?.request ?? null) + lengthOf(bodies?.response ?? null)

const lengthOf = (body: KeptBody | null): number => body?.text.length ?? 0
