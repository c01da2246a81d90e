/** SQLite that fails at the call a test names: with an error before it did anything, with one after it did it, or by the app dying. */
import type { Database, Driver, Row, SqlValue, Statement } from './sqlite.ts'
import { Killed } from './test-faulty-disk.ts'

/** https://www.sqlite.org/rescode.html */
const CODES = { IOERR: 10, FULL: 13 } as const

/** `late` does what was asked and then reports an error, as a disk may at a commit. `stuck` fails from there on until it is mended. */
export const DATABASE_FAULTS = ['IOERR', 'FULL', 'late', 'stuck', 'kill'] as const
export type DatabaseFault = (typeof DATABASE_FAULTS)[number]

interface Strike {
  /** 1 is the first call after `arm`. */
  at: number
  fault: DatabaseFault
}

export interface FaultyDriver {
  driver: Driver
  /** Counting begins. */
  arm(): void
  hasStruck(): boolean
  /** A disk that was stuck works again. */
  mend(): void
}

export function faultyDriver(inner: Driver, { at, fault }: Strike): FaultyDriver {
  let calls = -Infinity
  let isStruck = false
  let isMended = false
  const gate = <T>(call: () => T): T => {
    if (isStruck && fault === 'kill') throw new Killed()
    if (isStruck && fault === 'stuck' && !isMended) throw errorOf('FULL')
    calls += 1
    if (calls !== at) return call()
    isStruck = true
    if (fault === 'kill') throw new Killed()
    if (fault === 'late') call()
    throw errorOf(fault === 'late' ? 'IOERR' : fault === 'stuck' ? 'FULL' : fault)
  }
  return {
    driver: throughGate(inner, gate),
    arm: () => void (calls = 0),
    hasStruck: () => isStruck,
    mend: () => void (isMended = true),
  }
}

type Gate = <T>(call: () => T) => T

function throughGate(inner: Driver, gate: Gate): Driver {
  const originals = new WeakMap<Database, Database>()
  const wrap = (database: Database): Database => {
    const gated: Database = {
      exec: (sql) => gate(() => database.exec(sql)),
      prepare: (sql) => wrapStatement(database.prepare(sql), gate),
      // Also a process that is killed closes its files.
      close: () => database.close(),
      enableDefensive: (isOn) => database.enableDefensive?.(isOn),
    }
    originals.set(gated, database)
    return gated
  }
  return {
    open: (file, how) => wrap(gate(() => inner.open(file, how))),
    backup: async (database, file) => gate(() => inner.backup(originals.get(database) ?? database, file)),
  }
}

const wrapStatement = (statement: Statement, gate: Gate): Statement => ({
  run: (...values: SqlValue[]) => gate(() => statement.run(...values)),
  get: (...values: SqlValue[]): Row | undefined => gate(() => statement.get(...values)),
  all: (...values: SqlValue[]): Row[] => gate(() => statement.all(...values)),
})

const errorOf = (name: keyof typeof CODES): Error =>
  Object.assign(new Error(`played: ${name}`), { errcode: CODES[name] })
