/** A conversation whose thread the server has forgotten: what was said stays, and what was not answered goes on in a new thread, once. */
import { describe, expect, it } from 'vitest'
import { answered, createTestChat, ended, quiet, underWay } from './test-chat.ts'

const LOST = { type: 'broke', error: { kind: 'thread-not-found', threadId: 'thread_1' } } as const

describe('a thread that the server has forgotten', () => {
  it('is noted at the conversation, whose messages stay', async () => {
    const chat = await lostOnAsking()
    expect(found(chat)).toMatchObject({ isThreadGone: true, threadId: 'thread_1' })
    expect(chat.texts()).toEqual(['user sent: One', 'assistant complete: Hi', 'user failed: Two'])
    expect(chat.run()).toMatchObject({ state: 'failed', error: { kind: 'thread-not-found' } })
  })

  it('is noted also when a run under way is looked for and not found', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('One')
    await chat.last().say(...underWay(), LOST)
    expect(found(chat)).toMatchObject({ isThreadGone: true })
  })

  it('is left for a new one that begins with the question that did not get through', async () => {
    const chat = await lostOnAsking()
    chat.turns.goOnInNewThread({ conversationId: 'c1' })
    await quiet()
    const { turn } = chat.last()
    expect(turn).toMatchObject({ threadId: null, question: { text: 'Two', remoteId: null } })
    expect(turn.run).toMatchObject({
      threadId: null,
      isThreadNew: true,
      posts: { thread: 'not-yet', message: 'not-yet', run: 'not-yet' },
    })
    await chat.last().say(...underWay('run_2', 'thread_2'), ...answered('Ho'))
    await chat.last().end()
    expect(found(chat)).toMatchObject({ isThreadGone: false, threadId: 'thread_2' })
    await chat.send('Three')
    expect(chat.last().turn).toMatchObject({ threadId: 'thread_2', run: { isThreadNew: false } })
  })

  it('does not count what it had of the question: the new thread has nothing', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('One')
    await chat.last().say(...underWay(), LOST)
    expect(chat.store.turns.findMessage(chat.run().messageId)?.remoteId).toBe('msg_of_run_1')
    chat.turns.goOnInNewThread({ conversationId: 'c1' })
    await quiet()
    expect(chat.last().turn).toMatchObject({
      question: { remoteId: null },
      run: { posts: { message: 'not-yet' } },
    })
  })

  it('is left once, however often that is asked for', async () => {
    const chat = await lostOnAsking()
    const before = chat.followings.length
    chat.turns.goOnInNewThread({ conversationId: 'c1' })
    chat.turns.goOnInNewThread({ conversationId: 'c1' })
    await quiet()
    expect(chat.followings).toHaveLength(before + 1)
  })

  it('does not come back when making the new one fails: asking again makes a new one still', async () => {
    const chat = await lostOnAsking()
    chat.turns.goOnInNewThread({ conversationId: 'c1' })
    await quiet()
    await chat.last().say({ type: 'broke', error: { kind: 'unreachable', reason: 'refused', host: 'x' } })
    chat.turns.askAgain(chat.name())
    await quiet()
    expect(chat.last().turn).toMatchObject({ threadId: null, run: { isThreadNew: true } })
  })

  it('is left again when making the new one failed: the question is asked, and before those that wait', async () => {
    const chat = await lostOnAsking()
    chat.turns.goOnInNewThread({ conversationId: 'c1' })
    await quiet()
    await chat.send('Three')
    await chat.last().say({ type: 'broke', error: { kind: 'unreachable', reason: 'refused', host: 'x' } })
    await chat.last().end()
    chat.turns.goOnInNewThread({ conversationId: 'c1' })
    await quiet()
    expect(chat.last().turn).toMatchObject({ threadId: null, question: { text: 'Two' } })
  })

  it('does not come back after the app died between leaving it and asking', async () => {
    const before = await lostOnAsking()
    before.store.conversations.save({ ...found(before)!, threadId: null })
    const chat = createTestChat({ store: before.store })
    chat.turns.resume()
    chat.turns.goOnInNewThread({ conversationId: 'c1' })
    await quiet()
    expect(chat.last().turn).toMatchObject({ threadId: null, question: { text: 'Two' } })
  })

  it('that follows a forgotten one can be forgotten too', async () => {
    const chat = await lostOnAsking()
    chat.turns.goOnInNewThread({ conversationId: 'c1' })
    await quiet()
    await chat.last().say(...underWay('run_2', 'thread_2').slice(0, 2), {
      type: 'broke',
      error: { kind: 'thread-not-found', threadId: 'thread_2' },
    })
    expect(found(chat)).toMatchObject({ isThreadGone: true, threadId: 'thread_2' })
    chat.turns.goOnInNewThread({ conversationId: 'c1' })
    await quiet()
    expect(chat.last().turn.threadId).toBeNull()
  })

  it('is not forgotten after all when it takes a run again', async () => {
    const chat = await lostOnAsking()
    chat.turns.askAgain(chat.name())
    await quiet()
    await chat.last().say(...underWay('run_2').slice(2))
    expect(found(chat)).toMatchObject({ isThreadGone: false, threadId: 'thread_1' })
  })

  it('holds back no queue: questions behind it are asked in the new one, in their order', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('One')
    await chat.send('Two')
    await chat.last().say(...underWay(), LOST)
    await chat.last().end()
    chat.turns.goOnInNewThread({ conversationId: 'c1' })
    await quiet()
    await chat.last().say(...underWay('run_2', 'thread_2'), ...answered('Hi'))
    await chat.last().end()
    expect(chat.last().turn).toMatchObject({ threadId: 'thread_2', question: { text: 'Two' } })
  })

  it('is refused as a reason while the server still has it', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('One')
    await chat.last().say(...underWay(), ended('completed'))
    await chat.last().end()
    expect(() => chat.turns.goOnInNewThread({ conversationId: 'c1' })).toThrow('invalid-request')
  })
})

const found = (chat: ReturnType<typeof createTestChat>) => chat.store.conversations.find('c1')

async function lostOnAsking() {
  const chat = createTestChat()
  chat.begin()
  await chat.send('One')
  await chat.last().say(...underWay(), ...answered('Hi'))
  await chat.last().end()
  await chat.send('Two')
  await chat.last().say({ type: 'intended', post: 'message' }, LOST)
  await chat.last().end()
  return chat
}
