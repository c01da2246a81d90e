/** What waits to be made findable never stands in the way of what is written. */
import { expect, it } from 'vitest'
import { newConversation } from '../../shared/domain/conversation.ts'
import { newRun } from '../../shared/domain/run-record.ts'
import { createConversationStore } from './conversation-store.ts'
import { openHistoryFile } from './history-file.ts'
import { loadSqlite } from './kept-database.ts'
import { createTestFolder, IN_MEMORY, NOW } from './test-folder.ts'
import { createTurnStore } from './turn-store.ts'

const open = await loadSqlite()

it('a run ends while its question still waits to be made findable', () => {
  const { database } = openHistoryFile({ folder: createTestFolder(IN_MEMORY).folder, open, now: () => NOW })
  createConversationStore(database, () => NOW).create(newConversation({ id: 'c1', assistantId: 'a1' }, NOW))
  const turns = createTurnStore(database)
  const name = { id: 'r1', conversationId: 'c1', messageId: 'q1' }
  turns.addQuestion({
    id: 'q1',
    conversationId: 'c1',
    role: 'user',
    status: 'queued',
    content: [],
    remoteId: null,
    createdAt: NOW,
  })
  turns.saveRun(newRun(name, NOW), { type: 'started' }, NOW)
  const over = { ...newRun(name, NOW), state: 'completed' as const }
  expect(() => turns.saveRun(over, { type: 'polled' }, NOW)).not.toThrow()
  expect(turns.findRun('r1')?.state).toBe('completed')
  expect(database.prepare('SELECT count(*) AS n FROM search_queue').get()).toEqual({ n: 1 })
})
