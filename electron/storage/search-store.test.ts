/** The index in a real database: what is found, what is not any more, and what typed signs cannot do. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newConversation, type Part } from '../../shared/domain/conversation.ts'
import { newRun } from '../../shared/domain/run-record.ts'
import { phrasesOf } from '../../shared/domain/search-words.ts'
import { createConversationStore } from './conversation-store.ts'
import { openHistoryFile } from './history-file.ts'
import { createSearchStore } from './search-store.ts'
import { loadSqlite } from './kept-database.ts'
import { createTestFolder, IN_MEMORY, NOW } from './test-folder.ts'
import { createTurnStore } from './turn-store.ts'

const open = await loadSqlite()

describe('the search', () => {
  it('finds Chinese words of one and two characters, and English ones without case and accents', () => {
    const { ask, found } = history('c1')
    ask('q1', '今天天氣很好')
    ask('q2', 'Crème brûlée for TWO')
    expect(found('天')).toEqual(['q1'])
    expect(found('天氣')).toEqual(['q1'])
    expect(found('氣天')).toEqual([])
    expect(found('creme two')).toEqual(['q2'])
    expect(found('brul')).toEqual(['q2'])
  })

  it('brings the newest first, whatever order it was taken in', () => {
    const { ask, found } = history('c1')
    ask('old', 'order', { at: 1_000 })
    ask('newest', 'order', { at: 3_000 })
    expect(found('order')).toEqual(['newest', 'old'])
    ask('between', 'order', { at: 2_000 })
    expect(found('order')).toEqual(['newest', 'between', 'old'])
  })

  it('tells messages of the same moment apart', () => {
    const { ask, found } = history('c1')
    for (const id of ['one', 'two', 'three']) ask(id, 'order', { at: 1_000 })
    expect(found('order').toSorted()).toEqual(['one', 'three', 'two'])
  })

  it('finds an answer once it is whole, and by what it became', () => {
    const { ask, turns, found } = history('c1')
    ask('q1', 'why')
    const base = { id: 'a1', conversationId: 'c1', role: 'assistant', runId: 'r1', remoteId: null } as const
    const { answer } = turns.addAnswer({ ...base, status: 'growing', content: text('Bec'), createdAt: NOW })
    turns.saveGrowing({ ...answer, content: text('Because') })
    expect(found('because')).toEqual([])
    turns.saveMessage({ ...answer, status: 'complete', content: text('Because of it') })
    expect(found('because')).toEqual(['a1'])
    turns.saveMessage({ ...answer, status: 'complete', content: text('Rewritten') })
    expect(found('because')).toEqual([])
    expect(found('rewritten')).toEqual(['a1'])
    turns.removeMessage({ ...answer, status: 'complete' })
    expect(found('rewritten')).toEqual([])
  })

  it('finds names of files, and functions by name, arguments and result', () => {
    const { ask, turns, found } = history('c1')
    ask('q1', 'look', { file: 'Rechnung-März.pdf' })
    expect(found('rechnung marz')).toEqual(['q1'])
    const run = newRun({ id: 'r1', conversationId: 'c1', messageId: 'q1' }, NOW)
    turns.saveRun(run, { type: 'started' }, NOW)
    const tools = [
      {
        kind: 'function' as const,
        name: 'get_weather',
        argumentsText: '{"city":"台北"}',
        output: '31 degrees',
      },
    ]
    const step = { id: 's', kind: 'tools' as const, state: 'completed' as const, tools, error: null }
    const steps = [{ ...step, startedAt: null, endedAt: null }]
    turns.saveRun({ ...run, steps, state: 'completed' }, { type: 'first-text' }, NOW)
    expect(found('get_wea')).toEqual(['q1'])
    expect(found('台北 31')).toEqual(['q1'])
  })

  it('finds a conversation by its title, also by its new one', () => {
    const { conversations, search } = history('c1')
    const titled = (typed: string) =>
      search
        .titles(phrasesOf(typed), { assistantId: null, limit: 9 })
        .map(({ conversationId }) => conversationId)
    const first = conversations.find('c1')!
    conversations.save({ ...first, title: '退款 for order 7' })
    search.takeIn(9)
    expect(titled('退款')).toEqual(['c1'])
    conversations.save({ ...first, title: 'Parcel' })
    search.takeIn(9)
    expect([titled('退款'), titled('parc')]).toEqual([[], ['c1']])
  })

  it('keeps to one assistant where asked to', () => {
    const { ask, search } = history('c1', 'c2')
    ask('q1', 'order', { in: 'c1' })
    ask('q2', 'order', { in: 'c2' })
    search.takeIn(9)
    const among = { assistantId: 'assistant of c2', limit: 9, before: null }
    expect(search.messages(phrasesOf('order'), among).map(({ messageId }) => messageId)).toEqual(['q2'])
  })
})

describe('a removed conversation', () => {
  it('is not found, is found again when it comes back, and leaves nothing when it is gone for good', () => {
    const { ask, found, conversations, database } = history('c1')
    ask('q1', 'order')
    expect(found('order')).toEqual(['q1'])
    conversations.remove(['c1'])
    expect(found('order')).toEqual([])
    conversations.restore(['c1'])
    expect(found('order')).toEqual(['q1'])
    conversations.remove(['c1'])
    conversations.purge(['c1'])
    expect(found('order')).toEqual([])
    expect(database.prepare('SELECT count(*) AS n FROM search_rows').get()).toEqual({ n: 0 })
    expect(database.prepare("SELECT count(*) AS n FROM search_text WHERE words MATCH 'order'").get()).toEqual(
      { n: 0 },
    )
  })
})

describe('what is gone for good', () => {
  it('leaves no word in the index, once it was tidied', () => {
    const { ask, found, search, conversations, database } = history('c1', 'c2')
    for (let at = 0; at < 80; at += 1) ask(`q${at}`, `order ${at}`, { in: 'c2', at: at + 1 })
    ask('secret', 'xylographer', { in: 'c1', at: 40 })
    expect(found('xylographer')).toEqual(['secret'])
    const pieces = () => database.prepare('SELECT block FROM search_text_data').all()
    const isThere = () =>
      pieces().some(({ block }) => Buffer.from(block as Uint8Array).includes('xylographer'))
    expect(isThere()).toBe(true)
    conversations.remove(['c1'])
    conversations.purge(['c1'])
    for (let step = 0; step < 100 && search.takeIn(10) > 0; step += 1);
    expect(isThere()).toBe(false)
    expect(search.takeIn(10)).toBe(0)
    expect(found('order').length).toBe(20)
  })
})

describe('the index', () => {
  it('can be made anew from what is kept', () => {
    const { ask, found, search } = history('c1')
    ask('q1', 'order')
    expect(found('order')).toEqual(['q1'])
    search.startAnew()
    expect(search.countWaiting()).toBe(1)
    expect(found('order')).toEqual(['q1'])
  })

  it('takes in the newest first and knows how much is left', () => {
    const { ask, search } = history('c1')
    for (let at = 1; at <= 5; at += 1) ask(`q${at}`, 'order', { at })
    expect(search.countWaiting()).toBe(5)
    expect(search.takeIn(2)).toBe(2)
    const all = { assistantId: null, limit: 9, before: null }
    expect(search.messages(phrasesOf('order'), all).map(({ messageId }) => messageId)).toEqual(['q5', 'q4'])
    expect(search.countWaiting()).toBe(3)
  })

  it('is searched by any text whatever, and never takes it for its own language', () => {
    const { ask, search } = history('c1')
    ask('q1', 'order OR "NEAR" AND * ^ col: 天氣')
    search.takeIn(9)
    const signs = fc.constantFrom(
      '"',
      '*',
      'OR',
      'AND NOT',
      'NEAR(a b, 2)',
      'words:',
      '^',
      '-',
      '(',
      '\0',
      "'",
      '天',
      '{a b}',
    )
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(signs).map((all) => all.join(' ')),
    )
    fc.assert(
      fc.property(typed, (one) => {
        const phrases = phrasesOf(one)
        search.messages(phrases, { assistantId: null, limit: 3, before: null })
        search.titles(phrases, { assistantId: null, limit: 3 })
        search.messagesIn('c1', phrases)
      }),
    )
  })
})

const text = (words: string): Part[] => [{ type: 'text', text: words, citations: [] }]

function history(...ids: string[]) {
  const { database } = openHistoryFile({ ...createTestFolder(IN_MEMORY), open })
  const conversations = createConversationStore(database, () => NOW)
  const turns = createTurnStore(database)
  const search = createSearchStore(database)
  for (const id of ids) conversations.create(newConversation({ id, assistantId: `assistant of ${id}` }, NOW))
  const ask = (id: string, words: string, more: { at?: number; in?: string; file?: string } = {}) => {
    const file: Part[] =
      more.file === undefined
        ? []
        : [
            {
              type: 'attachment',
              id: 'f',
              name: more.file,
              size: 1,
              pictureType: null,
              purpose: 'search',
              begunAt: null,
              remoteId: null,
            },
          ]
    turns.addQuestion({
      id,
      conversationId: more.in ?? ids[0] ?? '',
      role: 'user',
      status: 'sent',
      remoteId: null,
      content: [...text(words), ...file],
      createdAt: more.at ?? NOW,
    })
  }
  const found = (typed: string) => {
    search.takeIn(100)
    const all = { assistantId: null, limit: 20, before: null }
    return search.messages(phrasesOf(typed), all).map(({ messageId }) => messageId ?? '')
  }
  return { database, conversations, turns, search, ask, found }
}
