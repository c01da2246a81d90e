/** Conversations put in order, deleted and gone for good, in a real database. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { newConversation, type Question } from '../../shared/domain/conversation.ts'
import { newRun } from '../../shared/domain/run-record.ts'
import { createConversationStore } from './conversation-store.ts'
import { openHistoryFile } from './history-file.ts'
import { loadSqlite } from './kept-database.ts'
import { createSearchStore } from './search-store.ts'
import { createTestFolder, IN_MEMORY, NOW } from './test-folder.ts'
import { createTurnStore } from './turn-store.ts'

const open = await loadSqlite()
const SECRET = 'the-word-nobody-may-find-again'

describe('many at once', () => {
  it('are pinned and archived together, each with a new revision, and those that are so already are left alone', () => {
    const { conversations, revision } = storeWith('c1', 'c2', 'c3')
    conversations.arrange(['c2'], { isPinned: true })
    const changed = conversations.arrange(['c1', 'c2', 'c3'], { isPinned: true })
    expect(changed.map(({ conversation }) => conversation.id)).toEqual(['c1', 'c3'])
    expect(changed.map((one) => one.revision)).toEqual([revision('c1'), revision('c3')])
    conversations.arrange(['c1', 'c2'], { isArchived: true })
    expect(conversations.list().map(({ isPinned, archivedAt }) => [isPinned, archivedAt])).toEqual(
      expect.arrayContaining([
        [true, NOW],
        [true, NOW],
        [true, null],
      ]),
    )
    const [back] = conversations.arrange(['c1'], { isArchived: false })
    expect(back?.conversation).toMatchObject({ id: 'c1', archivedAt: null, isPinned: true })
  })

  it.each(['remove', 'arrange', 'restore'] as const)('are all there or nothing happens: %s', (what) => {
    const { conversations } = storeWith('c1', 'c2')
    if (what === 'restore') conversations.remove(['c1'])
    const act = {
      remove: () => conversations.remove(['c1', 'nowhere']),
      arrange: () => void conversations.arrange(['c1', 'nowhere'], { isPinned: true }),
      restore: () => void conversations.restore(['c1', 'nowhere']),
    }[what]
    const before = [conversations.list(), conversations.listRemoved()]
    expect(act).toThrow('not-found-here')
    expect([conversations.list(), conversations.listRemoved()]).toEqual(before)
  })

  it('named twice count once', () => {
    const { conversations } = storeWith('c1')
    conversations.remove(['c1', 'c1'])
    expect(conversations.restore(['c1', 'c1'])).toHaveLength(1)
    expect(conversations.restore(['c1'])).toHaveLength(1)
  })
})

describe('deleted conversations', () => {
  it('are listed with what they were called, and are kept until they are gone for good', () => {
    const { conversations } = storeWith('c1', 'c2')
    conversations.save({
      ...newConversation({ id: 'c1', assistantId: 'a1' }, 0),
      title: 'Refunds',
      threadId: 't1',
    })
    conversations.remove(['c1'])
    expect(conversations.listRemoved()).toEqual([
      { id: 'c1', assistantId: 'a1', title: 'Refunds', threadId: 't1', removedAt: NOW },
    ])
    expect(conversations.isKept('c1')).toBe(true)
    conversations.purge(['c1'])
    expect(conversations.listRemoved()).toEqual([])
    expect(conversations.isKept('c1')).toBe(false)
  })

  it('take everything of theirs along, and leave not a word of it in the file', () => {
    const { conversations, turns, folder, history } = storeWith('c1', 'c2')
    turns.addQuestion(question('c1', SECRET))
    const run = newRun({ id: 'r1', conversationId: 'c1', messageId: 'q-c1' }, 0)
    turns.saveRun({ ...run, rawStatus: SECRET }, { type: 'started' }, 0)
    turns.saveTypedResults('r1', { call: { name: 'f', text: SECRET, isJson: false, isError: false } })
    turns.addQuestion(question('c2', 'stays'))
    conversations.remove(['c1'])
    conversations.purge(['c1'])
    const count = (table: string) =>
      history.database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.['count']
    expect(['messages', 'runs', 'journal', 'typed_results'].map(count)).toEqual([1, 0, 0, 0])
    const bytes = ['history.db', 'history.db-wal']
      .map((name) => readFileSync(folder.at(name), 'latin1'))
      .join('')
    expect(bytes).not.toContain(SECRET)
    expect(bytes).toContain('stays')
  })

  it('leave nothing of what an answer said while it grew', () => {
    const { conversations, turns, folder, history } = storeWith('c1', 'c2')
    turns.addQuestion(question('c2', 'stays'))
    growAnswer(turns)
    conversations.remove(['c1'])
    conversations.purge(['c1'])
    history.database.close()
    const bytes = readFileSync(folder.at('history.db'), 'latin1')
    expect(bytes).not.toContain(SECRET)
    expect(bytes).toContain('stays')
  })

  it('leave nothing in the index either, also when the app was closed before that was tidied', () => {
    const { conversations, turns, folder, history } = storeWith('c1', 'c2')
    for (let at = 1; at <= 30; at += 1)
      turns.addQuestion({ ...question('c2', `stays ${at}`), id: `q${at}`, createdAt: at })
    turns.addQuestion(question('c1', 'xylographer'))
    takeIn(history.database)
    conversations.remove(['c1'])
    conversations.purge(['c1'])
    history.database.close()
    const later = openHistoryFile({ folder: folder.folder, open, now: folder.now }).database
    takeIn(later)
    later.close()
    expect(readFileSync(folder.at('history.db'), 'latin1')).not.toContain('xylographer')
  })

  it('alone can be deleted for good: what is in the list is left alone', () => {
    const { conversations } = storeWith('c1')
    conversations.purge(['c1'])
    expect(conversations.find('c1')).not.toBeNull()
  })
})

describe('messages read from a thread', () => {
  it('stand in their order after those that are there, and are known by the server’s IDs', () => {
    const { conversations, turns, revision } = storeWith('c1')
    turns.addQuestion(question('c1', 'One'))
    const before = revision('c1')
    expect(turns.addRead('c1', [read('m1', 'user'), read('m2', 'assistant'), read('m3', 'user')])).toBe(
      before + 1,
    )
    const page = conversations.page('c1', null)!
    expect(page.messages.map(({ position, remoteId, status }) => [position, remoteId, status])).toEqual([
      [1, null, 'queued'],
      [2, 'm1', 'sent'],
      [3, 'm2', 'complete'],
      [4, 'm3', 'sent'],
    ])
    expect(page.messages[2]).toMatchObject({ role: 'assistant', runId: '' })
    expect(turns.remoteIdsOf('c1')).toEqual(new Set(['m1', 'm2', 'm3']))
  })

  it('are all kept or none', () => {
    const { turns, conversations } = storeWith('c1')
    expect(() => turns.addRead('c1', [read('m1', 'user'), read('m1', 'user')])).toThrow()
    expect(conversations.page('c1', null)?.messages).toEqual([])
  })
})

function growAnswer(turns: ReturnType<typeof createTurnStore>) {
  const said = (text: string) => [{ type: 'text' as const, text, citations: [] }]
  const { answer } = turns.addAnswer({
    id: 'x1',
    conversationId: 'c1',
    role: 'assistant',
    status: 'growing',
    remoteId: 'm1',
    runId: 'r1',
    content: [],
    createdAt: 1,
  })
  for (let count = 1; count < 20; count += 1)
    turns.saveGrowing({ ...answer, content: said(`${SECRET} ${count} `.repeat(count * 40)) })
  turns.saveMessage({ ...answer, status: 'complete', content: said('In short: no.') })
}

function takeIn(database: Parameters<typeof createSearchStore>[0]) {
  const search = createSearchStore(database)
  while (search.takeIn(10) > 0);
}

const read = (remoteId: string, role: 'user' | 'assistant') => ({
  id: `ours-${remoteId}`,
  remoteId,
  role,
  content: [{ type: 'text' as const, text: remoteId, citations: [] }],
  createdAt: 5,
  ourId: null,
  isPartial: false,
})

const question = (conversationId: string, text: string): Omit<Question, 'position'> => ({
  id: `q-${conversationId}`,
  conversationId,
  role: 'user',
  status: 'queued',
  remoteId: null,
  content: [{ type: 'text', text, citations: [] }],
  createdAt: 0,
})

function storeWith(...ids: string[]) {
  const folder = createTestFolder(IN_MEMORY)
  const history = openHistoryFile({ folder: folder.folder, open, now: folder.now })
  const conversations = createConversationStore(history.database, folder.now)
  const turns = createTurnStore(history.database)
  for (const id of ids) conversations.create(newConversation({ id, assistantId: 'a1' }, 0))
  return {
    folder,
    history,
    conversations,
    turns,
    revision: (id: string) => conversations.page(id, null)?.revision ?? 0,
  }
}
