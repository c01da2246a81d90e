/** What it takes to write a question down for good, in a short and in a long conversation, beside writing its bytes to a file. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createConversationStore } from '../../electron/storage/conversation-store.ts'
import { openHistoryFile } from '../../electron/storage/history-file.ts'
import { loadSqlite } from '../../electron/storage/kept-database.ts'
import type { Database } from '../../electron/storage/sqlite.ts'
import { createTurnStore } from '../../electron/storage/turn-store.ts'
import { fillHistory } from '../search/fill.ts'
import { quantile } from '../table.ts'
import type { Figure } from './figures.ts'
import { newProfile, removeProfiles } from './profiles.ts'

const SAMPLES = 200
const TEXT = 'How long do I have to return an order? '.repeat(25)

export async function measureAppending(): Promise<Figure[]> {
  const open = await loadSqlite()
  const now = () => Date.now()
  try {
    return [10, 10_000].map((messages) => {
      const folder = newProfile()
      const { database } = openHistoryFile({ folder, open, now })
      const assistantIds = ['one'] as const
      const [id = ''] = fillHistory(database, {
        messages,
        conversations: 1,
        inFirst: messages,
        assistantIds,
        endsAt: now(),
      })
      const pairs = Array.from({ length: SAMPLES }, () => ({
        floor: bare(folder),
        ours: append(database, id),
      }))
      database.close()
      const ours = pairs.map((pair) => pair.ours)
      return {
        what: `writing a question of 1 kB for good among ${messages.toLocaleString('en')} messages`,
        unit: 'ms',
        ours,
        floor: pairs.map(({ floor }) => floor),
        goal: 'p95 ≤ 5 ms',
        isMet: quantile(ours, 0.95) <= 5,
      }
    })
  } finally {
    removeProfiles()
  }
}

/** The floor: the same bytes at the end of a file, and fsync. */
function bare(folder: string): number {
  const startedAt = performance.now()
  const file = openSync(join(folder, 'floor'), 'a')
  writeSync(file, TEXT)
  fsyncSync(file)
  closeSync(file)
  return performance.now() - startedAt
}

function append(database: Database, conversationId: string): number {
  const conversation = createConversationStore(database, () => Date.now()).find(conversationId)
  if (conversation === null) throw new Error('the conversation is gone')
  const turns = createTurnStore(database)
  const id = crypto.randomUUID()
  const startedAt = performance.now()
  turns.addQuestion({
    id,
    conversationId,
    role: 'user',
    status: 'queued',
    createdAt: Date.now(),
    remoteId: null,
    content: [{ type: 'text', text: TEXT, citations: [] }],
  })
  return performance.now() - startedAt
}
