/** Small files of JSON, each read at once and written whole or not at all. */
import { join } from 'node:path'
import { clearUnfinished, readIfThere, systemDisk, writeWhole, type Disk } from './disk.ts'

/** One such file. Whoever opens it has made sure that it can be read. */
export interface Shelf {
  store: Record<string, unknown>
}

export type OpenShelf = (name: string) => Shelf

/** Reading gives an empty object where there is no file. Setting throws what the disk says, and then nothing has changed. */
export const shelvesIn =
  (folder: string, disk: Disk = systemDisk): OpenShelf =>
  (name) => {
    const file = join(folder, `${name}.json`)
    clearUnfinished(disk, file)
    return {
      get store(): Record<string, unknown> {
        const bytes = readIfThere(disk, file)
        const read: unknown = bytes === null ? {} : JSON.parse(bytes.toString('utf8'))
        return typeof read === 'object' && read !== null ? { ...read } : {}
      },
      set store(value) {
        writeWhole(disk, file, JSON.stringify(value, null, 2))
      },
    }
  }
