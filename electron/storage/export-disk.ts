/** Writes exported files beside their place and moves them there whole. */
import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Failure } from '../../shared/errors.ts'
import type { ExportDisk, WrittenFile, WrittenFolder } from '../data/ports.ts'

export const exportDisk: ExportDisk = {
  file: (path) => orStorageFailed(() => begin(path)),
  folder: (parent, name) => orStorageFailed(() => beginFolder(parent, name)),
}

async function begin(path: string): Promise<WrittenFile> {
  const beside = join(dirname(path), `.${randomUUID()}.part`)
  const file = await open(beside, 'wx', 0o600)
  return {
    write: (text) => orStorageFailed(() => file.appendFile(text, 'utf8')),
    finish: () =>
      orStorageFailed(async () => {
        await file.sync()
        await file.close()
        // A link in this place is replaced, not followed.
        await rename(beside, path)
      }),
    async abandon() {
      await file.close().catch(() => undefined)
      await rm(beside, { force: true }).catch(() => undefined)
    },
  }
}

async function beginFolder(parent: string, name: string): Promise<WrittenFolder> {
  const beside = join(parent, `.${randomUUID()}.part`)
  await mkdir(beside, { mode: 0o700 })
  return {
    begin: (fileName) => orStorageFailed(() => begin(join(beside, fileName))),
    finish: () =>
      orStorageFailed(async () => {
        const place = await freePlace(parent, name)
        await rename(beside, place)
        return place
      }),
    abandon: () => rm(beside, { recursive: true, force: true }).catch(() => undefined),
  }
}

async function freePlace(parent: string, name: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const place = join(parent, count === 1 ? name : `${name} (${count})`)
    const isTaken = await stat(place).then(
      () => true,
      () => false,
    )
    if (!isTaken) return place
  }
}

async function orStorageFailed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    throw new Failure({ kind: 'storage-failed' }, { cause: thrown })
  }
}
