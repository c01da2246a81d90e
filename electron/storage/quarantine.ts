/** Sets a damaged file aside under a dated name, so that nothing a person had is ever thrown away. */
import { existsSync, renameSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'

interface How {
  /** Milliseconds since the epoch. */
  now: number
  /** Endings of files that belong to it, such as `-wal`. */
  companions?: readonly string[]
}

/** `settings.json` becomes `settings.corrupt-20261122-130201.json`; its companions follow. Returns the new name. */
export function setAside(file: string, { now, companions = [] }: How): string {
  const stamp = new Date(now).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
  const ending = extname(file)
  const stem = `${basename(file, ending)}.corrupt-${stamp}`
  let name = `${stem}${ending}`
  for (let count = 2; existsSync(join(dirname(file), name)); count += 1) name = `${stem}-${count}${ending}`
  const target = join(dirname(file), name)
  renameSync(file, target)
  for (const companion of companions)
    if (existsSync(file + companion)) renameSync(file + companion, target + companion)
  return name
}
