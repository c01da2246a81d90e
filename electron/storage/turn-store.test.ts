/** Conversations, messages and runs in the database: pages, revisions, removal, and rows that cannot be read. */
import { describe, expect, it } from 'vitest'
import { newConversation, type Conversation, type Question } from '../../shared/domain/conversation.ts'
import { newRun } from '../../shared/domain/run-record.ts'
import { PAGE_SIZE } from './conversation-pages.ts'
import { createConversationStore } from './conversation-store.ts'
import { openHistoryFile } from './history-file.ts'
import { loadSqlite } from './kept-database.ts'
import { createTestFolder, IN_MEMORY, NOW } from './test-folder.ts'
import { createTurnStore } from './turn-store.ts'

const open = await loadSqlite()

describe('revisions', () => {
  it('grow by one with each stored change, and only with those', () => {
    const { conversations, turns, ask, revision } = storeWith('c1', 'c2')
    expect(revision('c1')).toBe(1)
    const { question } = turns.addQuestion(ask('q1'))
    expect(revision('c1')).toBe(2)
    const { answer } = turns.addAnswer(answerOf('r1', 'x1'))
    const run = newRun({ id: 'r1', conversationId: 'c1', messageId: 'q1' }, 0)
    const changes = [
      () => turns.saveMessage({ ...question, status: 'sent' }),
      () => turns.saveRun(run, { type: 'started' }, 0),
      () => turns.saveRun({ ...run, polls: 1 }, { type: 'polled' }, 0),
      () => turns.moveToEnd(question).revision,
      () => conversations.save(conversation('c1')),
      () => turns.removeMessage(question),
    ]
    for (const change of changes) {
      const before = revision('c1')
      expect(change()).toBe(before + 1)
      expect(revision('c1')).toBe(before + 1)
    }
    const quiet = revision('c1')
    turns.saveGrowing(answer)
    conversations.saveDraft('c1', 'Dear')
    expect(revision('c1')).toBe(quiet)
    expect(revision('c2')).toBe(1)
  })
})

describe('pages', () => {
  it('hold 450 messages without a gap and without one twice', () => {
    const { conversations, turns, ask } = storeWith('c1')
    for (let count = 1; count <= 450; count += 1) turns.addQuestion(ask(`q${count}`))
    const last = conversations.page('c1', null)!
    const middle = conversations.page('c1', last.messages[0]?.position ?? 0)!
    const first = conversations.page('c1', middle.messages[0]?.position ?? 0)!
    expect([first, middle, last].map(({ messages }) => messages.length)).toEqual([50, PAGE_SIZE, PAGE_SIZE])
    expect([first, middle, last].map(({ hasEarlier }) => hasEarlier)).toEqual([false, true, true])
    expect([first, middle, last].flatMap(({ messages }) => messages.map(({ id }) => id))).toEqual(
      Array.from({ length: 450 }, (_, index) => `q${index + 1}`),
    )
  })

  it.each([0, 1, PAGE_SIZE - 1, PAGE_SIZE, PAGE_SIZE + 1])(
    'know whether there is more: %i messages',
    (length) => {
      const { conversations, turns, ask } = storeWith('c1')
      for (let count = 0; count < length; count += 1) turns.addQuestion(ask(`q${count}`))
      const page = conversations.page('c1', null)!
      expect(page.messages).toHaveLength(Math.min(length, PAGE_SIZE))
      expect(page.hasEarlier).toBe(length > PAGE_SIZE)
    },
  )

  it('bring the runs of their messages, also when the clock was set back in between', () => {
    const { conversations, turns, ask } = storeWith('c1')
    turns.addQuestion({ ...ask('q1'), createdAt: 5_000 })
    const run = {
      ...newRun({ id: 'r1', conversationId: 'c1', messageId: 'q1' }, 10),
      state: 'completed' as const,
    }
    turns.saveRun(run, { type: 'started' }, 0)
    expect(conversations.page('c1', null)?.runs.map(({ id }) => id)).toEqual(['r1'])
  })

  it('bring the run of an answer whose question is on an earlier page, and every open run', () => {
    const { conversations, turns, ask } = storeWith('c1')
    for (const id of ['q1', 'q2', 'q3']) {
      turns.addQuestion(ask(id))
      const state = id === 'q3' ? ('running' as const) : ('completed' as const)
      turns.saveRun(
        { ...newRun({ id: `r-${id}`, conversationId: 'c1', messageId: id }, 0), state },
        { type: 'started' },
        0,
      )
    }
    turns.addAnswer(answerOf('r-q2', 'x2'))
    for (let count = 1; count < PAGE_SIZE; count += 1) turns.addQuestion(ask(`later ${count}`))
    expect(conversations.page('c1', null)?.runs.map(({ id }) => id)).toEqual(['r-q2', 'r-q3'])
  })

  it('of another conversation hold nothing of this one', () => {
    const { conversations, turns, ask } = storeWith('c1', 'c2')
    turns.addQuestion(ask('q1'))
    expect(conversations.page('c2', null)?.messages).toEqual([])
    expect(conversations.page('nowhere', null)).toBeNull()
  })
})

describe('the queue', () => {
  it('keeps its order, and a question whose turn has come stands behind the answer before it', () => {
    const { turns, ask } = storeWith('c1')
    turns.addQuestion({ ...ask('q1'), status: 'sent' })
    for (const id of ['q2', 'q3']) turns.addQuestion({ ...ask(id), status: 'queued' })
    turns.addAnswer(answerOf('r1', 'x1'))
    for (const second of turns.queuedQuestions('c1').slice(0, 1))
      turns.saveMessage({ ...turns.moveToEnd(second).question, status: 'sending' })
    expect(turns.queuedQuestions('c1').map(({ id }) => id)).toEqual(['q3'])
    expect(turns.latestMessages('c1', 9).map(({ id, position }) => [id, position])).toEqual([
      ['q1', 1],
      ['q3', 3],
      ['x1', 4],
      ['q2', 5],
    ])
  })

  it('does not move a question that is last already', () => {
    const { turns, ask } = storeWith('c1')
    const { question } = turns.addQuestion({ ...ask('q1'), status: 'queued' })
    expect(turns.moveToEnd(question).question.position).toBe(1)
  })

  it('is found after a restart, except in removed conversations', () => {
    const { conversations, turns, ask } = storeWith('c1', 'c2')
    turns.addQuestion({ ...ask('q1'), status: 'queued' })
    turns.addQuestion({ ...ask('q2'), conversationId: 'c2', status: 'queued' })
    conversations.remove(['c2'])
    expect(turns.conversationsWithQueue()).toEqual(['c1'])
  })
})

describe('runs', () => {
  it('are open until they are over, and the latest is the one written last', () => {
    const { turns, conversations } = storeWith('c1')
    const first = newRun({ id: 'r1', conversationId: 'c1', messageId: 'q1' }, 9_000)
    const second = newRun({ id: 'r2', conversationId: 'c1', messageId: 'q2' }, 1_000)
    turns.saveRun(first, { type: 'started' }, 0)
    expect(conversations.find('c1')?.isBusy).toBe(true)
    turns.saveRun({ ...first, state: 'completed' }, { type: 'polled' }, 0)
    expect(conversations.find('c1')?.isBusy).toBe(false)
    turns.saveRun(second, { type: 'started' }, 0)
    expect(turns.latestRun('c1')?.id).toBe('r2')
    expect(turns.openRuns()).toEqual([second])
    conversations.remove(['c1'])
    expect(turns.openRuns()).toEqual([])
  })

  it('of an older version are filled up', () => {
    const { turns, database } = storeWith('c1')
    turns.saveRun(newRun({ id: 'r1', conversationId: 'c1', messageId: 'q1' }, 7), { type: 'started' }, 0)
    const record = { id: 'r1', conversationId: 'c1', messageId: 'q1', state: 'running', startedAt: 7 }
    database.prepare('UPDATE runs SET record = ?').run(JSON.stringify(record))
    expect(turns.findRun('r1')).toMatchObject({ state: 'running', calls: [], posts: { run: 'not-yet' } })
  })

  it.each(['', '{', 'null', '7', '[]', '{"id":"r1"}'])('that cannot be read (%j) are left out', (record) => {
    const { turns, conversations, database } = storeWith('c1')
    turns.saveRun(newRun({ id: 'r1', conversationId: 'c1', messageId: 'q1' }, 0), { type: 'started' }, 0)
    database.prepare('UPDATE runs SET record = ?').run(record)
    expect(turns.openRuns()).toEqual([])
    expect(conversations.page('c1', null)?.runs).toEqual([])
  })

  it('leave a journal of what happened, in its order', () => {
    const { turns, database } = storeWith('c1')
    const run = newRun({ id: 'r1', conversationId: 'c1', messageId: 'q1' }, 0)
    turns.saveRun(run, { type: 'started' }, 1)
    turns.saveRun(run, { type: 'intended', post: 'run' }, 2)
    expect(database.prepare('SELECT at, event FROM journal ORDER BY seq').all()).toEqual([
      { at: 1, event: '{"type":"started"}' },
      { at: 2, event: '{"type":"intended","post":"run"}' },
    ])
  })
})

describe('a message whose content cannot be read', () => {
  it.each([
    ['{"type":', [{ type: 'unknown', raw: '{"type":' }]],
    ['null', [{ type: 'unknown', raw: 'null' }]],
    ['{}', [{ type: 'unknown', raw: '{}' }]],
    ['[7]', [{ type: 'unknown', raw: '7' }]],
    ['[{"type":"text"}]', [{ type: 'unknown', raw: '{"type":"text"}' }]],
    ['[{"type":"constructor"}]', [{ type: 'unknown', raw: '{"type":"constructor"}' }]],
    ['[{"type":"image","fileId":"f"}]', [{ type: 'image', fileId: 'f' }]],
  ])('is shown raw: %s', (content, parts) => {
    const { conversations, turns, ask, database } = storeWith('c1')
    turns.addQuestion(ask('q1'))
    database.prepare('UPDATE messages SET content = ?').run(content)
    expect(conversations.page('c1', null)?.messages[0]?.content).toEqual(parts)
  })
})

describe('what is written', () => {
  it.each([
    'naïve',
    '👨‍👩‍👧‍👦🇹🇼',
    'مرحبا',
    '\u0000\u0001',
    '\u2028\u2029',
    "'; DROP TABLE messages; --",
    'x'.repeat(1_000_000),
  ])('is read back letter by letter: %.20j', (text) => {
    const { turns, ask } = storeWith('c1')
    turns.addQuestion({ ...ask('q1'), content: [{ type: 'text', text, citations: [] }] })
    expect(turns.findMessage('q1')?.content).toEqual([{ type: 'text', text, citations: [] }])
  })
})

describe('a removed conversation', () => {
  it('is nowhere to be seen, and comes back with all its messages', () => {
    const { conversations, turns, ask } = storeWith('c1', 'c2')
    turns.addQuestion(ask('q1'))
    conversations.remove(['c1'])
    expect(conversations.list().map(({ id }) => id)).toEqual(['c2'])
    expect(conversations.find('c1')).toBeNull()
    expect(conversations.page('c1', null)).toBeNull()
    expect(conversations.restore(['c1'])).toMatchObject([{ conversation: { id: 'c1' } }])
    expect(conversations.page('c1', null)?.messages).toHaveLength(1)
    expect(() => conversations.restore(['nowhere'])).toThrow('not-found-here')
  })
})

function storeWith(...ids: string[]) {
  const { database } = openHistoryFile({ ...createTestFolder(IN_MEMORY), open })
  const conversations = createConversationStore(database, () => NOW)
  const turns = createTurnStore(database)
  for (const id of ids) conversations.create(conversation(id))
  return {
    ask,
    conversations,
    database,
    turns,
    revision: (id: string) => conversations.page(id, null)!.revision,
  }
}

const conversation = (id: string): Conversation => ({
  ...newConversation({ id, assistantId: 'a1' }, 1),
  title: 'Title',
})

const ask = (id: string): Omit<Question, 'position'> => ({
  id,
  conversationId: 'c1',
  role: 'user',
  status: 'sent',
  remoteId: null,
  content: [{ type: 'text', text: id, citations: [] }],
  createdAt: 0,
})

const answerOf = (runId: string, id: string) => ({
  ...ask(id),
  role: 'assistant' as const,
  status: 'complete' as const,
  runId,
})
