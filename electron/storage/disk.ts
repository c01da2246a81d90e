/** The calls of the file system that the store makes, handed in so that each of them can be made to fail; and how a small file is written whole. */
import * as fs from 'node:fs'
import * as later from 'node:fs/promises'
import { dirname } from 'node:path'
import process from 'node:process'
import { Failure } from '../../shared/errors.ts'
import { blockFor, patientRename } from './patient-rename.ts'

type Now =
  | 'closeSync'
  | 'copyFileSync'
  | 'fstatSync'
  | 'fsyncSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readSync'
  | 'readFileSync'
  | 'readdirSync'
  | 'realpathSync'
  | 'renameSync'
  | 'rmSync'
  | 'statSync'
  | 'writeSync'

type Later = 'copyFile' | 'mkdir' | 'open' | 'rename' | 'rm' | 'stat'

export type Disk = Pick<typeof fs, Now> & { later: Pick<typeof later, Later> }

export const systemDisk: Disk = {
  ...fs,
  ...(process.platform === 'win32' && { renameSync: patientRename(fs.renameSync, blockFor) }),
  later,
}

const PRIVATE = 0o600

/**
 * Written beside, waited for until the disk has it, and renamed over: whenever the app or the power goes, the old file is
 * there or the new one. A disk that takes a part of it only has taken nothing. Where a link lies in this place, its target
 * is written. @throws what the disk says
 */
export function writeWhole(disk: Disk, file: string, text: string): void {
  const target = throughLinks(disk, file)
  const fresh = `${target}.new`
  try {
    disk.rmSync(fresh, { force: true })
    writeAll(disk, fresh, Buffer.from(text))
    disk.renameSync(fresh, target)
  } catch (thrown) {
    removeQuietly(disk, fresh)
    throw thrown
  }
  syncFolder(disk, dirname(target))
}

/** What a write that was killed left beside the file. */
export const clearUnfinished = (disk: Disk, file: string): void => removeQuietly(disk, `${file}.new`)

/** Null where there is no file. @throws Failure `storage-unreadable`: one that cannot be read is neither missing nor damaged */
export function readIfThere(disk: Disk, file: string): Buffer | null {
  try {
    return disk.readFileSync(file)
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return null
    throw unreadable(thrown)
  }
}

/** @throws Failure `storage-unreadable` where nobody can say */
export const isThere = (disk: Disk, file: string): boolean => sizeOf(disk, file) !== null

/** Null where there is no file. @throws Failure `storage-unreadable` */
export function sizeOf(disk: Disk, file: string): number | null {
  return orUnreadable(() => disk.statSync(file, { throwIfNoEntry: false })?.size ?? null)
}

/** @throws Failure `storage-failed` instead of what a full or read-only disk says */
export function orNotKept<T>(work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    throw notKept(thrown)
  }
}

/** @throws Failure `storage-unreadable` instead of what the disk says */
export function orUnreadable<T>(work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    throw unreadable(thrown)
  }
}

/** What the disk said, as a failure that has words. */
export const notKept = (thrown: unknown): Failure => toFailure('storage-failed', thrown)

/** What cannot be removed now is removed the next time. */
export function removeQuietly(disk: Pick<Disk, 'rmSync'>, file: string): void {
  try {
    disk.rmSync(file, { force: true, recursive: true })
  } catch {
    // Nobody waits for it.
  }
}

/** After a rename the name itself must reach the disk. Some systems know no such thing, and the file is whole without it. */
export function syncFolder(disk: Disk, folder: string): void {
  try {
    syncPath(disk, folder, 'r')
  } catch {
    // As above.
  }
}

/** Waits until the disk has all of the file. @throws what the disk says */
export function syncPath(disk: Disk, path: string, flags: 'r' | 'r+'): void {
  const handle = disk.openSync(path, flags)
  try {
    disk.fsyncSync(handle)
  } finally {
    disk.closeSync(handle)
  }
}

const unreadable = (thrown: unknown): Failure => toFailure('storage-unreadable', thrown)

/** The code of the system only: its sentence names a path, which is nobody else's business. */
function toFailure(kind: 'storage-failed' | 'storage-unreadable', thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown
  const code = codeOf(thrown)
  return new Failure(typeof code === 'string' ? { kind, technical: { code } } : { kind }, { cause: thrown })
}

function writeAll(disk: Disk, file: string, bytes: Buffer): void {
  const handle = disk.openSync(file, 'wx', PRIVATE)
  try {
    // A disk that is nearly full takes what it has room for, and says so by a number only.
    for (let at = 0; at < bytes.length;) at += disk.writeSync(handle, bytes, at)
    disk.fsyncSync(handle)
  } finally {
    disk.closeSync(handle)
  }
}

function throughLinks(disk: Disk, file: string): string {
  try {
    return disk.realpathSync(file)
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return file
    throw thrown
  }
}

const codeOf = (thrown: unknown): unknown =>
  thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
