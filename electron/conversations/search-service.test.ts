/** Searching as a person does: grouped, paged, with words on what cannot be found yet, and mended where the index is damaged. */
import { describe, expect, it } from 'vitest'
import { newConversation, type Message } from '../../shared/domain/conversation.ts'
import { PER_CONVERSATION } from '../../shared/domain/search.ts'
import { hasAll } from '../../shared/domain/test-search-words.ts'
import { plainText } from '../../shared/domain/conversation.ts'
import { createTestClock } from '../platform/test-clock.ts'
import type { SearchStore } from './store-ports.ts'
import { createSearchService } from './search-service.ts'

describe('a search', () => {
  it('shows the words around what was found, and where it stands', () => {
    const { service } = rig([['c1', 'Where is my crème order?']])
    const { found, conversations, toIndex } = service.everywhere(wish('creme'))
    expect(found).toMatchObject([{ conversationId: 'c1', messageId: 'm1', position: 1, role: 'user' }])
    const [{ excerpt } = { excerpt: { text: '', marks: [] } }] = found
    expect(excerpt.marks.map(({ start, end }) => excerpt.text.slice(start, end))).toEqual(['crème'])
    expect(conversations.map(({ id }) => id)).toEqual(['c1'])
    expect(toIndex).toBe(0)
  })

  it('lists a few messages of each conversation and says where there are more', () => {
    const many = Array.from({ length: 9 }, () => ['c1', 'order'] as const)
    const { service } = rig([['c2', 'order'], ...many])
    const { found, moreIn } = service.everywhere(wish('order'))
    expect(found.map(({ conversationId }) => conversationId)).toEqual([
      ...Array.from({ length: PER_CONVERSATION }, () => 'c1'),
      'c2',
    ])
    expect(moreIn).toEqual(['c1'])
  })

  it('goes on where it stopped, without a gap and without one twice', () => {
    const { service } = rig(Array.from({ length: 45 }, (_, at) => [`c${at}`, 'order'] as const))
    const ids: (string | null)[] = []
    let before: number | null = null
    do {
      const reply = service.everywhere({ ...wish('order'), limit: 10, before })
      ids.push(...reply.found.map(({ messageId }) => messageId))
      before = reply.next
    } while (before !== null)
    expect(ids).toEqual(Array.from({ length: 45 }, (_, at) => `m${45 - at}`))
  })

  it('finds nothing, and says so, where nothing is typed but signs', () => {
    expect(rig([['c1', 'order']]).service.everywhere(wish('"*('))).toMatchObject({ found: [], next: null })
  })

  it('counts every place of a conversation, message by message', async () => {
    const { service } = rig([
      ['c1', 'order, order'],
      ['c2', 'order'],
      ['c1', 'nothing'],
      ['c1', 'an Order'],
    ])
    const { matches } = await service.inConversation({ conversationId: 'c1', text: 'order' })
    expect(matches).toEqual([
      { messageId: 'm1', position: 1, count: 2 },
      { messageId: 'm4', position: 4, count: 1 },
    ])
  })
})

describe('the index', () => {
  it('is brought up to date in small steps after the start, with a pause between', () => {
    const { service, clock, store } = rig([], 100)
    service.start()
    expect(store.countWaiting()).toBe(100)
    clock.pass(2_000)
    const left = store.countWaiting()
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThan(100)
    clock.pass(10_000)
    expect(store.countWaiting()).toBe(0)
  })

  it('is taken in by fewer at a time where the machine is slow, and by more again where it is not', () => {
    const { service, clock, batches, slowDown } = rig([], 4_000)
    slowDown(3)
    service.start()
    clock.pass(4_000)
    expect(batches[0]).toBe(8)
    expect(batches.at(-1)).toBe(1)
    slowDown(0.01)
    clock.pass(4_000)
    expect(Math.max(...batches)).toBe(32)
  })

  it('says how much cannot be found yet, and takes in some before it answers', () => {
    const { service } = rig([], 1_000)
    const { toIndex } = service.everywhere(wish('order'))
    expect(toIndex).toBeGreaterThan(0)
    expect(toIndex).toBeLessThan(1_000)
  })

  it('takes in what was said, once it is told of it, and rests after the end', () => {
    const { service, clock, store, wait } = rig([])
    const event = { type: 'run-changed', conversationId: 'c1', revision: 1 } as never
    wait(3)
    service.hear(event)
    clock.pass(3_000)
    expect(store.countWaiting()).toBe(0)
    service.close()
    wait(3)
    service.hear(event)
    clock.pass(60_000)
    expect(store.countWaiting()).toBe(3)
  })

  it('is made anew when it is damaged, and the search tells what it has', () => {
    const { service, store, bugs } = rig([['c1', 'order']])
    const messages = store.messages
    store.messages = () => {
      store.messages = messages
      throw new Error('database disk image is malformed')
    }
    expect(service.everywhere(wish('order')).found).toEqual([])
    expect(store.begun).toBe(1)
    expect(bugs).toHaveLength(1)
    expect(service.everywhere(wish('order')).found).toHaveLength(1)
  })
})

const wish = (text: string) => ({ text, limit: 30, assistantId: null, before: null })

/** A store that keeps its promises in memory. Taking a batch in costs two milliseconds, or so many for each message. */
function rig(said: readonly (readonly [string, string])[], waits = 0) {
  const clock = createTestClock()
  const batches: number[] = []
  let msEach: number | null = null
  let waiting = waits
  const messages = said.map(([conversationId, text], at): Message => ({
    id: `m${at + 1}`,
    conversationId,
    position: at + 1,
    role: 'user',
    status: 'sent',
    remoteId: null,
    content: [{ type: 'text', text, citations: [] }],
    createdAt: at + 1,
  }))
  const store: SearchStore & { begun: number } = {
    begun: 0,
    countWaiting: () => waiting,
    takeIn(most) {
      const taken = Math.min(most, waiting)
      waiting -= taken
      batches.push(most)
      clock.pass(msEach === null ? 2 : msEach * taken)
      return taken
    },
    titles: () => [],
    messages: (phrases, { limit, before }) =>
      messages
        .map((message, at) => ({ message, id: at + 1 }))
        .filter(({ message, id }) => id < (before ?? Infinity) && hasAll(plainText(message), phrases))
        .toReversed()
        .slice(0, limit)
        .map(({ message, id }) => ({ id, conversationId: message.conversationId, messageId: message.id })),
    messagesIn: (conversationId, phrases) =>
      messages
        .filter((one) => one.conversationId === conversationId && hasAll(plainText(one), phrases))
        .map(({ id }) => id),
    startAnew: () => void (store.begun += 1),
    read(id) {
      const message = messages.find((one) => one.id === id)
      return message === undefined ? null : { message, calls: '' }
    },
  }
  const bugs: unknown[] = []
  const service = createSearchService({
    store,
    conversations: { find: (id) => newConversation({ id, assistantId: 'a1' }, 0) },
    clock,
    reportBug: (thrown) => bugs.push(thrown),
  })
  return {
    service,
    clock,
    store,
    bugs,
    batches,
    wait: (count: number) => (waiting = count),
    slowDown: (ms: number) => (msEach = ms),
  }
}
