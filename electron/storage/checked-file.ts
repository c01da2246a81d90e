/** Reads a file a person chose, once it is certain that it is one: no folder, no pipe that never ends, not empty, not too large. */
import { constants } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { FILE_LIMITS, cleanName, type FileProblem } from '../../shared/domain/attachment.ts'
import { Failure } from '../../shared/errors.ts'
import { notKept, type Disk } from './disk.ts'

export interface Reading {
  /** Clean. */
  name: string
  pieces(): AsyncIterable<Uint8Array>
  close(): Promise<void>
}

const PIECE_BYTES = 1024 * 1024
const HEAD_BYTES = 16

/** @throws Failure `file-problem` */
export async function openToRead(path: string): Promise<Reading> {
  const name = cleanName(path)
  const found = await stat(path).catch((thrown: unknown) => {
    throw problem(name, problemOf(thrown))
  })
  // Before it is opened: opening a pipe waits for whoever writes into it, and a device may do anything.
  if (found.isDirectory()) throw problem(name, 'folder')
  if (!found.isFile()) throw problem(name, 'not-a-file')
  if (found.size > FILE_LIMITS.bytes) throw problem(name, 'too-large')
  // Not to block if a pipe takes the file's place right now.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
  const file = await open(path, flags).catch((thrown: unknown) => {
    throw problem(name, problemOf(thrown))
  })
  try {
    if (!(await file.stat()).isFile()) throw problem(name, 'not-a-file')
  } catch (thrown) {
    await file.close()
    throw thrown
  }
  return { name, pieces: () => piecesOf(file, name), close: () => file.close() }
}

async function* piecesOf(file: FileHandle, name: string): AsyncGenerator<Uint8Array, void> {
  for (;;) {
    const { bytesRead, buffer } = await file
      .read(new Uint8Array(PIECE_BYTES), 0, PIECE_BYTES)
      .catch((thrown: unknown) => {
        throw problem(name, problemOf(thrown))
      })
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
  }
}

/** Copies to a new file of its own. @throws Failure `file-problem`, `storage-failed` */
export async function copyFrom(
  { name, pieces }: Reading,
  target: string,
  disk: Disk,
): Promise<{ size: number; head: Uint8Array }> {
  const file = await disk.later.open(target, 'wx', 0o600).catch(storageFailed)
  try {
    let size = 0
    let head: Uint8Array = new Uint8Array()
    for await (const piece of pieces()) {
      if (size === 0) head = piece.slice(0, HEAD_BYTES)
      size += piece.byteLength
      // It may have grown since it was looked at.
      if (size > FILE_LIMITS.bytes) throw problem(name, 'too-large')
      await file.writeFile(piece).catch(storageFailed)
    }
    if (size === 0) throw problem(name, 'empty')
    await file.sync().catch(storageFailed)
    return { size, head }
  } finally {
    await file.close()
  }
}

function problemOf(thrown: unknown): FileProblem {
  switch (thrown instanceof Error && 'code' in thrown ? thrown.code : null) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'gone'
    case 'EISDIR':
      return 'folder'
    case 'ELOOP':
    case 'ENXIO':
      return 'not-a-file'
    default:
      return 'unreadable'
  }
}

const problem = (name: string, what: FileProblem): Failure =>
  new Failure({ kind: 'file-problem', name, problem: what })

function storageFailed(thrown: unknown): never {
  throw notKept(thrown)
}
