/** Opens the history database. A damaged one is set aside under a dated name and the last good copy comes back; a newer version's is left alone. */
import { join } from 'node:path'
import { Failure } from '../../shared/errors.ts'
import { COMPANIONS, Damage, isDamage, withCompanions } from './check-whole.ts'
import { createCleanEnd, type CleanEnd } from './clean-end.ts'
import { isThere, orNotKept, sizeOf, syncPath, systemDisk, type Disk } from './disk.ts'
import { lookThrough } from './look-through.ts'
import { writeCopy } from './history-copy.ts'
import { keepInPlace, type HistoryMoved } from './history-guard.ts'
import { isLogTorn } from './log-damage.ts'
import { migrate, SCHEMA_VERSION } from './migrations.ts'
import { freeName, setAside } from './quarantine.ts'
import { mendingIndex } from './search-index.ts'
import { snapshotFiles } from './snapshot-files.ts'
import type { FileDatabase, OpenDatabase } from './sqlite.ts'
import { storedVersion } from './stored-version.ts'

const USUAL = 'history'
/** Of SQLite, in bytes. */
const SMALLEST_PAGE = 512
/** There is nothing to look through. */
const NEW = { isSound: true }
/** Where this version keeps its history while the usual file is a newer version's. */
const BESIDE = `history.v${SCHEMA_VERSION}`

/** What had to be done to open the file; `file` is the name of what was set aside. */
export type HistoryRecovery =
  | { kind: 'history-restored' | 'history-reset'; file: string }
  /** What its log held last could not be read; the rest is in use, and `file` is a copy of all of it. */
  | { kind: 'history-torn'; file: string }
  /** There was none any more, and a copy came back. */
  | { kind: 'history-missing' }

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
  disk?: Disk
  /** Called after the file was taken away or replaced while the app ran, and was put back. */
  onMoved?(moved: HistoryMoved): void
}

/**
 * @throws Failure `newer-store` before anything is touched
 * @throws Failure `storage-unreadable`, `storage-failed` when even a new file cannot be opened: no permission, a full or read-only disk
 */
export function openHistoryFile(place: Place): HistoryFile {
  const { folder, open, now, disk = systemDisk } = place
  const besides = newerIn(folder, disk)
  const name = besides === null ? USUAL : BESIDE
  const file = join(folder, `${name}.db`)
  const copy = join(folder, `${name}.last-good.db`)
  if (besides !== null && !isThere(disk, file)) throw newerStore(besides)
  const end = createCleanEnd(file, disk)
  const { database, recovery } = openOrRecover({ folder, file, copy, open, now, disk, end })
  const check = keepInPlace(database, {
    file,
    disk,
    now,
    settle: setUp,
    onMoved: place.onMoved ?? (() => undefined),
  })
  const keepCopy = () => writeCopy(database, { copy, open, disk })
  const close = () => {
    orIgnored(check)
    return closeWhole(database, { keepCopy, end })
  }
  return { database, recovery, besides, keepCopy, close }
}

interface Opening extends Required<Omit<Place, 'onMoved'>> {
  file: string
  copy: string
  end: CleanEnd
}

function openOrRecover(opening: Opening): { database: FileDatabase; recovery: HistoryRecovery | null } {
  const { file, copy, open, disk, end, now } = opening
  const isKnownSound = end.isCertain()
  end.forget()
  const isMissing = !isThere(disk, file)
  try {
    if (isMissing && COMPANIONS.some((ending) => isThere(disk, file + ending))) throw new Damage('log only')
    // SQLite takes what is smaller than its smallest page for nothing at all, and an empty file for a new database.
    if (isEmptied(disk, opening)) throw new Damage('empty file')
    if (isMissing) return openMissing(opening)
    const torn = isKnownSound ? null : keepTorn(opening)
    return { database: openChecked(file, open, { isSound: isKnownSound }), recovery: torn }
  } catch (thrown) {
    if (!isDamage(thrown)) throw thrown
    const kept = setAside(file, { now: now(), companions: COMPANIONS, disk })
    const restored = openCopy(opening)
    if (restored !== null) return { database: restored, recovery: { kind: 'history-restored', file: kept } }
    return { database: openChecked(file, open, NEW), recovery: { kind: 'history-reset', file: kept } }
  }

  function openMissing(missing: Opening) {
    const restored = isThere(disk, copy) ? openCopy(missing) : null
    if (restored === null) return { database: openChecked(file, open, NEW), recovery: null }
    return { database: restored, recovery: { kind: 'history-missing' } as const }
  }
}

/** The log of a crash ends in the middle of a write; one that goes on after a flaw was spoilt, and SQLite would drop what follows without a word. */
function keepTorn({ file, disk, now }: Opening): HistoryRecovery | null {
  if (!isLogTorn(disk, `${file}-wal`)) return null
  const kept = freeName(file, { now: now(), companions: COMPANIONS, disk })
  const target = join(file, '..', kept)
  orNotKept(() => {
    for (const ending of ['-wal', '']) disk.copyFileSync(file + ending, target + ending)
  })
  return { kind: 'history-torn', file: kept }
}

/** The copy of the last clean close, else the newest snapshot that is sound. */
function openCopy(opening: Opening): FileDatabase | null {
  const { folder, copy, disk } = opening
  const copies = [copy, ...snapshotFiles(folder, disk).map(({ path }) => path)]
  for (const candidate of copies) {
    const opened = tryCopy(candidate, opening)
    if (opened !== null) return opened
  }
  return null
}

/** Null where it is of no use. A disk that is full or does not answer is no reason to take an older one. */
function tryCopy(candidate: string, { file, open, disk }: Opening): FileDatabase | null {
  if (!isThere(disk, candidate) || storedVersion(candidate, disk) > SCHEMA_VERSION) return null
  const fresh = `${file}.new`
  try {
    orNotKept(() => {
      disk.copyFileSync(candidate, fresh)
      syncPath(disk, fresh, 'r+')
    })
    // Checked beside its place: in its place it is whole.
    openChecked(fresh, open).close()
    orNotKept(() => disk.renameSync(fresh, file))
    return openChecked(file, open, { isSound: true })
  } catch (thrown) {
    for (const leftover of withCompanions(fresh)) orIgnored(() => disk.rmSync(leftover, { force: true }))
    if (thrown instanceof Failure) throw thrown
    return null
  }
}

function orIgnored(work: () => void): void {
  try {
    work()
  } catch {
    // It is looked at again: at the next write, or at the next start.
  }
}

/** From now on this version's history is kept beside the newer one's, which stays as it is. */
export function beginHistoryBeside(folder: string, disk: Disk = systemDisk): void {
  orNotKept(() => disk.closeSync(disk.openSync(join(folder, `${BESIDE}.db`), 'a', 0o600)))
}

const newerIn = (folder: string, disk: Disk): string | null =>
  storedVersion(join(folder, `${USUAL}.db`), disk) > SCHEMA_VERSION ? `${USUAL}.db` : null

const newerStore = (file: string): Failure => new Failure({ kind: 'newer-store', what: 'history', file })

/**
 * The check reads nearly the whole file and finds damage before a person does, and without changing a byte: what is
 * damaged is kept as it was found. A file that was closed whole needs none.
 */
function openChecked(file: string, open: OpenDatabase, { isSound = false } = {}): FileDatabase {
  if (!isSound) lookThrough(file, open)
  const database = open(file)
  try {
    setUp(database)
    migrate(database)
    // Whatever is prepared to delete names the index.
    mendingIndex(database, () => database.prepare('SELECT rowid FROM search_text LIMIT 1').get())
    return database
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

/** FULL: what was acknowledged is on the disk. */
function setUp(database: FileDatabase): void {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;')
  // From the first write on: what a growing answer leaves behind would else outlive its conversation.
  database.exec('PRAGMA secure_delete = ON')
}

/** Where there is a copy or a log beside an empty file, there once was something in it. */
function isEmptied(disk: Disk, { file, copy }: Opening): boolean {
  const size = sizeOf(disk, file) ?? SMALLEST_PAGE
  if (size > 0) return size < SMALLEST_PAGE
  return isThere(disk, copy) || (sizeOf(disk, `${file}-wal`) ?? 0) > 0
}

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
