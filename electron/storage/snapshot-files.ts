/** Which snapshots lie in the data folder, told by their names. */
import { join } from 'node:path'
import type { Snapshot, SnapshotKind } from '../../shared/domain/snapshot.ts'
import { systemDisk, type Disk } from './disk.ts'

export const SNAPSHOT_FOLDER = 'snapshots'

/** `history-2026-11-22.db`, `before-restore-20261122-140509.db`. */
const NAMES: readonly { kind: SnapshotKind; name: RegExp }[] = [
  { kind: 'daily', name: /^history-\d{4}-\d{2}-\d{2}\.db$/ },
  { kind: 'before-restore', name: /^before-restore-\d{8}-\d{6}(-\d+)?\.db$/ },
]

export interface SnapshotFile extends Snapshot {
  path: string
}

/** Newest first. None where there is no folder yet. */
export function snapshotFiles(dataFolder: string, disk: Disk = systemDisk): SnapshotFile[] {
  const folder = join(dataFolder, SNAPSHOT_FOLDER)
  return namesIn(disk, folder)
    .flatMap((name) => {
      const kind = NAMES.find((known) => known.name.test(name))?.kind
      const path = join(folder, name)
      const found = kind === undefined ? undefined : lookAt(disk, path)
      if (kind === undefined || found?.isFile() !== true) return []
      return [{ id: name.slice(0, -'.db'.length), kind, at: found.mtimeMs, bytes: found.size, path }]
    })
    .toSorted((one, two) => two.at - one.at || two.id.localeCompare(one.id))
}

/** One that cannot be looked at is not there to be used. */
function lookAt(disk: Disk, path: string) {
  try {
    return disk.statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

function namesIn(disk: Disk, folder: string): string[] {
  try {
    return disk.readdirSync(folder)
  } catch {
    return []
  }
}
