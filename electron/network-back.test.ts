/** The network goes away while a run is watched, and comes back: the run is looked at at once, however long the app meant to wait. */
import { afterEach, describe, expect, it } from 'vitest'
import { GET_RUN, POST_MESSAGE, POST_RUN, is } from './backends/assistants-v2/test-breaking.ts'
import { backendAt } from './backends/assistants-v2/test-rig.ts'
import { createFakeThreads } from './backends/assistants-v2/test-threads.ts'
import { startTestServer, type Planned } from './backends/test-server.ts'
import { createTestChat, quiet } from './conversations/test-chat.ts'
import { createTestClock, type TestClock } from './platform/test-clock.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A nap lasts until it is let go, or its signal calls it off. */
function heldClock(): { clock: TestClock; napping: () => number | null; wakeUp: () => void } {
  const held: { ms: number; end: () => void }[] = []
  const clock = createTestClock()
  const sleep = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      signal.throwIfAborted()
      clock.naps.push(ms)
      const nap = { ms, end: resolve }
      held.push(nap)
      signal.addEventListener(
        'abort',
        () => {
          held.splice(held.indexOf(nap), 1)
          reject(signal.reason)
        },
        { once: true },
      )
    })
  const wakeUp = () => {
    const nap = held.shift()
    clock.pass(nap?.ms ?? 0)
    nap?.end()
  }
  return { clock: { ...clock, sleep }, napping: () => held[0]?.ms ?? null, wakeUp }
}

/** A run that is under way at a real server, and a network that can be taken away. */
async function underWay(away: Planned) {
  const fake = Object.assign(createFakeThreads(), {
    script: [{ status: 'in_progress' }, { status: 'in_progress' }],
  })
  let isAway = false
  const server = await startTestServer((heard) => (isAway ? away : fake.reply(heard)))
  const { clock, napping, wakeUp } = heldClock()
  const { backend } = backendAt(server.baseUrl, 'polling', clock)
  const chat = createTestChat({ backendFor: () => Promise.resolve({ backend, assistantId: 'asst_1' }) })
  closing.push(
    () => chat.turns.close(),
    () => server.close(),
  )
  const looks = () => server.heard.filter((heard) => is(heard, GET_RUN)).length
  chat.begin()
  await chat.send('How far is the moon?')
  await expect.poll(napping).not.toBeNull()
  return {
    chat,
    clock,
    looks,
    napping,
    wakeUp,
    sent: (what: RegExp) => server.heard.filter((heard) => is(heard, what)).length,
    takeAway: () => (isAway = true),
    bringBack() {
      isAway = false
      fake.script = [{ status: 'completed' }]
    },
  }
}

describe('a network that was away', () => {
  it('and broke every look until the app waits for long leads to a look at once when it is back', async () => {
    const run = await underWay({ cut: 'before' })
    run.takeAway()
    while (run.napping() !== 8000) {
      const looks = run.looks()
      run.wakeUp()
      await expect.poll(run.looks).toBe(looks + 1)
      await expect.poll(run.napping).not.toBeNull()
    }
    expect(run.chat.run()).toMatchObject({ state: 'running', isReconnecting: true })
    run.bringBack()
    const napsBefore = run.clock.naps.length
    run.chat.turns.wake()
    await expect.poll(() => run.chat.run().state).toBe('completed')
    expect(run.clock.naps.slice(napsBefore)).toEqual([])
    expect(run.chat.run().isReconnecting).toBe(false)
    expect([run.sent(POST_MESSAGE), run.sent(POST_RUN)]).toEqual([1, 1])
    expect(run.chat.texts()).toContain('assistant complete: The answer.')
  })

  it('and took a look with it that nobody will ever answer leads to a new one at once', async () => {
    const run = await underWay({ hang: 'before' })
    run.takeAway()
    const before = run.looks()
    run.wakeUp()
    await expect.poll(run.looks).toBe(before + 1)
    await quiet()
    expect(run.chat.run().state).toBe('running')
    run.bringBack()
    const napsBefore = run.clock.naps.length
    run.chat.turns.wake()
    await expect.poll(() => run.chat.run().state).toBe('completed')
    expect(run.clock.naps.slice(napsBefore)).toEqual([])
    expect([run.sent(POST_MESSAGE), run.sent(POST_RUN)]).toEqual([1, 1])
  })
})
