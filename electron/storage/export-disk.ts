/** Writes exported files beside their place and moves them there whole. */
import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { ExportDisk, WrittenFile, WrittenFolder } from '../data/ports.ts'
import { notKept, systemDisk, type Disk } from './disk.ts'

export const createExportDisk = ({ later: disk }: Disk = systemDisk): ExportDisk => ({
  file: (path) => orStorageFailed(() => begin(disk, path)),
  folder: (parent, name) => orStorageFailed(() => beginFolder(disk, parent, name)),
})

async function begin(disk: Disk['later'], path: string): Promise<WrittenFile> {
  const beside = join(dirname(path), `.${randomUUID()}.part`)
  const file = await disk.open(beside, 'wx', 0o600)
  return {
    write: (text) => orStorageFailed(() => file.appendFile(text, 'utf8')),
    finish: () =>
      orStorageFailed(async () => {
        await file.sync()
        await file.close()
        // A link in this place is replaced, not followed.
        await disk.rename(beside, path)
      }),
    async abandon() {
      await file.close().catch(() => undefined)
      await disk.rm(beside, { force: true }).catch(() => undefined)
    },
  }
}

async function beginFolder(disk: Disk['later'], parent: string, name: string): Promise<WrittenFolder> {
  const beside = join(parent, `.${randomUUID()}.part`)
  await disk.mkdir(beside, { mode: 0o700 })
  return {
    begin: (fileName) => orStorageFailed(() => begin(disk, join(beside, fileName))),
    finish: () =>
      orStorageFailed(async () => {
        const place = await freePlace(disk, parent, name)
        await disk.rename(beside, place)
        return place
      }),
    abandon: () => disk.rm(beside, { recursive: true, force: true }).catch(() => undefined),
  }
}

async function freePlace(disk: Disk['later'], parent: string, name: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const place = join(parent, count === 1 ? name : `${name} (${count})`)
    const isTaken = await disk.stat(place).then(
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
    throw notKept(thrown)
  }
}
