/** Deleted conversations on their way out, and questions that go to another assistant. */
import { describe, expect, it } from 'vitest'
import type { AttachedFile } from '../../shared/domain/conversation.ts'
import { askElsewhere } from './asked-elsewhere.ts'
import { createRecentlyDeleted, purgeExpired } from './recently-deleted.ts'
import { answered, createTestChat, underWay } from './test-chat.ts'

const DAY_MS = 24 * 60 * 60_000

describe('what was deleted', () => {
  it('goes for good after thirty days, and not a day before', () => {
    const purged: string[] = []
    const removed = [29, 30, 31].map((days) => ({
      ...REMOVED,
      id: `${days}`,
      removedAt: 100 * DAY_MS - days * DAY_MS,
    }))
    const conversations = {
      listRemoved: () => removed,
      purge: (ids: readonly string[]) => void purged.push(...ids),
    }
    expect(purgeExpired(conversations, { now: () => 100 * DAY_MS })).toBe(2)
    expect(purged).toEqual(['30', '31'])
  })

  it('takes its runs and files along, and what was not deleted is left alone', async () => {
    const chat = createTestChat()
    chat.begin('c1')
    chat.begin('c2')
    await chat.send('One', 'c1')
    await chat.last().say(...underWay())
    const { signal } = chat.last()
    chat.conversations.remove({ conversationIds: ['c1'] })
    const dropped: string[] = []
    const deleted = createRecentlyDeleted({
      conversations: chat.store.conversations,
      leaveRuns: chat.turns.forget,
      dropFiles: (ids) => void dropped.push(...ids),
    })
    expect(deleted.listRemoved().map(({ id }) => id)).toEqual(['c1'])
    deleted.purge({ conversationIds: ['c1', 'c2', 'nowhere'] })
    expect(signal.aborted).toBe(true)
    expect(dropped).toEqual(['c1'])
    expect(chat.store.conversations.isKept('c1')).toBe(false)
    expect(chat.store.conversations.isKept('c2')).toBe(true)
    expect(chat.bugs).toEqual([])
  })
})

describe('a question put to another assistant', () => {
  it('is asked in a new conversation of that assistant, in the same words', async () => {
    const { chat, ask, question } = await askedOnce()
    const { conversationId } = ask({ messageId: question })
    await chat.last().say()
    expect(chat.store.conversations.find(conversationId)).toMatchObject({
      assistantId: 'b2',
      title: 'What is it?',
    })
    expect(chat.last().turn).toMatchObject({
      threadId: null,
      question: { text: 'What is it?', remoteId: null },
    })
    expect(chat.texts('c1')).toEqual(['user sent: What is it?', 'assistant complete: Hi'])
  })

  it('is asked once, however often the window asks with the same ID', async () => {
    const { chat, ask, question } = await askedOnce()
    expect(ask({ messageId: question })).toEqual(ask({ messageId: question }))
    await chat.last().say()
    expect(chat.store.conversations.list()).toHaveLength(2)
    expect(chat.followings).toHaveLength(2)
  })

  it('is the last one where none is named', async () => {
    const { chat, ask } = await askedOnce()
    const { conversationId } = ask({ messageId: null })
    expect(chat.texts(conversationId)[0]).toContain('What is it?')
  })

  it('names the files that stay behind', async () => {
    const { chat, ask, question } = await askedOnce()
    const asked = chat.store.turns.findMessage(question)!
    const file: AttachedFile = {
      type: 'attachment',
      id: 'f1',
      name: 'plan.pdf',
      size: 3,
      pictureType: null,
      purpose: 'search',
      begunAt: 1,
      remoteId: 'file_1',
    }
    chat.store.turns.saveMessage({ ...asked, content: [...asked.content, file] })
    expect(ask({ messageId: question }).leftOut).toEqual(['plan.pdf'])
  })

  it('that is not there, or for an assistant that is not, is refused and makes nothing', async () => {
    const { chat, ask, question } = await askedOnce()
    expect(() => ask({ messageId: 'nowhere' })).toThrow('not-found-here')
    expect(() => ask({ messageId: question, assistantId: 'nobody' })).toThrow('nobody')
    expect(chat.store.conversations.list()).toHaveLength(1)
  })
})

const REMOVED = { assistantId: 'a1', title: '', threadId: null }

async function askedOnce() {
  const chat = createTestChat()
  chat.begin()
  const question = await chat.send('What is it?')
  await chat.last().say(...underWay(), ...answered('Hi'))
  await chat.last().end()
  let made = 0
  const world = {
    conversations: chat.store.conversations,
    store: chat.store.turns,
    publish: () => undefined,
    clock: chat.clock,
    ids: { next: () => `new-${(made += 1)}` },
    send: (asked: Parameters<typeof chat.turns.send>[0]) => chat.turns.send(asked),
    mustKnow(assistantId: string) {
      if (assistantId !== 'b2') throw new Error(assistantId)
    },
  }
  const ask = (wish: { messageId: string | null; assistantId?: string }) =>
    askElsewhere(world, { conversationId: 'c1', assistantId: 'b2', newMessageId: 'q-new', ...wish })
  return { chat, ask, question }
}
