/** Remembers that a file was found whole and closed properly: as long as nobody touches it, the next start need not read all of it. */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'

export interface CleanEnd {
  /** Nothing was written since, and nothing waits in a log: the file is as it was when it was found whole. */
  isCertain(): boolean
  /** Call once the file is closed. */
  note(): void
  /** Call before anything is written to the file. */
  forget(): void
}

/** The note lies beside the file. Without it, or when size or time of the file tell otherwise, nothing is certain. */
export function createCleanEnd(file: string): CleanEnd {
  const note = `${file}-sound`
  return {
    isCertain: () => !hasLog(file) && readNote(note) === stampOf(file),
    note() {
      const stamp = stampOf(file)
      if (stamp !== null && !hasLog(file)) writeFileSync(note, stamp, { mode: 0o600 })
    },
    forget: () => rmSync(note, { force: true }),
  }
}

function stampOf(file: string): string | null {
  const found = statSync(file, { bigint: true, throwIfNoEntry: false })
  return found === undefined ? null : `${found.size} ${found.mtimeNs} ${found.ino}`
}

/** Undefined, which no stamp is, where there is none. */
function readNote(note: string): string | undefined {
  try {
    return readFileSync(note, 'utf8')
  } catch {
    return undefined
  }
}

const hasLog = (file: string): boolean =>
  ['-wal', '-journal'].some((ending) => (statSync(file + ending, { throwIfNoEntry: false })?.size ?? 0) > 0)
