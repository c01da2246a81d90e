/** SQLite through Node's own module where there is one, else through the package with the same API; and transactions. */
import { Failure } from '../../shared/errors.ts'

/** The part of node:sqlite's DatabaseSync that we use. */
export interface Database {
  exec(sql: string): void
  prepare(sql: string): Statement
  close(): void
  /** Off, the tables of an index can be taken out of the schema. */
  enableDefensive?(isOn: boolean): void
}

export interface Statement {
  run(...values: SqlValue[]): unknown
  get(...values: SqlValue[]): Row | undefined
  all(...values: SqlValue[]): Row[]
}

export type Row = Record<string, unknown>

export type SqlValue = string | number | null

/** A database of its own file, which can be copied while it is used. Its failures of the disk are typed. */
export interface FileDatabase extends Database {
  /** Writes everything committed to `file`, in steps beside the other work. What is written meanwhile is in it too. */
  copyTo(file: string): Promise<void>
  /** Called before each write that is not part of a transaction, and before each transaction. What it throws, the write throws. */
  guardWith(check: () => void): void
  /** From now on everything is read and written there. The statements that were prepared go on working. */
  moveTo(file: string): void
}

/** Read only, nothing of the file or of its log changes, not even when it is closed. */
export type OpenDatabase = (file: string, how?: { readOnly: boolean }) => FileDatabase

/** SQLite itself, or what stands in its place to make it fail. */
export interface Driver {
  open(file: string, how?: { readOnly: boolean }): Database
  backup(database: Database, file: string): Promise<unknown>
}

interface SqliteModule {
  DatabaseSync: new (file: string, options?: { readOnly: boolean }) => Database
  backup(database: Database, file: string, options: { rate: number }): Promise<unknown>
}

/** Pages copied in one step: about a megabyte, a millisecond or two. */
const PAGES_A_STEP = 250

/** Electron 33 (the development fallback) has no node:sqlite; Electron 45 and Node 24 do. */
export async function loadDriver(): Promise<Driver> {
  // The types of the oldest runtime do not know the module: this is the boundary.
  const builtIn = process.getBuiltinModule?.('node:sqlite') as SqliteModule | undefined
  const { DatabaseSync, backup } = builtIn ?? (await loadPackage())
  return {
    open: (file, how) => (how === undefined ? new DatabaseSync(file) : new DatabaseSync(file, how)),
    backup: (database, file) => backup(database, file, { rate: PAGES_A_STEP }),
  }
}

async function loadPackage(): Promise<SqliteModule> {
  const { DatabaseSync, backup } = await import('@photostructure/sqlite')
  // The package has the same run-time API; its declared types differ from Node's in what a cell may hold.
  return { DatabaseSync, backup: backup as unknown as SqliteModule['backup'] }
}

/** Runs `work` in one transaction: all of it happens or none. @throws Failure `storage-failed` when the disk is at fault */
export function inTransaction<T>(database: Database, work: () => T): T {
  return orStorageFailed(() => {
    database.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      database.exec('COMMIT')
      return result
    } catch (thrown) {
      rollBack(database)
      throw thrown
    }
  })
}

/** SQLite has rolled back by itself when the disk is full; saying so would hide why. */
function rollBack(database: Database): void {
  try {
    database.exec('ROLLBACK')
  } catch {
    // The failure that led here is the one to tell.
  }
}

/** PERM, BUSY, READONLY, IOERR, FULL and CANTOPEN of https://www.sqlite.org/rescode.html */
const DISK_TROUBLE = new Set([3, 5, 8, 10, 13, 14])

type DiskFailure = 'storage-failed' | 'storage-unreadable'

/** @throws Failure `storage-failed` when the disk is at fault */
export function orStorageFailed<T>(work: () => T, kind: DiskFailure = 'storage-failed'): T {
  try {
    return work()
  } catch (thrown) {
    return tellStorageFailed(thrown, kind)
  }
}

/** Throws what it is given, as a failure that has words where the disk is at fault. */
export function tellStorageFailed(thrown: unknown, kind: DiskFailure = 'storage-failed'): never {
  if (!(thrown instanceof Error) || !('errcode' in thrown)) throw thrown
  // The low byte is the kind, the rest says more about it.
  if (!DISK_TROUBLE.has(Number(thrown.errcode) & 0xff)) throw thrown
  throw new Failure({ kind, technical: { serverMessage: thrown.message } }, { cause: thrown })
}
