/** Remembers that a file was found whole and closed properly: as long as nobody touches it, the next start need not read all of it. */
import { orNotKept, systemDisk, writeWhole, type Disk } from './disk.ts'

export interface CleanEnd {
  /** Nothing was written since, and nothing waits in a log: the file is as it was when it was found whole. */
  isCertain(): boolean
  /** Call once the file is closed. */
  note(): void
  /** Call before anything is written to the file. */
  forget(): void
}

/** The note lies beside the file. Without it, or when size or time of the file tell otherwise, nothing is certain. */
export function createCleanEnd(file: string, disk: Disk = systemDisk): CleanEnd {
  const note = `${file}-sound`
  return {
    isCertain: () => !hasLog(disk, file) && readNote(disk, note) === stampOf(disk, file),
    note() {
      const stamp = stampOf(disk, file)
      if (stamp !== null && !hasLog(disk, file)) orNotKept(() => writeWhole(disk, note, stamp))
    },
    forget: () => orNotKept(() => disk.rmSync(note, { force: true })),
  }
}

function stampOf(disk: Disk, file: string): string | null {
  try {
    const { size, mtimeNs, ino } = disk.statSync(file, { bigint: true })
    return `${size} ${mtimeNs} ${ino}`
  } catch {
    return null
  }
}

/** Undefined, which no stamp is, where there is none. */
function readNote(disk: Disk, note: string): string | undefined {
  try {
    return disk.readFileSync(note, 'utf8')
  } catch {
    return undefined
  }
}

/** Where nobody can say, there may be one. */
const hasLog = (disk: Disk, file: string): boolean =>
  ['-wal', '-journal'].some((ending) => {
    try {
      return (disk.statSync(file + ending, { throwIfNoEntry: false })?.size ?? 0) > 0
    } catch {
      return true
    }
  })
