/** Pages of the index that went bad: nothing but the index may suffer, and it is made anew from what it was made of. */
import { describe, expect, it } from 'vitest'
import { newConversation } from '../../shared/domain/conversation.ts'
import { phrasesOf } from '../../shared/domain/search-words.ts'
import { createConversationStore } from './conversation-store.ts'
import { openHistoryFile } from './history-file.ts'
import { replaceHistory } from './replace-history.ts'
import { mendingIndex } from './search-index.ts'
import { createSearchStore } from './search-store.ts'
import { loadSqlite } from './kept-database.ts'
import { createTestFolder, IN_MEMORY, NOW } from './test-folder.ts'
import { createTurnStore } from './turn-store.ts'

const open = await loadSqlite()
const PARTS = ['search_text_data', 'search_text_idx', 'search_text_docsize', 'search_text_config'] as const

describe.each(PARTS)('with %s damaged', (part) => {
  it('a conversation is deleted for good all the same', () => {
    const { conversations, found, recovery } = damaged(part)
    expect(recovery).toBeNull()
    conversations.remove(['c1'])
    conversations.purge(['c1'])
    expect(conversations.isKept('c1')).toBe(false)
    expect(found()).toEqual(['q2'])
  })

  it('a snapshot is brought back all the same', async () => {
    const { database, snapshot, conversations, found } = damaged(part)
    conversations.remove(['c2'])
    replaceHistory(database, snapshot)
    expect(conversations.list()).toHaveLength(2)
    expect(found()).toEqual(['q1', 'q2'])
  })

  it('a question is taken back all the same', () => {
    const { turns, found } = damaged(part)
    const question = turns.findMessage('q1')
    if (question !== null) turns.removeMessage(question)
    expect(turns.findMessage('q1')).toBeNull()
    expect(found()).toEqual(['q2'])
  })

  it('the index is made anew', () => {
    const { search, found } = damaged(part)
    search.startAnew()
    expect(found()).toEqual(['q1', 'q2'])
  })
})

function damaged(part: (typeof PARTS)[number]) {
  const place = createTestFolder(IN_MEMORY)
  const before = deskIn(place)
  for (const [id, question] of [
    ['c1', 'q1'],
    ['c2', 'q2'],
  ] as const) {
    before.conversations.create(newConversation({ id, assistantId: 'a1' }, NOW))
    for (let count = 1; count < 120; count += 1) before.ask(id, `${question}-${count}`, `word${count}`)
    before.ask(id, question, 'order')
  }
  before.search.takeIn(1_000)
  const { database } = before
  const page = database.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(part)?.['rootpage']
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
  const bytes = place.read('history.db')
  place.write('there.db', bytes)
  place.write('history.db', bytes.fill(0xff, (Number(page) - 1) * 4_096, Number(page) * 4_096))
  return { ...deskIn(place), snapshot: place.at('there.db') }
}

function deskIn(place: ReturnType<typeof createTestFolder>) {
  const { database, recovery } = openHistoryFile({ ...place, open })
  const conversations = createConversationStore(database, () => NOW)
  const turns = createTurnStore(database)
  const search = createSearchStore(database)
  return {
    database,
    recovery,
    conversations,
    turns,
    search,
    ask: (conversationId: string, id: string, words: string) =>
      turns.addQuestion({
        id,
        conversationId,
        role: 'user',
        status: 'sent',
        remoteId: null,
        content: [{ type: 'text', text: words, citations: [] }],
        createdAt: NOW,
      }),
    found: () =>
      mendingIndex(database, () => {
        search.takeIn(1_000)
        const all = { assistantId: null, limit: 9, before: null }
        const places = search.messages(phrasesOf('order'), all)
        return places.map(({ messageId }) => messageId ?? '').toSorted()
      }),
  }
}
