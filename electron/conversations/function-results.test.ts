/** While a run waits for function results: remembered answers, the server's patience, and what is typed. */
import { describe, expect, it } from 'vitest'
import type { FunctionAnswers } from './persons-turn.ts'
import { answered, createTestChat, ended, needsResults, quiet, underWay } from './test-chat.ts'

const echoing: FunctionAnswers = {
  automatic: (_conversation, calls) => calls.map(({ callId }) => ({ callId, output: `echo ${callId}` })),
  keep: () => undefined,
}

async function waitingChat(functionAnswers?: FunctionAnswers, expiresAt: number | null = null) {
  const chat = createTestChat(functionAnswers === undefined ? {} : { functionAnswers })
  chat.begin()
  await chat.send('Where is order 1042?')
  await chat.last().say(...underWay(), { ...needsResults('c1', 'c2'), expiresAt } as never)
  await chat.last().end()
  await quiet()
  return chat
}

describe('remembered answers', () => {
  it('are given without asking when the whole batch has one, and are marked', async () => {
    const chat = await waitingChat(echoing)
    expect(chat.run().results).toEqual([
      { callId: 'c1', output: 'echo c1' },
      { callId: 'c2', output: 'echo c2' },
    ])
    expect(chat.run().automaticCalls).toEqual(['c1', 'c2'])
    expect(chat.store.journal.at(-1)).toMatchObject({ type: 'results-given', isAutomatic: true })
    expect(chat.followings).toHaveLength(2)
    await chat.last().say({ type: 'results-taken' }, ...answered('It is on its way'))
    expect(chat.run()).toMatchObject({ state: 'completed', automaticCalls: ['c1', 'c2'] })
    expect(chat.bugs).toEqual([])
  })

  it('are not given for a part of the batch', async () => {
    const chat = await waitingChat({ automatic: () => null, keep: () => undefined })
    expect(chat.run()).toMatchObject({ state: 'needs-results', results: [], automaticCalls: [] })
    expect(chat.followings).toHaveLength(1)
  })

  it('stop after fifty calls of one run, so that nothing goes on for ever unseen', async () => {
    const chat = createTestChat({ functionAnswers: echoing })
    chat.begin()
    await chat.send('Loop')
    await chat.last().say(...underWay())
    for (let round = 0; round < 60; round += 1) {
      await chat.last().say({ type: 'results-taken' }, needsResults(`c${round}`))
      await chat.last().end()
    }
    expect(chat.run().automaticCalls).toHaveLength(50)
    expect(chat.run()).toMatchObject({ state: 'needs-results', results: [] })
  })

  it('are learnt from what the person answers, by function', async () => {
    const kept: unknown[] = []
    const chat = await waitingChat({ automatic: () => null, keep: (...what) => kept.push(what) })
    const results = [
      { callId: 'c1', output: 'paid' },
      { callId: 'c2', output: 'sent' },
      { callId: 'of another batch', output: '?' },
    ]
    chat.turns.giveResults({ ...chat.name(), results })
    expect(kept).toEqual([
      [
        'c1',
        [
          { name: 'find_order', output: 'paid' },
          { name: 'find_order', output: 'sent' },
        ],
      ],
    ])
    expect(chat.run().automaticCalls).toEqual([])
  })
})

describe('a run whose time runs out while it waits', () => {
  it('is looked at once its time is up, and says how long the server waited', async () => {
    const at = createTestChat().clock.now()
    const chat = await waitingChat(undefined, at + 60_000)
    chat.clock.pass(60_999)
    expect(chat.followings).toHaveLength(1)
    chat.clock.pass(1)
    await quiet()
    expect(chat.followings).toHaveLength(2)
    await chat.last().say(ended('expired', { kind: 'run-expired' }))
    expect(chat.run()).toMatchObject({
      state: 'expired',
      error: { kind: 'run-expired', waitedMs: 60_000 },
    })
  })

  it('is looked at a few times more when the server’s clock is behind, and then left to the person', async () => {
    const at = createTestChat().clock.now()
    const chat = await waitingChat(undefined, at + 1_000)
    for (let look = 0; look < 20; look += 1) {
      chat.clock.pass(120_000)
      await quiet()
      await chat.last().say(needsResults('c1', 'c2'))
      await chat.last().end()
    }
    expect(chat.followings.length).toBeGreaterThan(3)
    expect(chat.followings.length).toBeLessThan(8)
    expect(chat.run().state).toBe('needs-results')
  })

  it('is not looked at any more once the results are on their way', async () => {
    const at = createTestChat().clock.now()
    const chat = await waitingChat(undefined, at + 60_000)
    const results = [
      { callId: 'c1', output: 'paid' },
      { callId: 'c2', output: 'sent' },
    ]
    chat.turns.giveResults({ ...chat.name(), results })
    await quiet()
    chat.clock.pass(70_000)
    expect(chat.followings).toHaveLength(2)
    expect(chat.last().signal.aborted).toBe(false)
  })
})

describe('what is typed as results', () => {
  it('is kept by run, and is there again', async () => {
    const chat = await waitingChat()
    const typed = { c1: { name: 'find_order', text: '{"sta', isJson: true, isError: false } }
    chat.conversations.saveTypedResults({ ...chat.name(), typed })
    expect(chat.conversations.typedResults(chat.name())).toEqual(typed)
    expect(chat.conversations.typedResults({ runId: 'another' })).toEqual({})
  })
})
