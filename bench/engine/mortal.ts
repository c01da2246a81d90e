/** Things that can die in the middle of what they do, as they do when a process is killed. */
import type { Clock } from '../../electron/platform/clock.ts'
import type { Http } from '../../electron/backends/exchange.ts'
import type { Database, Statement } from '../../electron/storage/sqlite.ts'

/** Thrown by whatever is asked of the dead. */
export class Dead extends Error {}

export interface Life {
  signal: AbortSignal
  isOver(): boolean
  end(): void
}

export function beginLife(): Life {
  const life = new AbortController()
  return {
    signal: life.signal,
    isOver: () => life.signal.aborted,
    end: () => life.abort(new Dead('killed')),
  }
}

/** A database in which nothing can be read or written any more once life is over. */
export function mortalDatabase(database: Database, life: Life): Database {
  const alive = <T>(work: () => T): T => {
    if (life.isOver()) throw new Dead('killed')
    return work()
  }
  const mortalStatement = (statement: Statement): Statement => ({
    run: (...values) => alive(() => statement.run(...values)),
    get: (...values) => alive(() => statement.get(...values)),
    all: (...values) => alive(() => statement.all(...values)),
  })
  return {
    exec: (sql) => alive(() => database.exec(sql)),
    prepare: (sql) => mortalStatement(alive(() => database.prepare(sql))),
    close: () => database.close(),
  }
}

/** Requests under way break off when life ends, and none begins after. */
export function mortalHttp(http: Http, life: Life): Http {
  const within = <T extends { signal: AbortSignal }>(request: T): T => ({
    ...request,
    signal: AbortSignal.any([request.signal, life.signal]),
  })
  return {
    ...http,
    json: (request, schema) => http.json(within(request), schema),
    stream: (request) => http.stream(within(request)),
    bytes: (request) => http.bytes(within(request)),
  }
}

/** Alarms that were set do not ring any more once life is over. */
export const mortalClock = (clock: Clock, life: Life): Clock => ({
  ...clock,
  after: (ms, callback) =>
    clock.after(ms, () => {
      if (!life.isOver()) callback()
    }),
})
