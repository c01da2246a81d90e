/** Writes a file a person asked for: beside its place first, then moved there, so that what stood there stays whole until the end. */
import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import { notKept, systemDisk, type Disk } from './disk.ts'

/** @throws Failure `storage-failed` */
export async function saveFile(
  path: string,
  bytes: Uint8Array,
  { later: disk }: Disk = systemDisk,
): Promise<void> {
  const beside = join(dirname(path), `.${randomUUID()}.part`)
  try {
    const file = await disk.open(beside, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    // A link in this place is replaced, not followed.
    await disk.rename(beside, path)
  } catch (thrown) {
    await disk.rm(beside, { force: true }).catch(() => undefined)
    throw notKept(thrown)
  }
}
