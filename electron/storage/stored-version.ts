/** Reads which schema a history file has without opening it: SQLite would make files beside it and take in its log. */
import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'

/** https://www.sqlite.org/fileformat2.html: the header of the file, and of its write-ahead log and the log's frames. */
const MAGIC = 'SQLite format 3\0'
const USER_VERSION_AT = 60
const HEADER_BYTES = 100
const WAL_HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24

/** 0 for a file that is missing, empty or no database: whatever it is, no newer version wrote it. */
export function storedVersion(file: string): number {
  return Math.max(versionInFile(file), versionInLog(`${file}-wal`))
}

function versionInFile(file: string): number {
  return reading(file, (read) => {
    const header = read(0, HEADER_BYTES)
    if (header === null || header.toString('latin1', 0, MAGIC.length) !== MAGIC) return 0
    return header.readUInt32BE(USER_VERSION_AT)
  })
}

/** After a crash the first page, with the version on it, may still be in the log. Only what was committed counts. */
function versionInLog(file: string): number {
  return reading(file, (read) => {
    const header = read(0, WAL_HEADER_BYTES)
    if (header === null) return 0
    const pageBytes = header.readUInt32BE(8)
    if (pageBytes < 512) return 0
    const salt = header.subarray(16, 24)
    let committed = 0
    let pending = 0
    for (let at = WAL_HEADER_BYTES; ; at += FRAME_HEADER_BYTES + pageBytes) {
      const frame = read(at, FRAME_HEADER_BYTES)
      if (frame === null || !frame.subarray(8, 16).equals(salt)) return committed
      if (frame.readUInt32BE(0) === 1) {
        const version = read(at + FRAME_HEADER_BYTES + USER_VERSION_AT, 4)
        if (version === null) return committed
        pending = version.readUInt32BE(0)
      }
      if (frame.readUInt32BE(4) !== 0) committed = Math.max(committed, pending)
    }
  })
}

type Read = (at: number, length: number) => Buffer | null

/** `read` gives null where the file ends too early. */
function reading(file: string, work: (read: Read) => number): number {
  if (!existsSync(file)) return 0
  const handle = openSync(file, 'r')
  try {
    if (!fstatSync(handle).isFile()) return 0
    return work((at, length) => {
      const bytes = Buffer.alloc(length)
      return readSync(handle, bytes, 0, length, at) === length ? bytes : null
    })
  } finally {
    closeSync(handle)
  }
}
