/** Reads which schema a history file has without opening it: SQLite would make files beside it and take in its log. */
import { isThere, orUnreadable, systemDisk, type Disk } from './disk.ts'

/** https://www.sqlite.org/fileformat2.html: the header of the file, and of its write-ahead log and the log's frames. */
const MAGIC = 'SQLite format 3\0'
const USER_VERSION_AT = 60
const HEADER_BYTES = 100
const WAL_HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24

/** 0 for a file that is missing, empty or no database: whatever it is, no newer version wrote it. @throws Failure `storage-unreadable` */
export function storedVersion(file: string, disk: Disk = systemDisk): number {
  return orUnreadable(() => Math.max(versionInFile(disk, file), versionInLog(disk, `${file}-wal`)))
}

function versionInFile(disk: Disk, file: string): number {
  return reading(disk, file, (read) => {
    const header = read(0, HEADER_BYTES)
    if (header === null || header.toString('latin1', 0, MAGIC.length) !== MAGIC) return 0
    return header.readUInt32BE(USER_VERSION_AT)
  })
}

/** After a crash the first page, with the version on it, may still be in the log. Only what was committed counts. */
function versionInLog(disk: Disk, file: string): number {
  return reading(disk, file, (read) => {
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
function reading(disk: Disk, file: string, work: (read: Read) => number): number {
  if (!isThere(disk, file)) return 0
  const handle = disk.openSync(file, 'r')
  try {
    if (!disk.fstatSync(handle).isFile()) return 0
    return work((at, length) => {
      const bytes = Buffer.alloc(length)
      return disk.readSync(handle, bytes, 0, length, at) === length ? bytes : null
    })
  } finally {
    disk.closeSync(handle)
  }
}
