/** Which assistant each run was answered by, as the server described it: equal descriptions are stored once, under their content's hash. */
import { createHash } from 'node:crypto'
import { assistantSnapshotSchema, type AssistantSnapshot } from '../../shared/domain/assistant.ts'
import type { RunSnapshots } from '../conversations/store-ports.ts'
import { inTransaction, type Database } from './sqlite.ts'

export function createRunSnapshots(database: Database): RunSnapshots {
  const add = database.prepare('INSERT OR IGNORE INTO assistant_snapshots (hash, snapshot) VALUES (?, ?)')
  // A run that is gone meanwhile gets none.
  const link = database.prepare(
    `INSERT INTO run_snapshots (run_id, hash, read_at) SELECT id, ?, ? FROM runs WHERE id = ?
     ON CONFLICT (run_id) DO UPDATE SET hash = excluded.hash, read_at = excluded.read_at`,
  )
  const find = database.prepare(
    `SELECT s.snapshot, r.read_at FROM run_snapshots r JOIN assistant_snapshots s ON s.hash = r.hash
     WHERE r.run_id = ?`,
  )
  const drop = database.prepare(
    `DELETE FROM assistant_snapshots WHERE NOT EXISTS
     (SELECT 1 FROM run_snapshots WHERE run_snapshots.hash = assistant_snapshots.hash)`,
  )
  return {
    link(runId, { readAt, ...content }) {
      // Always in the same order, so that the same content has the same hash.
      const text = JSON.stringify(inOrder(content))
      const hash = createHash('sha256').update(text).digest('hex')
      inTransaction(database, () => {
        add.run(hash, text)
        link.run(hash, readAt, runId)
      })
    },
    snapshotOf(runId) {
      const row = find.get(runId)
      return row === undefined ? null : toSnapshot(String(row['snapshot']), Number(row['read_at']))
    },
    dropUnused: () => void inTransaction(database, () => drop.run()),
  }
}

const inOrder = ({
  name,
  description,
  model,
  instructions,
  tools,
  files,
}: Omit<AssistantSnapshot, 'readAt'>): Omit<AssistantSnapshot, 'readAt'> => ({
  name,
  description,
  model,
  instructions,
  tools,
  files: files.map(({ id, kind, tool }) => ({ id, kind, tool })),
})

/** Null for what a damaged file holds. */
function toSnapshot(json: string, readAt: number): AssistantSnapshot | null {
  try {
    const content: unknown = JSON.parse(json)
    const read = assistantSnapshotSchema.safeParse({ ...Object(content), readAt })
    return read.success ? read.data : null
  } catch {
    return null
  }
}
