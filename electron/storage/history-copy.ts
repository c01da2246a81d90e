/** Writes the copy of the history that comes back if the file is damaged one day. */
import { checkWhole, withCompanions } from './check-whole.ts'
import { orNotKept, syncPath, type Disk } from './disk.ts'
import type { FileDatabase, OpenDatabase } from './sqlite.ts'

/** Written beside, checked, and moved there whole: a damaged history never takes the place of a good copy. */
export async function writeCopy(
  database: FileDatabase,
  { copy, open, disk }: { copy: string; open: OpenDatabase; disk: Disk },
): Promise<void> {
  const fresh = `${copy}.new`
  orNotKept(() => {
    for (const leftover of withCompanions(fresh)) disk.rmSync(leftover, { force: true })
  })
  await database.copyTo(fresh)
  const copied = open(fresh)
  try {
    copied.exec('PRAGMA journal_mode = DELETE')
    checkWhole(copied)
  } finally {
    copied.close()
  }
  orNotKept(() => {
    syncPath(disk, fresh, 'r+')
    disk.renameSync(fresh, copy)
  })
}
