/** Opens SQLite through Node's own module where there is one, else through the package with the same API. */

/** The part of node:sqlite's DatabaseSync that we use. */
export interface Database {
  exec(sql: string): void
  prepare(sql: string): Statement
  close(): void
}

export interface Statement {
  run(...values: SqlValue[]): unknown
  get(...values: SqlValue[]): Record<string, unknown> | undefined
  all(...values: SqlValue[]): Record<string, unknown>[]
}

export type SqlValue = string | number | null

export type OpenDatabase = (file: string) => Database

interface SqliteModule {
  DatabaseSync: new (file: string) => Database
}

/** Electron 33 (the development fallback) has no node:sqlite; Electron 45 and Node 24 do. */
export async function loadSqlite(): Promise<OpenDatabase> {
  const builtIn: SqliteModule | undefined = process.getBuiltinModule?.('node:sqlite')
  const { DatabaseSync } = builtIn ?? (await loadPackage())
  return (file) => new DatabaseSync(file)
}

// The package has the same run-time API; its declared types differ from Node's in what a cell may hold.
const loadPackage = async (): Promise<SqliteModule> =>
  (await import('@photostructure/sqlite')) as unknown as SqliteModule

/** Runs `work` in one transaction: all of it happens or none. */
export function inTransaction<T>(database: Database, work: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (thrown) {
    database.exec('ROLLBACK')
    throw thrown
  }
}
