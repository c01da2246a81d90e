/** Measures what is kept in the data folder. */
import { lstat, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { DataOverview } from '../../shared/domain/snapshot.ts'
import type { Measure } from '../data/ports.ts'
import { SNAPSHOT_FOLDER } from './snapshot-files.ts'
import type { Database } from './sqlite.ts'

type Kind = keyof DataOverview['bytes']

const FOLDERS: Readonly<Record<string, Kind>> = {
  [SNAPSHOT_FOLDER]: 'snapshots',
  attachments: 'attachments',
  logs: 'logs',
}

export function createMeasure(folder: string, database: Database): Measure {
  const count = (sql: string) => Number(database.prepare(sql).get()?.['n'] ?? 0)
  return async () => {
    const bytes = { history: 0, snapshots: 0, attachments: 0, logs: 0, other: 0 }
    for (const { name, size } of await sizesIn(folder)) bytes[kindOf(name)] += size
    return {
      folder: basename(folder),
      bytes,
      conversations: count('SELECT count(*) AS n FROM conversations WHERE removed_at IS NULL'),
      messages: count(
        'SELECT count(*) AS n FROM messages WHERE conversation_id IN (SELECT id FROM conversations WHERE removed_at IS NULL)',
      ),
    }
  }
}

const kindOf = (name: string): Kind => FOLDERS[name] ?? (name.startsWith('history') ? 'history' : 'other')

/** Links are not followed; what cannot be read counts nothing. */
async function sizesIn(folder: string): Promise<{ name: string; size: number }[]> {
  const names = await readdir(folder).catch(() => [])
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name)
      const found = await lstat(path).catch(() => null)
      if (found === null) return { name, size: 0 }
      if (!found.isDirectory()) return { name, size: found.size }
      return { name, size: (await sizesIn(path)).reduce((sum, { size }) => sum + size, 0) }
    }),
  )
}
