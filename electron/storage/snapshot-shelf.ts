/** Makes snapshots of the history, checked before they count, and opens copies of them. The snapshots themselves are never changed. */
import { join } from 'node:path'
import { SNAPSHOT_DAYS, type Snapshot, type SnapshotKind } from '../../shared/domain/snapshot.ts'
import { Failure } from '../../shared/errors.ts'
import type { OpenedSnapshot, SnapshotShelf } from '../data/ports.ts'
import { localDay, localStamp } from '../platform/local-time.ts'
import { checkWhole, Damage, isDamage, withCompanions } from './check-whole.ts'
import { compareWith, holdsAllOf } from './compare-history.ts'
import { migrate, NewerSchema, SCHEMA_VERSION } from './migrations.ts'
import {
  isThere,
  notKept,
  orNotKept,
  readIfThere,
  removeQuietly,
  syncFolder,
  syncPath,
  systemDisk,
  writeWhole,
  type Disk,
} from './disk.ts'
import { refuseForeignParts } from './foreign-schema.ts'
import { bringBackConversation, replaceHistory } from './replace-history.ts'
import { SNAPSHOT_FOLDER, snapshotFiles, type SnapshotFile } from './snapshot-files.ts'
import type { FileDatabase, OpenDatabase } from './sqlite.ts'
import { storedVersion } from './stored-version.ts'

interface World {
  folder: string
  database: FileDatabase
  open: OpenDatabase
  disk?: Disk
  now(): number
  /** Connections, assistants and settings, without keys: a copy lies beside each snapshot. */
  readSettings(): unknown
  /** Adds what such a copy has and this app has not. */
  addMissing(settings: unknown): void
}

const DAY_MS = 86_400_000
/** What any person has is a hundredth of it. */
const LARGEST_SETTINGS = 16 * 1024 * 1024
const SCRATCH = 'looked-at.tmp'
const FRESH = 'made.tmp'

export function createSnapshotShelf(world: World): SnapshotShelf {
  const { disk = systemDisk } = world
  const folder = join(world.folder, SNAPSHOT_FOLDER)
  const list = () => snapshotFiles(world.folder, disk)
  clear(disk, join(folder, SCRATCH))
  clear(disk, join(folder, FRESH))

  async function make(kind: SnapshotKind): Promise<Snapshot> {
    const fresh = join(folder, FRESH)
    try {
      await disk.later.mkdir(folder, { recursive: true, mode: 0o700 })
      clear(disk, fresh)
      await world.database.copyTo(fresh)
      checkCopy(world.open, fresh)
      syncPath(disk, fresh, 'r+')
      const id = freeId(kind, (name) => isThere(disk, join(folder, name)), world.now())
      const settings = JSON.stringify(world.readSettings(), null, 2)
      orNotKept(() => writeWhole(disk, join(folder, `${id}.settings.json`), settings))
      await disk.later.rename(fresh, join(folder, `${id}.db`))
      syncFolder(disk, folder)
      for (const old of outdated(list(), { madeId: id, now: world.now() })) drop(old)
      const made = list().find((known) => known.id === id)
      if (made === undefined) throw new Failure({ kind: 'snapshot-unusable', reason: 'gone' })
      return told(made)
    } catch (thrown) {
      clear(disk, fresh)
      throw toFailure(thrown)
    }
  }

  function drop(snapshotId: string) {
    const found = list().find(({ id }) => id === snapshotId)
    if (found === undefined) return
    removeQuietly(disk, found.path)
    removeQuietly(disk, settingsOf(found))
  }

  return {
    make,
    drop,
    list: () => list().map(told),
    holdsAll: (snapshotId) => holdsAllOf(world.database, join(folder, `${snapshotId}.db`)),
    async open(snapshotId) {
      const found = list().find(({ id }) => id === snapshotId)
      if (found === undefined) throw new Failure({ kind: 'snapshot-unusable', reason: 'gone' })
      const scratch = join(folder, SCRATCH)
      await copyToLookInto({ ...world, disk }, found.path, scratch)
      return opened({ ...world, disk }, { scratch, settings: settingsOf(found) })
    },
  }
}

/**
 * Counted from the day after the one before this one at the latest: a clock that jumped ahead by years, or an app nobody
 * opened for a month, is no reason to drop all of them at once.
 */
function outdated(
  known: readonly SnapshotFile[],
  { madeId, now }: { madeId: string; now: number },
): string[] {
  const others = known.filter(({ id }) => id !== madeId)
  const latest = (others[0]?.at ?? 0) + DAY_MS
  const oldest = Math.min(now, latest) - SNAPSHOT_DAYS * DAY_MS
  return others.filter(({ at }) => at < oldest).map(({ id }) => id)
}

/** Checked, and brought up to date. */
async function copyToLookInto(
  { open, disk }: { open: OpenDatabase; disk: Disk },
  path: string,
  scratch: string,
): Promise<void> {
  try {
    if (storedVersion(path, disk) > SCHEMA_VERSION) throw new NewerSchema()
    clear(disk, scratch)
    await disk.later.copyFile(path, scratch)
    bringUpToDate(open, scratch)
  } catch (thrown) {
    clear(disk, scratch)
    throw toFailure(thrown)
  }
}

/** One a day of the daily ones; every other has a name of its own. */
function freeId(kind: SnapshotKind, isTaken: (name: string) => boolean, now: number): string {
  if (kind === 'daily') return `history-${localDay(now)}`
  const stem = `before-restore-${localStamp(now)}`
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? stem : `${stem}-${count}`
    if (!isTaken(`${id}.db`)) return id
  }
}

function opened(
  { database, addMissing, disk }: World & { disk: Disk },
  { scratch, settings }: { scratch: string; settings: string },
): OpenedSnapshot {
  return {
    compare: () => compareWith(database, scratch),
    replaceAll: () => replaceHistory(database, scratch),
    bringBack: (conversationId) => bringBackConversation(database, scratch, conversationId),
    bringBackAssistants() {
      const kept = readJson(disk, settings)
      if (kept !== null) addMissing(kept)
    },
    close: () => clear(disk, scratch),
  }
}

const told = ({ id, kind, at, bytes }: SnapshotFile): Snapshot => ({ id, kind, at, bytes })

const settingsOf = ({ path }: SnapshotFile): string => path.replace(/\.db$/, '.settings.json')

const clear = (disk: Disk, file: string): void => {
  for (const leftover of withCompanions(file)) removeQuietly(disk, leftover)
}

/** One plain file without a log beside it. */
function checkCopy(open: OpenDatabase, file: string): void {
  withOpen(open, file, (database) => {
    database.exec('PRAGMA journal_mode = DELETE')
    checkWhole(database)
  })
}

function bringUpToDate(open: OpenDatabase, file: string): void {
  withOpen(open, file, (database) => {
    database.exec('PRAGMA journal_mode = DELETE')
    // Even a check computes what the file says is to be computed.
    refuseForeignParts(database, open)
    checkWhole(database)
    migrate(database)
  })
}

function withOpen(open: OpenDatabase, file: string, work: (database: FileDatabase) => void): void {
  const database = open(file)
  try {
    work(database)
  } finally {
    database.close()
  }
}

function readJson(disk: Disk, file: string): unknown {
  try {
    if ((disk.statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_SETTINGS) return null
    return JSON.parse(readIfThere(disk, file)?.toString('utf8') ?? '')
  } catch {
    return null
  }
}

function toFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown
  if (thrown instanceof NewerSchema)
    return new Failure({ kind: 'snapshot-unusable', reason: 'newer' }, { cause: thrown })
  if (thrown instanceof Damage || isDamage(thrown))
    return new Failure({ kind: 'snapshot-unusable', reason: 'damaged' }, { cause: thrown })
  return notKept(thrown)
}
