/** Cancelling: whatever the run is doing, the wish reaches the server once there is a run, and nobody waits for ever. */
import { describe, expect, it } from 'vitest'
import { Failure } from '../../shared/errors.ts'
import { createTestChat, ended, needsResults, quiet, underWay } from './test-chat.ts'

const CANCELLING = { type: 'status', state: 'cancelling', raw: 'cancelling' } as const

describe('cancelling before the run exists', () => {
  it('ends the run here, asks the server nothing and lets nothing more leave', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('Never mind')
    await chat.last().say({ type: 'intended', post: 'thread' })
    const following = chat.last()
    await chat.turns.cancel(chat.name())
    expect(following.signal.aborted).toBe(true)
    expect(chat.run()).toMatchObject({ state: 'cancelled', error: null })
    expect(chat.cancels).toEqual([])
    expect(chat.texts()).toEqual(['user failed: Never mind'])
    await following.say({ type: 'thread-created', threadId: 'thread_late' })
    expect(chat.store.conversations.find('c1')?.threadId).toBeNull()
  })

  it('does not call a question unsent that was on its way', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('Never mind')
    await chat.last().say(...underWay().slice(0, 3))
    await chat.turns.cancel(chat.name())
    expect(chat.run().state).toBe('cancelled')
    expect(chat.texts()).toEqual(['user unsure: Never mind'])
  })

  it('asks the next question at once', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('One')
    await chat.send('Two')
    await chat.turns.cancel(chat.name())
    await quiet()
    expect(chat.last().turn.question.text).toBe('Two')
  })

  it('asked again, leaves the question alone when the old backend notices late', async () => {
    const chat = createTestChat()
    chat.begin()
    const messageId = await chat.send('Hello')
    const late = chat.last()
    const cancelled = chat.turns.cancel(chat.name())
    chat.turns.askAgain(chat.name())
    await cancelled
    await late.end()
    expect(chat.store.turns.findMessage(messageId)?.status).toBe('sending')
  })
})

describe('cancelling while the run is being made', () => {
  const beforeTheRun = underWay().slice(0, 5)

  it('asks the server as soon as the run is there', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('Too late?')
    await chat.last().say(...beforeTheRun)
    await chat.turns.cancel(chat.name())
    expect(chat.cancels).toEqual([])
    await chat.last().say({ type: 'run-created', remoteId: 'run_1', expiresAt: null })
    expect(chat.cancels).toEqual([{ threadId: 'thread_1', remoteId: 'run_1' }])
    expect(chat.run().state).toBe('cancelling')
    await chat.last().say(ended('cancelled'))
    expect(chat.run().state).toBe('cancelled')
  })

  it('stops waiting after 30 seconds when the server never says', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('Hello?')
    await chat.last().say(...beforeTheRun)
    await chat.turns.cancel(chat.name())
    chat.clock.pass(30_000)
    await quiet()
    expect(chat.run()).toMatchObject({ isWatched: false, isCancelRequested: true })
    expect(chat.last().signal.aborted).toBe(true)
  })

  it('goes on looking for a run that was left alone before its ID was known', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('Hello?')
    await chat.last().say(...beforeTheRun)
    chat.turns.stopWaiting(chat.name())
    await chat.turns.cancel(chat.name())
    await quiet()
    expect(chat.followings).toHaveLength(2)
    await chat.last().say({ type: 'run-created', remoteId: 'run_1', expiresAt: null })
    expect(chat.cancels).toHaveLength(1)
  })
})

describe('cancelling a run at work', () => {
  it('asks the server, shows the wish at once and follows until the run is over', async () => {
    const chat = await chatAtWork()
    await chat.turns.cancel(chat.name())
    expect(chat.run()).toMatchObject({ state: 'cancelling', isCancelRequested: true })
    expect(chat.cancels).toEqual([{ threadId: 'thread_1', remoteId: 'run_1' }])
    await chat.last().say({ type: 'status', state: 'running', raw: 'in_progress' })
    expect(chat.run().state).toBe('cancelling')
    await chat.last().say(CANCELLING, ended('cancelled'))
    expect(chat.run()).toMatchObject({ state: 'cancelled', rawStatus: 'cancelled' })
  })

  it('asks once, however often the button is pressed', async () => {
    const chat = await chatAtWork()
    await Promise.all([chat.turns.cancel(chat.name()), chat.turns.cancel(chat.name())])
    expect(chat.cancels).toHaveLength(1)
  })

  it('shows the result when the run finished first', async () => {
    const chat = await chatAtWork()
    await chat.turns.cancel(chat.name())
    await chat.last().say(ended('completed'))
    expect(chat.run().state).toBe('completed')
  })

  it('marks a half-grown answer as partial', async () => {
    const chat = await chatAtWork()
    await chat.last().say({ type: 'text-grew', remoteId: 'msg_1', part: 0, at: 0, text: 'Half an' })
    await chat.turns.cancel(chat.name())
    await chat.last().say(ended('cancelled'))
    await chat.last().end()
    expect(chat.texts()).toEqual(['user sent: Hello', 'assistant partial: Half an'])
  })

  it('says so when the server cannot cancel, and lets the run go on', async () => {
    const chat = await chatAtWork(() => Promise.reject(new Failure({ kind: 'unsupported', what: 'cancel' })))
    await chat.turns.cancel(chat.name())
    expect(chat.run()).toMatchObject({
      state: 'running',
      isCancelRequested: false,
      isWatched: true,
      error: { kind: 'unsupported', what: 'cancel' },
    })
    chat.clock.pass(31_000)
    expect(chat.run().isWatched).toBe(true)
    await chat.last().say(ended('completed'))
    expect(chat.run()).toMatchObject({ state: 'completed', error: null })
  })

  it('gives the request 15 seconds', async () => {
    const chat = await chatAtWork((_at, signal) => untilAborted(signal))
    const cancelled = chat.turns.cancel(chat.name())
    await quiet()
    chat.clock.pass(14_999)
    await quiet()
    expect(chat.run().isCancelRequested).toBe(true)
    chat.clock.pass(1)
    await cancelled
    expect(chat.run()).toMatchObject({ isCancelRequested: false, error: { kind: 'unsupported' } })
  })

  it('stops waiting after 30 seconds for a run that is being cancelled for ever', async () => {
    const chat = await chatAtWork()
    await chat.turns.cancel(chat.name())
    await chat.last().say(CANCELLING)
    chat.clock.pass(29_999)
    expect(chat.run().isWatched).toBe(true)
    chat.clock.pass(1)
    await quiet()
    expect(chat.run()).toMatchObject({ state: 'cancelling', isWatched: false })
    expect(chat.last().signal.aborted).toBe(true)
    expect(chat.store.conversations.find('c1')?.isBusy).toBe(true)
  })

  it('asks the server again when someone looks at such a run again', async () => {
    const chat = await chatAtWork()
    await chat.turns.cancel(chat.name())
    chat.clock.pass(30_000)
    await quiet()
    chat.turns.watchAgain(chat.name())
    await quiet()
    expect(chat.cancels).toHaveLength(2)
    chat.clock.pass(30_000)
    expect(chat.run().isWatched).toBe(false)
  })

  it('gives a second wish its own 30 seconds when the first could not be sent', async () => {
    let tries = 0
    const chat = await chatAtWork(() =>
      ++tries === 1 ? Promise.reject(new Failure({ kind: 'forbidden' })) : Promise.resolve(),
    )
    await chat.turns.cancel(chat.name())
    chat.clock.pass(20_000)
    await chat.turns.cancel(chat.name())
    chat.clock.pass(15_000)
    expect(chat.run().isWatched).toBe(true)
    chat.clock.pass(15_000)
    expect(chat.run().isWatched).toBe(false)
  })

  it('is no matter for the time limit: what is being cancelled is not overdue', async () => {
    const chat = await chatAtWork()
    chat.clock.pass(290_000)
    await chat.turns.cancel(chat.name())
    chat.clock.pass(20_000)
    expect(chat.run()).toMatchObject({ isOverdue: false, error: null })
  })
})

describe('cancelling a run that waits for results or is not watched', () => {
  it('goes back to following a run that waited for results, until it is over', async () => {
    const chat = await chatAtWork()
    await chat.last().say(needsResults('call_1'))
    await chat.last().end()
    await chat.turns.cancel(chat.name())
    await quiet()
    expect(chat.followings).toHaveLength(2)
    await chat.last().say(ended('cancelled'))
    expect(chat.run()).toMatchObject({ state: 'cancelled', calls: [] })
  })

  it('does not take it for a broken backend when results are asked for while the cancel is on its way', async () => {
    let arrive = () => undefined as void
    const chat = await chatAtWork(() => new Promise<void>((resolve) => (arrive = resolve)))
    const cancelled = chat.turns.cancel(chat.name())
    await chat.last().say(needsResults('call_1'))
    await chat.last().end()
    expect(chat.run()).toMatchObject({ state: 'cancelling', isWatched: true, error: null })
    arrive()
    await cancelled
    await quiet()
    await chat.last().say(ended('cancelled'))
    expect(chat.run().state).toBe('cancelled')
  })

  it('offers the form again when the server cannot cancel', async () => {
    const chat = await chatAtWork(() => Promise.reject(new Failure({ kind: 'unsupported', what: 'cancel' })))
    await chat.last().say(needsResults('call_1'))
    await chat.last().end()
    await chat.turns.cancel(chat.name())
    await quiet()
    expect(chat.run()).toMatchObject({ state: 'needs-results', error: { kind: 'unsupported' } })
    expect(chat.followings).toHaveLength(1)
  })

  it('goes back to following a run that nobody watched', async () => {
    const chat = await chatAtWork()
    chat.turns.stopWaiting(chat.name())
    await chat.turns.cancel(chat.name())
    await quiet()
    expect(chat.cancels).toHaveLength(1)
    expect(chat.run()).toMatchObject({ isWatched: true, state: 'cancelling' })
    await chat.last().say(ended('cancelled'))
    expect(chat.run().state).toBe('cancelled')
  })

  it('keeps the reason in sight when a run nobody watched cannot be cancelled', async () => {
    const chat = await chatAtWork(() => Promise.reject(new Failure({ kind: 'forbidden' })))
    chat.turns.stopWaiting(chat.name())
    await chat.turns.cancel(chat.name())
    await quiet()
    expect(chat.run()).toMatchObject({ isWatched: false, error: { kind: 'forbidden' } })
  })

  it('asks again after a restart when the app ended before the server had answered', async () => {
    const before = await chatAtWork((_at, signal) => untilAborted(signal))
    before.turns.cancel(before.name()).catch(() => undefined)
    await quiet()
    before.turns.close()
    const chat = createTestChat({ store: before.store })
    chat.turns.resume()
    await quiet()
    expect(chat.cancels).toEqual([{ threadId: 'thread_1', remoteId: 'run_1' }])
  })

  it('refuses a run of another conversation or one that is over', async () => {
    const chat = await chatAtWork()
    chat.begin('c2')
    const { runId } = chat.name()
    await expect(chat.turns.cancel({ conversationId: 'c2', runId })).rejects.toThrow('not-found-here')
    await chat.last().say(ended('completed'))
    await chat.last().end()
    await expect(chat.turns.cancel(chat.name())).rejects.toThrow('not-found-here')
  })
})

async function chatAtWork(cancel?: NonNullable<Parameters<typeof createTestChat>[0]>['cancel']) {
  const chat = createTestChat(cancel === undefined ? {} : { cancel })
  chat.begin()
  await chat.send('Hello')
  await chat.last().say(...underWay())
  return chat
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
