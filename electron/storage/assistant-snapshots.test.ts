/** What an assistant was is kept with each run, the same only once, and goes when its runs go. */
import { describe, expect, it } from 'vitest'
import type { AssistantSnapshot } from '../../shared/domain/assistant.ts'
import { newRun } from '../../shared/domain/run-record.ts'
import { newConversation } from '../../shared/domain/conversation.ts'
import { createRunSnapshots } from './assistant-snapshots.ts'
import { createConversationStore } from './conversation-store.ts'
import { openHistoryFile } from './history-file.ts'
import { loadSqlite } from './kept-database.ts'
import { createTestFolder, IN_MEMORY, NOW } from './test-folder.ts'
import { createTurnStore } from './turn-store.ts'

const open = await loadSqlite()

const SNAPSHOT: AssistantSnapshot = {
  name: 'Orders',
  description: null,
  model: 'm',
  instructions: 'Be kind. 請友善。',
  tools: ['get_weather'],
  files: [{ id: 'vs_1', kind: 'vector-store', tool: 'file_search' }],
  readAt: 1_000,
}

describe('the assistant of a run', () => {
  it('comes back as it was, with the time it was read', () => {
    const { snapshots } = storeWith('r1')
    snapshots.link('r1', SNAPSHOT)
    expect(snapshots.snapshotOf('r1')).toEqual(SNAPSHOT)
    expect(snapshots.snapshotOf('r2')).toBeNull()
  })

  it('is stored once for all runs it was the same for, each with its own time', () => {
    const { snapshots, count } = storeWith('r1', 'r2', 'r3')
    const { name, ...rest } = SNAPSHOT
    snapshots.link('r1', SNAPSHOT)
    snapshots.link('r2', { ...rest, name, readAt: 2_000 })
    snapshots.link('r3', { ...SNAPSHOT, model: 'n' })
    expect(count()).toBe(2)
    expect(['r1', 'r2', 'r3'].map((id) => snapshots.snapshotOf(id)?.readAt)).toEqual([1_000, 2_000, 1_000])
  })

  it('is the one linked last', () => {
    const { snapshots } = storeWith('r1')
    snapshots.link('r1', SNAPSHOT)
    snapshots.link('r1', { ...SNAPSHOT, model: 'n', readAt: 2_000 })
    expect(snapshots.snapshotOf('r1')).toMatchObject({ model: 'n', readAt: 2_000 })
  })

  it('of a run that is gone is nobody’s, and no trouble', () => {
    const { snapshots } = storeWith('r1')
    snapshots.link('gone', SNAPSHOT)
    expect(snapshots.snapshotOf('gone')).toBeNull()
  })

  it('goes when no run refers to it any more', () => {
    const { snapshots, count, database } = storeWith('r1', 'r2')
    snapshots.link('r1', SNAPSHOT)
    snapshots.link('r2', { ...SNAPSHOT, model: 'n' })
    database.prepare('DELETE FROM runs WHERE id = ?').run('r1')
    expect(snapshots.snapshotOf('r1')).toBeNull()
    snapshots.dropUnused()
    expect(count()).toBe(1)
    expect(snapshots.snapshotOf('r2')?.model).toBe('n')
  })

  it.each([
    ['no JSON', '{'],
    ['no object', '"x"'],
    ['fields missing', '{"name":"Orders"}'],
  ])('is unknown where a damaged file holds %s', (_what, text) => {
    const { snapshots, database } = storeWith('r1')
    snapshots.link('r1', SNAPSHOT)
    database.prepare('UPDATE assistant_snapshots SET snapshot = ?').run(text)
    expect(snapshots.snapshotOf('r1')).toBeNull()
  })
})

function storeWith(...runIds: string[]) {
  const { database } = openHistoryFile({ folder: createTestFolder(IN_MEMORY).folder, open, now: () => NOW })
  const conversation = newConversation({ id: 'c1', assistantId: 'a1' }, NOW)
  createConversationStore(database, () => NOW).create(conversation)
  const turns = createTurnStore(database)
  for (const id of runIds)
    turns.saveRun(newRun({ id, conversationId: 'c1', messageId: 'q1' }, NOW), { type: 'started' }, NOW)
  const counted = database.prepare('SELECT count(*) AS n FROM assistant_snapshots')
  return { database, snapshots: createRunSnapshots(database), count: () => Number(counted.get()?.['n']) }
}
