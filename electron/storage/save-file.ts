/** Writes a file a person asked for: beside its place first, then moved there, so that what stood there stays whole until the end. */
import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Failure } from '../../shared/errors.ts'

/** @throws Failure `storage-failed` */
export async function saveFile(path: string, bytes: Uint8Array): Promise<void> {
  const beside = join(dirname(path), `.${randomUUID()}.part`)
  try {
    const file = await open(beside, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    // A link in this place is replaced, not followed.
    await rename(beside, path)
  } catch (thrown) {
    await rm(beside, { force: true }).catch(() => undefined)
    throw new Failure({ kind: 'storage-failed' }, { cause: thrown })
  }
}
