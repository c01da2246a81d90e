/** Another run holds the thread: it is waited for, cancelled, or followed where it is ours. */
import { describe, expect, it } from 'vitest'
import { Failure } from '../../shared/errors.ts'
import type { AssistantBackend, OpenRun } from './ports.ts'
import { createTestChat, quiet, underWay } from './test-chat.ts'

const blocked = { type: 'broke', error: { kind: 'active-run', runId: 'run_other' } } as const

/** A question that was refused because `open` holds the thread. */
async function blockedChat(
  open: () => OpenRun | null,
  outside: { cancel?: AssistantBackend['cancel'] } = {},
) {
  const chat = createTestChat({ findOpenRun: () => Promise.resolve(open()), ...outside })
  chat.begin()
  await chat.send('Hello')
  await chat.last().say({ type: 'thread-created', threadId: 'thread_1' }, blocked)
  await quiet()
  expect(chat.run().state).toBe('failed')
  return chat
}

const other: OpenRun = { remoteId: 'run_other', ourId: null }

describe('waiting for the run in the way', () => {
  it('asks only when the thread is free', async () => {
    let open: OpenRun | null = other
    const chat = await blockedChat(() => open)
    await chat.turns.waitForThread(chat.name())
    await quiet()
    expect(chat.run()).toMatchObject({ state: 'preparing', isThreadBusy: true })
    chat.clock.pass(3_000)
    await quiet()
    expect(chat.followings).toHaveLength(1)
    open = null
    chat.clock.pass(3_000)
    await quiet()
    expect(chat.followings).toHaveLength(2)
    expect(chat.run().isThreadBusy).toBe(false)
    expect(chat.cancels).toEqual([])
  })

  it('asks at once when it is over by now', async () => {
    const chat = await blockedChat(() => null)
    await chat.turns.waitForThread(chat.name())
    await quiet()
    expect(chat.followings).toHaveLength(2)
    expect(chat.last().turn.question.text).toBe('Hello')
  })

  it('can be given up', async () => {
    const chat = await blockedChat(() => other)
    await chat.turns.waitForThread(chat.name())
    await quiet()
    await chat.turns.cancel(chat.name())
    await quiet()
    chat.clock.pass(60_000)
    expect(chat.run().state).toBe('cancelled')
    expect(chat.followings).toHaveLength(1)
  })

  it('follows a run of ours that was lost sight of, and asks afterwards', async () => {
    const open: OpenRun = { remoteId: 'run_1', ourId: '' }
    const chat = createTestChat({ findOpenRun: () => Promise.resolve(open) })
    chat.begin()
    await chat.send('First')
    await chat.last().say(...underWay())
    open.ourId = chat.run().id
    await chat.last().say({ type: 'broke', error: { kind: 'run-not-found', runId: 'run_1' } })
    await chat.send('Second')
    await chat.last().say(blocked)
    await quiet()
    await chat.turns.waitForThread(chat.name())
    await quiet()
    expect(chat.last().turn).toMatchObject({
      question: { text: 'First' },
      run: { remoteId: 'run_1', posts: { message: 'done', run: 'done' } },
    })
    expect(chat.texts()).toContain('user queued: Second')
    await chat.last().say({ type: 'ended', state: 'completed', raw: 'completed', error: null, usage: null })
    await chat.last().end()
    await quiet()
    expect(chat.last().turn.question.text).toBe('Second')
    expect(chat.bugs).toEqual([])
  })
})

describe('unlocking', () => {
  it('cancels the run in the way, waits until it is over, and asks again', async () => {
    let open: OpenRun | null = other
    const chat = await blockedChat(() => open)
    await chat.turns.unlock(chat.name())
    await quiet()
    expect(chat.cancels).toEqual([{ threadId: 'thread_1', remoteId: 'run_other' }])
    expect(chat.followings).toHaveLength(1)
    open = null
    chat.clock.pass(3_000)
    await quiet()
    expect(chat.followings).toHaveLength(2)
  })

  it('fails in words when the server does not cancel, and changes nothing', async () => {
    const error = { kind: 'unsupported', what: 'cancel' } as const
    const chat = await blockedChat(() => other, { cancel: () => Promise.reject(new Failure(error)) })
    await expect(chat.turns.unlock(chat.name())).rejects.toMatchObject({ error })
    expect(chat.run()).toMatchObject({ state: 'failed', error: { kind: 'active-run' } })
  })

  it('is for a run that is over only', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('Hello')
    await expect(chat.turns.unlock(chat.name())).rejects.toMatchObject({ error: { kind: 'not-found-here' } })
  })

  it('twice in a hurry asks once', async () => {
    const chat = await blockedChat(() => null)
    const name = chat.name()
    await Promise.all([chat.turns.unlock(name), chat.turns.unlock(name)])
    await quiet()
    expect(chat.followings).toHaveLength(2)
  })
})
