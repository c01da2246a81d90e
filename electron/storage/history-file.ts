/** Opens the history database; a damaged one is set aside under a dated name and the last good copy comes back. */
import { copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { migrate, NewerSchema, refuseNewer } from './migrations.ts'
import { setAside } from './quarantine.ts'
import type { Database, OpenDatabase } from './sqlite.ts'

const FILE = 'history.db'
const LAST_GOOD = 'history.last-good.db'
const COMPANIONS = ['-wal', '-shm']

/** What had to be done to open the file; `file` is the name of what was set aside. */
export interface HistoryRecovery {
  kind: 'history-restored' | 'history-reset' | 'history-newer'
  file: string
}

export interface HistoryFile {
  database: Database
  recovery: HistoryRecovery | null
  /** Writes the copy that comes back if the file is damaged one day. */
  keepCopy(): void
}

interface Place {
  folder: string
  open: OpenDatabase
  now(): number
}

/** @throws when even a new file cannot be opened: no permission, a full or read-only disk. */
export function openHistoryFile({ folder, open, now }: Place): HistoryFile {
  const file = join(folder, FILE)
  const copy = join(folder, LAST_GOOD)
  const { database, recovery } = openOrRecover()
  return { database, recovery, keepCopy: () => writeCopy(database, copy) }

  function openOrRecover(): { database: Database; recovery: HistoryRecovery | null } {
    try {
      // SQLite takes an empty file for a new database; where there is a copy, there once was more in it.
      if (isEmptied(file) && existsSync(copy)) throw new Damage('empty file')
      return { database: openChecked(file, open), recovery: null }
    } catch (thrown) {
      if (thrown instanceof NewerSchema) {
        return {
          recovery: {
            kind: 'history-newer',
            file: setAside(file, { now: now(), because: 'newer', companions: COMPANIONS }),
          },
          database: openChecked(file, open),
        }
      }
      if (!isDamage(thrown)) throw thrown
      const kept = setAside(file, { now: now(), companions: COMPANIONS })
      const restored = openCopy()
      if (restored !== null) return { database: restored, recovery: { kind: 'history-restored', file: kept } }
      return { database: openChecked(file, open), recovery: { kind: 'history-reset', file: kept } }
    }
  }

  function openCopy(): Database | null {
    if (!existsSync(copy)) return null
    copyFileSync(copy, file)
    try {
      return openChecked(file, open)
    } catch {
      for (const leftover of [file, ...COMPANIONS.map((ending) => file + ending)])
        rmSync(leftover, { force: true })
      return null
    }
  }
}

/** quick_check reads the whole file: affordable while histories are some megabytes, and it finds damage before a person does. */
function openChecked(file: string, open: OpenDatabase): Database {
  const database = open(file)
  try {
    refuseNewer(database)
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;')
    const verdict = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check']
    if (verdict !== 'ok') throw new Damage(String(verdict))
    migrate(database)
    return database
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

/** A file that was just made may still have everything in its write-ahead log. */
const isEmptied = (file: string): boolean => sizeOf(file) === 0 && !((sizeOf(`${file}-wal`) ?? 0) > 0)

const sizeOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.size

class Damage extends Error {}

const isDamage = (thrown: unknown): boolean =>
  thrown instanceof Damage ||
  /malformed|not a database|corrupt|no such column|no such table/i.test(String(thrown))

function writeCopy(database: Database, copy: string): void {
  const fresh = `${copy}.new`
  rmSync(fresh, { force: true })
  database.prepare('VACUUM INTO ?').run(fresh)
  renameSync(fresh, copy)
}
