/** Sets a damaged file aside under a dated name, so that nothing a person had is ever thrown away. */
import { basename, dirname, extname, join } from 'node:path'
import { isThere, orNotKept, systemDisk, type Disk } from './disk.ts'

interface How {
  /** Milliseconds since the epoch. */
  now: number
  /** Endings of files that belong to it, such as `-wal`. */
  companions?: readonly string[]
  disk?: Disk
  why?: 'corrupt' | 'replaced'
}

/** `settings.json` becomes `settings.corrupt-20261122-130201.json`; its companions follow. Returns the new name. */
export function setAside(file: string, { companions = [], disk = systemDisk, ...how }: How): string {
  const name = freeName(file, { companions, disk, ...how })
  const target = join(dirname(file), name)
  for (const ending of ['', ...companions])
    if (isThere(disk, file + ending)) orNotKept(() => disk.renameSync(file + ending, target + ending))
  return name
}

/** A name nobody has: neither of the file nor of what belongs to it. */
export function freeName(
  file: string,
  { now, companions = [], disk = systemDisk, why = 'corrupt' }: How,
): string {
  // Years beyond 9999 have a sign and two digits more.
  const stamp = new Date(now)
    .toISOString()
    .replace(/\.\d+Z$/, '')
    .replace(/[-:+]/g, '')
    .replace('T', '-')
  const ending = extname(file)
  const stem = `${basename(file, ending)}.${why}-${stamp}`
  const isTaken = (name: string) =>
    ['', ...companions].some((companion) => isThere(disk, join(dirname(file), name) + companion))
  let name = `${stem}${ending}`
  for (let count = 2; isTaken(name); count += 1) name = `${stem}-${count}${ending}`
  return name
}
