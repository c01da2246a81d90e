/** After sleep or an outage everything watched is looked at at once; after a failure the queue waits for the person. */
import { describe, expect, it } from 'vitest'
import { answered, createTestChat, ended, needsResults, quiet, underWay } from './test-chat.ts'

async function liveChat() {
  const chat = createTestChat()
  chat.begin()
  await chat.send('Hello')
  await chat.last().say(...underWay())
  return chat
}

describe('waking', () => {
  it('looks at a live run anew, on a fresh signal, and loses nothing of it', async () => {
    const chat = await liveChat()
    await chat.last().say({ type: 'text-grew', remoteId: 'msg_1', part: 0, at: 0, text: 'Half ' })
    const before = chat.run()
    chat.turns.wake()
    await quiet()
    expect(chat.followings).toHaveLength(2)
    expect(chat.followings[0]?.signal.aborted).toBe(true)
    expect(chat.last().signal.aborted).toBe(false)
    expect(chat.last().turn.run).toMatchObject({ id: before.id, remoteId: 'run_1', state: 'running' })
    expect(chat.texts()).toContain('assistant growing: Half ')
    await chat.last().say(...answered('Half an answer', 'msg_1'))
    expect(chat.texts()).toContain('assistant complete: Half an answer')
    expect(chat.run().state).toBe('completed')
    expect(chat.bugs).toEqual([])
  })

  it('looks at a run that waits for the person, who may have been too late', async () => {
    const chat = await liveChat()
    await chat.last().say(needsResults('c1'))
    await chat.last().end()
    chat.turns.wake()
    await quiet()
    await chat.last().say(ended('expired', { kind: 'run-expired' }))
    expect(chat.run().state).toBe('expired')
  })

  it.each([0, 600_000])(
    'after ten minutes of sleep takes the run up where it is, also where the clock went on for %i ms of it',
    async (heard) => {
      const chat = await liveChat()
      chat.clock.pass(heard)
      chat.turns.wake()
      await quiet()
      expect(chat.last().turn.run).toMatchObject({ remoteId: 'run_1', isWatched: true })
      await chat.last().say(...answered('Slept well', 'msg_1'))
      expect(chat.texts()).toContain('assistant complete: Slept well')
      expect(chat.run().state).toBe('completed')
      expect(chat.bugs).toEqual([])
    },
  )

  it('leaves alone what was left alone', async () => {
    const chat = await liveChat()
    chat.turns.stopWaiting(chat.name())
    chat.turns.wake()
    await quiet()
    expect(chat.followings).toHaveLength(1)
  })

  it('does not send a question twice whose first requests are on their way', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('Hello')
    await chat.last().say({ type: 'intended', post: 'thread' })
    chat.turns.wake()
    await quiet()
    expect(chat.followings).toHaveLength(1)
    expect(chat.last().signal.aborted).toBe(false)
  })
})

describe('a queue after a failed run', () => {
  async function standing() {
    const chat = await liveChat()
    await chat.send('Second')
    await chat.send('Third')
    await chat.last().say(ended('failed', { kind: 'run-failed', code: null }))
    await quiet()
    return chat
  }

  it('stands still, and goes on in its order when it is sent', async () => {
    const chat = await standing()
    expect(chat.followings).toHaveLength(1)
    chat.turns.sendQueued({ conversationId: 'c1' })
    await quiet()
    expect(chat.last().turn.question.text).toBe('Second')
    await chat.last().say(...underWay('run_2').slice(2), ...answered('Two'))
    await chat.last().end()
    await quiet()
    expect(chat.last().turn.question.text).toBe('Third')
  })

  it('is not sent into a live run', async () => {
    const chat = await liveChat()
    await chat.send('Second')
    chat.turns.sendQueued({ conversationId: 'c1' })
    await quiet()
    expect(chat.followings).toHaveLength(1)
  })
})

describe('news', () => {
  it('are over once they are marked as read', async () => {
    const chat = await liveChat()
    await chat.last().say(...answered('Hi'))
    await chat.last().end()
    await quiet()
    expect(chat.store.conversations.find('c1')?.hasNews).toBe(true)
    chat.conversations.markRead({ conversationId: 'c1' })
    expect(chat.store.conversations.find('c1')?.hasNews).toBe(false)
    const before = chat.events.length
    chat.conversations.markRead({ conversationId: 'c1' })
    expect(chat.events).toHaveLength(before)
  })
})
