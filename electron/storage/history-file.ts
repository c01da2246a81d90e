/** Opens the history database. A damaged one is set aside under a dated name and the last good copy comes back; a newer version's is left alone. */
import { copyFileSync, existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../shared/errors.ts'
import { createCleanEnd, type CleanEnd } from './clean-end.ts'
import { migrate, SCHEMA_VERSION } from './migrations.ts'
import { setAside } from './quarantine.ts'
import { mendingIndex } from './search-index.ts'
import { snapshotFiles } from './snapshot-files.ts'
import type { FileDatabase, OpenDatabase } from './sqlite.ts'
import { storedVersion } from './stored-version.ts'

const USUAL = 'history'
/** Where this version keeps its history while the usual file is a newer version's. */
const BESIDE = `history.v${SCHEMA_VERSION}`
const COMPANIONS = ['-wal', '-shm', '-journal']

/** What had to be done to open the file; `file` is the name of what was set aside. */
export interface HistoryRecovery {
  kind: 'history-restored' | 'history-reset'
  file: string
}

export interface HistoryFile {
  database: FileDatabase
  recovery: HistoryRecovery | null
  /** The name of the newer version's file that is left alone; null where there is none. */
  besides: string | null
  /** Writes the copy that comes back if the file is damaged one day. */
  keepCopy(): Promise<void>
  /** Keeps a copy and closes the file, also where no copy could be kept. @throws why there is none */
  close(): Promise<void>
}

interface Place {
  folder: string
  open: OpenDatabase
  now(): number
}

/**
 * @throws Failure `newer-store` before anything is touched
 * @throws when even a new file cannot be opened: no permission, a full or read-only disk
 */
export function openHistoryFile({ folder, open, now }: Place): HistoryFile {
  const besides = newerIn(folder)
  const name = besides === null ? USUAL : BESIDE
  const file = join(folder, `${name}.db`)
  const copy = join(folder, `${name}.last-good.db`)
  if (besides !== null && !existsSync(file)) throw newerStore(besides)
  const end = createCleanEnd(file)
  const { database, recovery } = openOrRecover()
  const keepCopy = () => writeCopy(database, { copy, open })
  const close = () => closeWhole(database, { keepCopy, end })
  return { database, recovery, besides, keepCopy, close }

  function openOrRecover(): { database: FileDatabase; recovery: HistoryRecovery | null } {
    const isKnownSound = end.isCertain()
    end.forget()
    try {
      // SQLite takes an empty file for a new database; where there is a copy, there once was more in it.
      if (isEmptied(file) && existsSync(copy)) throw new Damage('empty file')
      return { database: openChecked(file, open, isKnownSound), recovery: null }
    } catch (thrown) {
      if (!isDamage(thrown)) throw thrown
      const kept = setAside(file, { now: now(), companions: COMPANIONS })
      const restored = openCopy()
      if (restored !== null) return { database: restored, recovery: { kind: 'history-restored', file: kept } }
      return { database: openChecked(file, open), recovery: { kind: 'history-reset', file: kept } }
    }
  }

  /** The copy of the last clean close, else the newest snapshot that is sound. */
  function openCopy(): FileDatabase | null {
    const copies = [copy, ...snapshotFiles(folder).map(({ path }) => path)]
    for (const candidate of copies) {
      const opened = tryCopy(candidate)
      if (opened !== null) return opened
    }
    return null
  }

  function tryCopy(candidate: string): FileDatabase | null {
    if (!existsSync(candidate) || storedVersion(candidate) > SCHEMA_VERSION) return null
    copyFileSync(candidate, file)
    try {
      return openChecked(file, open)
    } catch {
      for (const leftover of withCompanions(file)) rmSync(leftover, { force: true })
      return null
    }
  }
}

/** From now on this version's history is kept beside the newer one's, which stays as it is. */
export function beginHistoryBeside(folder: string): void {
  writeFileSync(join(folder, `${BESIDE}.db`), '', { flag: 'a', mode: 0o600 })
}

/** A file and what SQLite may have put beside it. */
export const withCompanions = (file: string): string[] => [file, ...COMPANIONS.map((ending) => file + ending)]

/** All but the words of the search: they take five times as long as the rest and can be made anew from it. @throws Damage */
export function checkWhole(database: FileDatabase): void {
  const tables = database.prepare(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_text%'",
  )
  for (const { name } of tables.all()) {
    const verdict = database.prepare(`PRAGMA quick_check('${String(name)}')`).get()?.['quick_check']
    if (verdict !== 'ok') throw new Damage(String(verdict))
  }
}

/** What was read is no sound database. */
export class Damage extends Error {}

/** True for a file that is no sound database, not for a disk that cannot be read. */
export const isDamage = (thrown: unknown): boolean =>
  thrown instanceof Damage ||
  /malformed|not a database|corrupt|no such column|no such table/i.test(String(thrown))

const newerIn = (folder: string): string | null =>
  storedVersion(join(folder, `${USUAL}.db`)) > SCHEMA_VERSION ? `${USUAL}.db` : null

const newerStore = (file: string): Failure => new Failure({ kind: 'newer-store', what: 'history', file })

/** The check reads nearly the whole file and finds damage before a person does. A file that was closed whole needs none. */
function openChecked(file: string, open: OpenDatabase, isKnownSound = false): FileDatabase {
  const database = open(file)
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;')
    // From the first write on: what a growing answer leaves behind would else outlive its conversation.
    database.exec('PRAGMA secure_delete = ON')
    if (!isKnownSound) checkWhole(database)
    migrate(database)
    // Whatever is prepared to delete names the index.
    mendingIndex(database, () => database.prepare('SELECT rowid FROM search_text LIMIT 1').get())
    return database
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

/** A file that was just made may still have everything in its write-ahead log. */
const isEmptied = (file: string): boolean => sizeOf(file) === 0 && !((sizeOf(`${file}-wal`) ?? 0) > 0)

const sizeOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.size

/** The copy was read from the file and found whole: so is the file, until somebody writes to it again. */
async function closeWhole(
  database: FileDatabase,
  { keepCopy, end }: { keepCopy(): Promise<void>; end: CleanEnd },
): Promise<void> {
  try {
    await keepCopy()
  } catch (thrown) {
    database.close()
    throw thrown
  }
  database.close()
  end.note()
}

/** Written beside, checked, and moved there whole: a damaged history never takes the place of a good copy. */
async function writeCopy(
  database: FileDatabase,
  { copy, open }: { copy: string; open: OpenDatabase },
): Promise<void> {
  const fresh = `${copy}.new`
  for (const leftover of withCompanions(fresh)) rmSync(leftover, { force: true })
  await database.copyTo(fresh)
  const copied = open(fresh)
  try {
    copied.exec('PRAGMA journal_mode = DELETE')
    checkWhole(copied)
  } finally {
    copied.close()
  }
  renameSync(fresh, copy)
}
