/** Notices when the history is deleted or replaced while the app runs, and puts it back from what is still open. */
import { basename, dirname, join } from 'node:path'
import { isThere, orNotKept, removeQuietly, syncFolder, syncPath, type Disk } from './disk.ts'
import { setAside } from './quarantine.ts'
import type { FileDatabase } from './sqlite.ts'

/** `file` is the name under which what lay in its place was set aside. */
export type HistoryMoved = { kind: 'history-put-back' } | { kind: 'history-replaced'; file: string }

interface Place {
  file: string
  disk: Disk
  now(): number
  /** What is done to a database right after it was opened. */
  settle(database: FileDatabase): void
  onMoved(moved: HistoryMoved): void
}

/**
 * Before each write the file is looked at: by its name, is it still the one that is open? Systems that let an open file be
 * deleted keep all of it until it is closed. Returns the look; it throws when the file is gone and cannot be put back now.
 */
export function keepInPlace(database: FileDatabase, place: Place): () => void {
  let known = identify(place)
  let isLooking = false
  const look = () => {
    if (identify(place).file === known.file) return
    const moved = putBack(database, place, known)
    known = identify(place)
    place.onMoved(moved)
  }
  const check = () => {
    // What is written to put it back needs no look.
    if (isLooking) return
    isLooking = true
    try {
      look()
    } finally {
      isLooking = false
    }
  }
  database.guardWith(check)
  return check
}

interface Identity {
  file: string | null
  log: string | null
}

const identify = ({ file, disk }: Place): Identity => ({
  file: identityOf(disk, file),
  log: identityOf(disk, `${file}-wal`),
})

/** Null where there is none; a file that cannot be looked at now is taken for the one it was. */
function identityOf(disk: Disk, file: string): string | null {
  const found = orNotKept(() => disk.statSync(file, { throwIfNoEntry: false, bigint: true }))
  return found === undefined ? null : `${found.dev} ${found.ino}`
}

function putBack(database: FileDatabase, place: Place, known: Identity): HistoryMoved {
  const { file, disk, now, settle } = place
  const fresh = join(dirname(file), `${basename(file)}.rescued`)
  removeQuietly(disk, fresh)
  // With everything that is in the log.
  database.prepare('VACUUM INTO ?').run(fresh)
  return orNotKept(() => {
    syncPath(disk, fresh, 'r+')
    const isStrange = isThere(disk, file)
    // The log that lies there is ours, and all of it is in the copy: beside another file it would spoil that.
    if (identityOf(disk, `${file}-wal`) === known.log) removeQuietly(disk, `${file}-wal`)
    removeQuietly(disk, `${file}-shm`)
    const kept = setAside(file, { now: now(), disk, why: 'replaced', companions: ['-wal', '-journal'] })
    disk.renameSync(fresh, file)
    syncFolder(disk, dirname(file))
    database.moveTo(file)
    settle(database)
    return isStrange ? { kind: 'history-replaced', file: kept } : { kind: 'history-put-back' }
  })
}
