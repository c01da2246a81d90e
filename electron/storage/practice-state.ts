/** Where the practice server keeps its threads over restarts: worth keeping, not worth failing for. */
import { join } from 'node:path'
import type { Log } from '../platform/log.ts'
import { clearUnfinished, readIfThere, systemDisk, writeWhole, type Disk } from './disk.ts'
import { setAside } from './quarantine.ts'

interface Place {
  folder: string
  log: Log
  now(): number
  disk?: Disk
}

/** What cannot be read or written is logged; what is damaged is set aside. */
export function practiceState({ folder, log, now, disk = systemDisk }: Place) {
  const file = join(folder, 'practice-server.json')
  const orLogged = <T>(what: string, work: () => T): T | null => {
    try {
      return work()
    } catch (thrown) {
      log('warn', 'practice', what, { error: String(thrown) })
      return null
    }
  }
  return {
    load(): unknown {
      clearUnfinished(disk, file)
      const bytes = orLogged('state not read', () => readIfThere(disk, file))
      if (bytes === null) return null
      const state = orLogged('state damaged', (): unknown => JSON.parse(bytes.toString('utf8')))
      if (state === null) orLogged('state not set aside', () => setAside(file, { now: now(), disk }))
      return state
    },
    save(state: unknown): void {
      orLogged('state not saved', () => writeWhole(disk, file, JSON.stringify(state)))
    },
  }
}
