/** Makes snapshots of the history, checked before they count, and opens copies of them. The snapshots themselves are never changed. */
import { copyFile, mkdir, open as openFile, rename, writeFile } from 'node:fs/promises'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { SNAPSHOT_DAYS, type Snapshot, type SnapshotKind } from '../../shared/domain/snapshot.ts'
import { Failure } from '../../shared/errors.ts'
import type { OpenedSnapshot, SnapshotShelf } from '../data/ports.ts'
import { localDay, localStamp } from '../platform/local-time.ts'
import { compareWith, holdsAllOf } from './compare-history.ts'
import { checkWhole, Damage, isDamage, withCompanions } from './history-file.ts'
import { migrate, NewerSchema, SCHEMA_VERSION } from './migrations.ts'
import { bringBackConversation, replaceHistory } from './replace-history.ts'
import { SNAPSHOT_FOLDER, snapshotFiles, type SnapshotFile } from './snapshot-files.ts'
import type { FileDatabase, OpenDatabase } from './sqlite.ts'
import { storedVersion } from './stored-version.ts'

interface World {
  folder: string
  database: FileDatabase
  open: OpenDatabase
  now(): number
  /** Connections, assistants and settings, without keys: a copy lies beside each snapshot. */
  readSettings(): unknown
  /** Adds what such a copy has and this app has not. */
  addMissing(settings: unknown): void
}

const DAY_MS = 86_400_000
const SCRATCH = 'looked-at.tmp'
const FRESH = 'made.tmp'

export function createSnapshotShelf(world: World): SnapshotShelf {
  const folder = join(world.folder, SNAPSHOT_FOLDER)
  const list = () => snapshotFiles(world.folder)
  clear(join(folder, SCRATCH))
  clear(join(folder, FRESH))

  async function make(kind: SnapshotKind): Promise<Snapshot> {
    const fresh = join(folder, FRESH)
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      clear(fresh)
      await world.database.copyTo(fresh)
      checkCopy(world.open, fresh)
      await syncFile(fresh)
      const id = freeId(kind, folder, world.now())
      await writeSettings(join(folder, `${id}.settings.json`), world.readSettings())
      await rename(fresh, join(folder, `${id}.db`))
      prune()
      const made = list().find((known) => known.id === id)
      if (made === undefined) throw new Failure({ kind: 'snapshot-unusable', reason: 'gone' })
      return told(made)
    } catch (thrown) {
      clear(fresh)
      throw toFailure(thrown)
    }
  }

  /** The newest always stays, however old it is. */
  function prune() {
    const oldest = world.now() - SNAPSHOT_DAYS * DAY_MS
    for (const { id, at } of list().slice(1)) if (at < oldest) drop(id)
  }

  function drop(snapshotId: string) {
    const found = list().find(({ id }) => id === snapshotId)
    if (found === undefined) return
    rmSync(found.path, { force: true })
    rmSync(settingsOf(found), { force: true })
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
      await copyToLookInto(world.open, found.path, scratch)
      return opened(world, { scratch, settings: settingsOf(found) })
    },
  }
}

/** Checked, and brought up to date. */
async function copyToLookInto(open: OpenDatabase, path: string, scratch: string): Promise<void> {
  try {
    if (storedVersion(path) > SCHEMA_VERSION) throw new NewerSchema()
    clear(scratch)
    await copyFile(path, scratch)
    bringUpToDate(open, scratch)
  } catch (thrown) {
    clear(scratch)
    throw toFailure(thrown)
  }
}

/** One a day of the daily ones; every other has a name of its own. */
function freeId(kind: SnapshotKind, folder: string, now: number): string {
  if (kind === 'daily') return `history-${localDay(now)}`
  const stem = `before-restore-${localStamp(now)}`
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? stem : `${stem}-${count}`
    if (!existsSync(join(folder, `${id}.db`))) return id
  }
}

function opened(
  { database, addMissing }: World,
  { scratch, settings }: { scratch: string; settings: string },
): OpenedSnapshot {
  return {
    compare: () => compareWith(database, scratch),
    replaceAll: () => replaceHistory(database, scratch),
    bringBack: (conversationId) => bringBackConversation(database, scratch, conversationId),
    bringBackAssistants() {
      const kept = readJson(settings)
      if (kept !== null) addMissing(kept)
    },
    close: () => clear(scratch),
  }
}

const told = ({ id, kind, at, bytes }: SnapshotFile): Snapshot => ({ id, kind, at, bytes })

const settingsOf = ({ path }: SnapshotFile): string => path.replace(/\.db$/, '.settings.json')

const clear = (file: string): void => {
  for (const leftover of withCompanions(file)) rmSync(leftover, { force: true })
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

async function syncFile(file: string): Promise<void> {
  const handle = await openFile(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function writeSettings(file: string, settings: unknown): Promise<void> {
  await writeFile(`${file}.tmp`, JSON.stringify(settings, null, 2), { mode: 0o600 })
  await rename(`${file}.tmp`, file)
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
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
  return new Failure(
    { kind: 'storage-failed', technical: { serverMessage: String(thrown) } },
    { cause: thrown },
  )
}
