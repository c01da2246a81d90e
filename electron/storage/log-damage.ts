/** Tells a write-ahead log that was spoilt from one that merely ends in the middle of a write, as after a crash. */
import { readIfThere, type Disk } from './disk.ts'

/** https://www.sqlite.org/fileformat2.html#the_write_ahead_log */
const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
const MAGIC = 0x377f0682

/**
 * True when a whole transaction stands behind a place that is wrong: SQLite stops there and leaves out all that follows.
 * A header that is wrong makes it leave out everything.
 */
export function isLogTorn(disk: Disk, file: string): boolean {
  const log = readIfThere(disk, file)
  if (log === null || log.length < HEADER_BYTES + FRAME_HEADER_BYTES) return false
  const magic = log.readUInt32BE(0)
  const pageBytes = log.readUInt32BE(8)
  const isBigEndian = magic === MAGIC + 1
  const isKnown = magic === MAGIC || isBigEndian
  const sums = [0, 0] as [number, number]
  if (isKnown) addTo(sums, log.subarray(0, 24), isBigEndian)
  if (!isKnown || pageBytes < 512 || !isSum(sums, log, 24)) return true
  return hasFlaw(log, { pageBytes, isBigEndian, sums })
}

interface Reading {
  pageBytes: number
  isBigEndian: boolean
  sums: [number, number]
}

function hasFlaw(log: Buffer, { pageBytes, isBigEndian, sums }: Reading): boolean {
  const salt = log.subarray(16, 24)
  const frameBytes = FRAME_HEADER_BYTES + pageBytes
  const follows = (at: number, before: [number, number]): boolean => {
    addTo(before, log.subarray(at, at + 8), isBigEndian)
    addTo(before, log.subarray(at + FRAME_HEADER_BYTES, at + frameBytes), isBigEndian)
    return isSum(before, log, at + 16)
  }
  let isBroken = false
  for (let at = HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    // The log is written over from its beginning: what an earlier round left has other salt.
    const isOurs = log.subarray(at + 8, at + 16).equals(salt)
    if (!isBroken) {
      isBroken = !isOurs || !follows(at, sums)
      // A kill between a frame's head and its page leaves a frame like this one: only what stands behind it can tell.
      continue
    }
    const isCommit = log.readUInt32BE(at + 4) !== 0
    if (isOurs && isCommit && follows(at, sumIn(log, at - frameBytes))) return true
  }
  return false
}

/** What a frame's head says of all up to it, from which the next goes on. */
const sumIn = (log: Buffer, frameAt: number): [number, number] => [
  log.readUInt32BE(frameAt + 16),
  log.readUInt32BE(frameAt + 20),
]

function addTo(sums: [number, number], bytes: Buffer, isBigEndian: boolean): void {
  let [one, two] = sums
  for (let at = 0; at + 8 <= bytes.length; at += 8) {
    const first = isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
    const second = isBigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4)
    one = (one + first + two) >>> 0
    two = (two + second + one) >>> 0
  }
  sums[0] = one
  sums[1] = two
}

const isSum = ([one, two]: [number, number], log: Buffer, at: number): boolean =>
  log.readUInt32BE(at) === one && log.readUInt32BE(at + 4) === two
