/** Reading the journal: in the order of writing, whatever stands in it, and what a conversation has used in all. */
import { describe, expect, it } from 'vitest'
import { newConversation } from '../../shared/domain/conversation.ts'
import { newRun, type Run } from '../../shared/domain/run-record.ts'
import type { RunEvent } from '../../shared/domain/run.ts'
import { createConversationStore } from './conversation-store.ts'
import { openHistoryFile } from './history-file.ts'
import { createJournal } from './journal.ts'
import { loadSqlite } from './kept-database.ts'
import { createTestFolder, IN_MEMORY, NOW } from './test-folder.ts'
import { createTurnStore } from './turn-store.ts'

const open = await loadSqlite()

describe('the events of a run', () => {
  it('come back as they were written, in the order of writing, also when the clock was set back', () => {
    const { turns, journal } = storeWith('c1')
    const written: [RunEvent, number][] = [
      [{ type: 'started' }, 5_000],
      [{ type: 'thread-created', threadId: 't1' }, 100],
      [{ type: 'status', state: 'running', raw: 'warming_up' }, 6_000],
    ]
    for (const [event, at] of written) turns.saveRun(runOf('r1'), event, at)
    turns.saveRun(runOf('r2'), { type: 'started' }, 0)
    expect(journal.eventsOf('r1')).toEqual(written.map(([event, at]) => ({ at, event })))
    expect(journal.eventsOf('nobody')).toEqual([])
  })

  it.each([
    ['no JSON', '{"type":'],
    ['no object', '"started"'],
    ['no type', '{"state":"running"}'],
    ['a type that is no text', '{"type":7}'],
    ['steps that are no list', '{"type":"steps-changed","steps":{}}'],
    ['calls left out', '{"type":"results-needed"}'],
  ])('that hold %s are told as unreadable', (_what, json) => {
    const { turns, journal, database } = storeWith('c1')
    turns.saveRun(runOf('r1'), { type: 'started' }, 1)
    database.prepare('UPDATE journal SET event = ?').run(json)
    expect(journal.eventsOf('r1')).toEqual([{ at: 1, event: null }])
  })

  it('of a type that only a later version knows are handed on', () => {
    const { turns, journal, database } = storeWith('c1')
    turns.saveRun(runOf('r1'), { type: 'started' }, 1)
    database.prepare('UPDATE journal SET event = ?').run('{"type":"teleported"}')
    expect(journal.eventsOf('r1')).toEqual([{ at: 1, event: { type: 'teleported' } }])
  })
})

describe('the runs of a conversation', () => {
  it('are added up, those that told no usage and those that cannot be read left out', () => {
    const { turns, journal, database } = storeWith('c1', 'c2')
    const used = (id: string, total: number, conversationId = 'c1') =>
      turns.saveRun(
        { ...runOf(id, conversationId), usage: { prompt: total - 1, completion: 1, total } },
        { type: 'started' },
        0,
      )
    used('r1', 10)
    used('r2', 32)
    used('other', 1_000, 'c2')
    for (const id of ['r3', 'r4']) turns.saveRun(runOf(id), { type: 'started' }, 0)
    database.prepare("UPDATE runs SET record = '{' WHERE id = 'r4'").run()
    expect(journal.usageOf('c1')).toEqual({
      runs: 4,
      counted: 2,
      usage: { prompt: 40, completion: 2, total: 42 },
    })
    expect(journal.usageOf('nobody')).toEqual({
      runs: 0,
      counted: 0,
      usage: { prompt: 0, completion: 0, total: 0 },
    })
  })

  it('are named by their questions, the newest first', () => {
    const { turns, journal } = storeWith('c1')
    turns.addQuestion({
      id: 'q-r1',
      conversationId: 'c1',
      role: 'user',
      status: 'sent',
      remoteId: null,
      content: [{ type: 'text', text: 'Why?\nBecause.', citations: [] }],
      createdAt: 0,
    })
    for (const id of ['r1', 'r2']) turns.saveRun(runOf(id), { type: 'started' }, 0)
    expect(journal.runsOf('c1')).toEqual([
      { id: 'r2', title: '', startedAt: 7 },
      { id: 'r1', title: 'Why?', startedAt: 7 },
    ])
  })
})

const runOf = (id: string, conversationId = 'c1'): Run =>
  newRun({ id, conversationId, messageId: `q-${id}` }, 7)

function storeWith(...conversationIds: string[]) {
  const { database } = openHistoryFile({ ...createTestFolder(IN_MEMORY), open, now: () => NOW })
  const conversations = createConversationStore(database, () => NOW)
  for (const id of conversationIds) conversations.create(newConversation({ id, assistantId: 'a1' }, 0))
  return { database, turns: createTurnStore(database), journal: createJournal(database) }
}
