/** When a run that is being followed may be looked at anew. */
import { describe, expect, it } from 'vitest'
import { answered, createTestChat, needsResults, quiet, underWay } from './test-chat.ts'

async function givingChat() {
  const chat = createTestChat()
  chat.begin()
  await chat.send('Where is order 1042?')
  await chat.last().say(...underWay(), needsResults('c1'))
  await chat.last().end()
  await quiet()
  chat.turns.giveResults({ ...chat.name(), results: [{ callId: 'c1', output: 'paid' }] })
  await quiet()
  await chat.last().say({ type: 'intended', post: 'results' })
  return chat
}

describe('a run whose results are on their way', () => {
  it('is left to them when the computer wakes, lest they be submitted twice', async () => {
    const chat = await givingChat()
    const before = chat.followings.length
    chat.turns.wake()
    await quiet()
    expect(chat.followings).toHaveLength(before)
    expect(chat.last().signal.aborted).toBe(false)
  })

  it('is looked at anew once they were taken', async () => {
    const chat = await givingChat()
    await chat.last().say({ type: 'results-taken' })
    const before = chat.followings.length
    chat.turns.wake()
    await quiet()
    expect(chat.followings).toHaveLength(before + 1)
    await chat.last().say(...answered('It is paid'))
    expect(chat.run().state).toBe('completed')
  })
})
