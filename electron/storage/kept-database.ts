/** A database whose file may be taken away under it: it can go on elsewhere, and says in our words what the disk says. */
import {
  loadDriver,
  orStorageFailed,
  tellStorageFailed,
  type Database,
  type Driver,
  type FileDatabase,
  type OpenDatabase,
  type Row,
  type SqlValue,
  type Statement,
} from './sqlite.ts'

/** What is acknowledged is on the disk. */
export const WAIT_FOR_DISK = 'PRAGMA synchronous = FULL'

export const loadSqlite = async (): Promise<OpenDatabase> => openWith(await loadDriver())

/** @throws Failure `storage-unreadable` when there is no file and none can be made */
export const openWith =
  (driver: Driver): OpenDatabase =>
  (file, how) =>
    new KeptDatabase(driver, file, how)

class KeptDatabase implements FileDatabase {
  readonly #driver: Driver
  #inner: Database
  #check: () => void = () => undefined
  /** It was asked to wait for the disk again, and could not be told so. */
  #isHasty = false
  /** A transaction is open, as far as we asked for it. */
  #isOpen = false
  /** It could not be rolled back, or nobody knows whether it was begun. */
  #isStuck = false

  constructor(driver: Driver, file: string, how?: { readOnly: boolean }) {
    this.#driver = driver
    this.#inner = orStorageFailed(() => driver.open(file, how), 'storage-unreadable')
  }

  get inner(): Database {
    return this.#inner
  }

  exec(sql: string): void {
    if (/^BEGIN/i.test(sql)) this.#begin(sql)
    else if (/^COMMIT/i.test(sql)) this.#commit(sql)
    else if (/^ROLLBACK/i.test(sql)) this.#rollBack()
    else if (sql === WAIT_FOR_DISK) this.#waitForDisk()
    else {
      this.catchUp()
      orStorageFailed(() => this.#inner.exec(sql))
    }
  }

  prepare(sql: string): Statement {
    return new KeptStatement(this, sql)
  }

  close(): void {
    this.#inner.close()
  }

  enableDefensive(isOn: boolean): void {
    this.#inner.enableDefensive?.(isOn)
  }

  async copyTo(file: string): Promise<void> {
    await this.#driver.backup(this.#inner, file).catch((thrown: unknown) => tellStorageFailed(thrown))
  }

  guardWith(check: () => void): void {
    this.#check = check
  }

  moveTo(file: string): void {
    const left = this.#inner
    this.#inner = orStorageFailed(() => this.#driver.open(file))
    try {
      left.close()
    } catch {
      // Nobody writes there any more.
    }
  }

  beforeWrite(): void {
    this.catchUp()
    if (!this.#isOpen) this.#check()
  }

  #begin(sql: string) {
    this.beforeWrite()
    // Who knows what a disk did that reports an error.
    this.#isStuck = true
    orStorageFailed(() => this.#inner.exec(sql))
    this.#isStuck = false
    this.#isOpen = true
  }

  #commit(sql: string) {
    orStorageFailed(() => this.#inner.exec(sql))
    this.#isOpen = false
  }

  #rollBack() {
    this.#isStuck = true
    this.#unstick()
  }

  /** What a disk that failed kept us from doing, before anything else is done. @throws Failure when it still does */
  catchUp(): void {
    this.#unstick()
    if (this.#isHasty) this.#waitForDisk()
  }

  #waitForDisk() {
    this.#isHasty = true
    this.#unstick()
    orStorageFailed(() => this.#inner.exec(WAIT_FOR_DISK))
    this.#isHasty = false
  }

  /** What was begun and could be neither committed nor rolled back must not become part of what comes next. */
  #unstick() {
    if (!this.#isStuck) return
    orStorageFailed(() => rollBackIfOpen(this.#inner))
    this.#isStuck = false
    this.#isOpen = false
  }
}

/** SQLite rolls back by itself when the disk is full, and then there is nothing to roll back. */
function rollBackIfOpen(database: Database): void {
  try {
    database.exec('ROLLBACK')
  } catch (thrown) {
    if (!/no transaction is active/i.test(String(thrown))) throw thrown
  }
}

const READS = /^\s*SELECT\b/i

class KeptStatement implements Statement {
  readonly #database: KeptDatabase
  readonly #sql: string
  #preparedBy: Database
  #statement: Statement

  constructor(database: KeptDatabase, sql: string) {
    this.#database = database
    this.#sql = sql
    this.#preparedBy = database.inner
    this.#statement = this.#told(() => this.#preparedBy.prepare(sql))
  }

  run(...values: SqlValue[]): unknown {
    return this.#told(() => this.#ready().run(...values))
  }

  get(...values: SqlValue[]): Row | undefined {
    return this.#told(() => this.#ready().get(...values))
  }

  all(...values: SqlValue[]): Row[] {
    return this.#told(() => this.#ready().all(...values))
  }

  #ready(): Statement {
    if (READS.test(this.#sql)) this.#database.catchUp()
    else this.#database.beforeWrite()
    const { inner } = this.#database
    if (inner !== this.#preparedBy) {
      this.#statement = inner.prepare(this.#sql)
      this.#preparedBy = inner
    }
    return this.#statement
  }

  #told<T>(work: () => T): T {
    return orStorageFailed(work, READS.test(this.#sql) ? 'storage-unreadable' : 'storage-failed')
  }
}
