/** Conversations as things: made once, opened, named, removed and brought back. */
import { describe, expect, it } from 'vitest'
import { answered, createTestChat, underWay } from './test-chat.ts'

describe('a conversation', () => {
  it('is made empty, and made once as long as it stays empty', () => {
    const { conversations } = createTestChat()
    const first = conversations.create({ assistantId: 'a1' })
    expect(conversations.create({ assistantId: 'a1' })).toEqual(first)
    expect(conversations.create({ assistantId: 'a2' })).not.toEqual(first)
    conversations.rename({ ...first, title: 'Orders' })
    expect(conversations.create({ assistantId: 'a1' })).not.toEqual(first)
    expect(conversations.list()).toHaveLength(3)
  })

  it('is no news any more once it was opened', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('Hello')
    await chat.last().say(...underWay(), ...answered('Hi'))
    await chat.last().end()
    const page = chat.conversations.open({ conversationId: 'c1', beforePosition: null })
    expect(page.conversation.hasNews).toBe(false)
    expect(chat.events.at(-1)).toMatchObject({ type: 'conversation-changed', revision: page.revision })
  })

  it('shows growing text that was not written down yet when it is opened', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('Hello')
    await chat.last().say(...underWay(), { type: 'text-grew', remoteId: 'm', part: 0, at: 0, text: 'So far' })
    const { messages } = chat.conversations.open({ conversationId: 'c1', beforePosition: null })
    expect(messages.at(-1)?.content).toEqual([{ type: 'text', text: 'So far', citations: [] }])
  })

  it('keeps a draft without telling the window, which typed it', () => {
    const chat = createTestChat()
    chat.begin()
    chat.conversations.saveDraft({ conversationId: 'c1', text: 'Dear' })
    expect(chat.conversations.list()[0]?.draft).toBe('Dear')
    expect(chat.events).toEqual([])
  })

  it('goes and comes back as it was', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('Hello')
    await chat.last().say(...underWay(), ...answered('Hi'))
    await chat.last().end()
    chat.conversations.remove({ conversationIds: ['c1'] })
    expect(chat.events.at(-1)).toEqual({ type: 'conversations-removed', conversationIds: ['c1'] })
    expect(chat.conversations.list()).toEqual([])
    expect(() => chat.conversations.open({ conversationId: 'c1', beforePosition: null })).toThrow(
      'not-found-here',
    )
    chat.conversations.restore({ conversationIds: ['c1'] })
    expect(chat.conversations.list()).toMatchObject([{ id: 'c1', title: 'Hello', threadId: 'thread_1' }])
    expect(chat.texts()).toEqual(['user sent: Hello', 'assistant complete: Hi'])
  })

  it('asks nothing more once it was removed', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('One')
    await chat.send('Two')
    await chat.last().say(...underWay())
    chat.conversations.remove({ conversationIds: ['c1'] })
    await chat.last().say(...answered('Hi'))
    await chat.last().end()
    expect(chat.followings).toHaveLength(1)
    chat.conversations.restore({ conversationIds: ['c1'] })
    expect(chat.texts()).toContain('user sending: Two')
  })

  it('that is not there is refused, whatever is wanted of it', () => {
    const { conversations } = createTestChat()
    const conversationId = 'nowhere'
    for (const attempt of [
      () => conversations.open({ conversationId, beforePosition: null }),
      () => conversations.rename({ conversationId, title: 'x' }),
      () => conversations.remove({ conversationIds: [conversationId] }),
      () => conversations.restore({ conversationIds: [conversationId] }),
    ])
      expect(attempt).toThrow('not-found-here')
  })
})
