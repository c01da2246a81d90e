/** Waiting: the time limit, leaving a run alone, giving results, and taking runs up after a restart. */
import { describe, expect, it } from 'vitest'
import { answered, createTestChat, ended, needsResults, quiet, underWay } from './test-chat.ts'

describe('the time limit', () => {
  it('is reached at five minutes: the run is overdue, and the log says so in the words people search for', async () => {
    const chat = await chatAtWork()
    chat.clock.pass(299_999)
    expect(chat.run().isOverdue).toBe(false)
    chat.clock.pass(1)
    expect(chat.run()).toMatchObject({
      state: 'running',
      isOverdue: true,
      isWatched: true,
      error: {
        kind: 'run-timeout',
        afterMs: 300_000,
        technical: { threadId: 'thread_1', runId: 'run_1' },
      },
    })
    const lines = chat.log.filter(({ event }) => event === 'Assistant run timeout')
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ level: 'warn', facts: { remoteId: 'run_1' } })
  })

  it('does not cancel anything: an answer that comes late is still shown', async () => {
    const chat = await chatAtWork()
    chat.clock.pass(400_000)
    expect(chat.cancels).toEqual([])
    await chat.last().say(...answered('At last'))
    expect(chat.run()).toMatchObject({ state: 'completed', isOverdue: false, error: null })
  })

  it('begins anew when the person keeps waiting', async () => {
    const chat = await chatAtWork()
    chat.clock.pass(300_000)
    chat.turns.keepWaiting(chat.name())
    expect(chat.run()).toMatchObject({ isOverdue: false, error: null })
    chat.clock.pass(299_999)
    expect(chat.run().isOverdue).toBe(false)
    chat.clock.pass(1)
    expect(chat.run().isOverdue).toBe(true)
  })

  it('does not start by itself for a run that nobody watches', async () => {
    const chat = await chatAtWork()
    chat.turns.stopWaiting(chat.name())
    chat.turns.keepWaiting(chat.name())
    chat.clock.pass(900_000)
    expect(chat.run().isOverdue).toBe(false)
  })

  it('begins anew for someone who looks again', async () => {
    const chat = await chatAtWork()
    chat.clock.pass(300_000)
    chat.turns.stopWaiting(chat.name())
    chat.turns.watchAgain(chat.name())
    await quiet()
    chat.clock.pass(299_999)
    expect(chat.run().isOverdue).toBe(false)
  })

  it('does not count the time a run waits for the person', async () => {
    const chat = await chatAtWork()
    chat.clock.pass(200_000)
    await chat.last().say(needsResults('call_1'))
    await chat.last().end()
    chat.clock.pass(3_600_000)
    expect(chat.run().isOverdue).toBe(false)
    chat.turns.giveResults({ ...chat.name(), results: [{ callId: 'call_1', output: '42' }] })
    await quiet()
    await chat.last().say({ type: 'results-taken' })
    chat.clock.pass(99_999)
    expect(chat.run().isOverdue).toBe(false)
    chat.clock.pass(1)
    expect(chat.run().isOverdue).toBe(true)
  })

  it('counts on after a restart from where the run began, but leaves time to look', async () => {
    const before = await chatAtWork()
    before.turns.close()
    const early = createTestChat({ store: before.store })
    early.clock.pass(100_000)
    early.turns.resume()
    await quiet()
    early.clock.pass(200_000)
    expect(early.run().isOverdue).toBe(true)
    early.turns.close()

    const late = createTestChat({ store: before.store })
    late.clock.pass(86_400_000)
    late.turns.resume()
    await quiet()
    expect(late.run().isOverdue).toBe(false)
    late.clock.pass(3_000)
    expect(late.run().isOverdue).toBe(true)
  })

  it('forgives a restart the time the run had waited for the person', async () => {
    const before = await chatWaitingFor('call_1')
    before.turns.close()
    const chat = createTestChat({ store: before.store })
    chat.clock.pass(500_000)
    chat.turns.resume()
    await quiet()
    await chat.last().say(needsResults('call_1'))
    await chat.last().end()
    chat.turns.giveResults({ ...chat.name(), results: [{ callId: 'call_1', output: '42' }] })
    await quiet()
    await chat.last().say({ type: 'results-taken' })
    chat.clock.pass(299_000)
    expect(chat.run().isOverdue).toBe(false)
  })

  it('is no longer than it should be when the system clock was set back', async () => {
    const before = await chatAtWork()
    before.turns.close()
    before.store.runs.set(before.run().id, { ...before.run(), startedAt: Date.UTC(2036, 0, 1) })
    const chat = createTestChat({ store: before.store })
    chat.turns.resume()
    await quiet()
    chat.clock.pass(300_000)
    expect(chat.run().isOverdue).toBe(true)
  })
})

describe('leaving a run alone', () => {
  it('stops following and leaves the run at the server', async () => {
    const chat = await chatAtWork()
    chat.turns.stopWaiting(chat.name())
    await quiet()
    expect(chat.last().signal.aborted).toBe(true)
    expect(chat.cancels).toEqual([])
    expect(chat.run()).toMatchObject({ state: 'running', isWatched: false, endedAt: null, error: null })
    expect(chat.bugs).toEqual([])
  })

  it('takes it up where it was when someone looks again', async () => {
    const chat = await chatAtWork()
    await chat.last().say({ type: 'text-grew', remoteId: 'msg_1', part: 0, at: 0, text: 'So ' })
    chat.turns.stopWaiting(chat.name())
    chat.turns.watchAgain(chat.name())
    await quiet()
    expect(chat.last().turn.run).toMatchObject({ remoteId: 'run_1', isWatched: true })
    await chat.last().say({ type: 'text-grew', remoteId: 'msg_1', part: 0, at: 0, text: 'So far' })
    await chat.last().say(...answered('So far so good', 'msg_1'))
    await chat.last().end()
    expect(chat.texts()).toEqual(['user sent: Hello', 'assistant complete: So far so good'])
    expect(chat.run().state).toBe('completed')
  })

  it('hears nothing more from the backend that was left', async () => {
    const chat = await chatAtWork()
    const left = chat.last()
    chat.turns.stopWaiting(chat.name())
    chat.turns.watchAgain(chat.name())
    await left.say(ended('failed', { kind: 'run-failed', code: null }))
    await left.end()
    expect(chat.run()).toMatchObject({ state: 'running', isWatched: true, error: null })
  })
})

describe('a backend that does not stop when it is left', () => {
  it('is not listened to any more', async () => {
    let goOn = () => undefined as void
    const backend = {
      ...createTestChat().backend,
      async *follow() {
        yield* underWay()
        await new Promise<void>((resolve) => (goOn = resolve))
        yield ended('failed', { kind: 'run-failed', code: null })
      },
    }
    const chat = createTestChat({ backendFor: () => Promise.resolve({ backend, assistantId: 'asst_1' }) })
    chat.begin()
    await chat.send('Hello')
    chat.turns.stopWaiting(chat.name())
    goOn()
    await quiet()
    expect(chat.run()).toMatchObject({ state: 'running', isWatched: false, error: null })
  })
})

describe('giving results', () => {
  it('keeps them, and hands them to the backend', async () => {
    const chat = await chatWaitingFor('call_1', 'call_2')
    const results = ['call_1', 'call_2'].map((callId) => ({ callId, output: `of ${callId}` }))
    chat.turns.giveResults({ ...chat.name(), results: [...results, { callId: 'call_9', output: 'unasked' }] })
    await quiet()
    expect(chat.run().results).toEqual(results)
    expect(chat.last().turn.run.results).toEqual(results)
    await chat.last().say({ type: 'results-taken' })
    expect(chat.run()).toMatchObject({ state: 'running', calls: [], results: [] })
  })

  it('refuses half of them, and results nobody waits for', async () => {
    const chat = await chatWaitingFor('call_1', 'call_2')
    const half = { ...chat.name(), results: [{ callId: 'call_1', output: '' }] }
    expect(() => chat.turns.giveResults(half)).toThrow('invalid-request')
    const running = await chatAtWork()
    expect(() => running.turns.giveResults({ ...running.name(), results: [] })).toThrow('invalid-request')
  })

  it('hands them over once when the button is pressed twice', async () => {
    const chat = await chatWaitingFor('call_1')
    const given = { ...chat.name(), results: [{ callId: 'call_1', output: '42' }] }
    chat.turns.giveResults(given)
    await quiet()
    chat.turns.giveResults(given)
    await quiet()
    expect(chat.followings).toHaveLength(2)
  })

  it('watches a run again that was left alone', async () => {
    const chat = await chatWaitingFor('call_1')
    chat.turns.stopWaiting(chat.name())
    chat.turns.giveResults({ ...chat.name(), results: [{ callId: 'call_1', output: '42' }] })
    await quiet()
    expect(chat.run().isWatched).toBe(true)
    expect(chat.followings).toHaveLength(2)
  })
})

describe('after a restart', () => {
  it('takes up every open run, and no other', async () => {
    const before = createTestChat()
    for (const id of ['c1', 'c2', 'c3', 'c4']) {
      before.begin(id)
      await before.send(`Question of ${id}`, id)
      await before.last().say(...underWay(`run_${id}`, `thread_${id}`))
    }
    before.turns.stopWaiting(before.name('c2'))
    await before.followings[2]?.say(...answered('Done'))
    await before.followings[2]?.end()
    before.conversations.remove({ conversationIds: ['c4'] })
    before.turns.close()

    const chat = createTestChat({ store: before.store })
    chat.turns.resume()
    await quiet()
    expect(chat.followings.map(({ turn }) => turn.run.remoteId)).toEqual(['run_c1', 'run_c2'])
    expect(chat.run('c2').isWatched).toBe(true)
  })

  it('asks a question that was stored but had not begun when the app died', async () => {
    const before = createTestChat()
    before.begin()
    const question = { id: 'm1', conversationId: 'c1', role: 'user', remoteId: null, createdAt: 0 } as const
    const content = [{ type: 'text' as const, text: 'Still there?', citations: [] }]
    before.store.turns.addQuestion({ ...question, content, status: 'queued' })
    const chat = createTestChat({ store: before.store })
    chat.turns.resume()
    await quiet()
    expect(chat.last().turn.question).toMatchObject({ id: 'm1', text: 'Still there?' })
  })

  it('does not go on with a queue that stood still after a failure', async () => {
    const before = createTestChat()
    before.begin()
    await before.send('One')
    await before.send('Two')
    await before.last().say(...underWay(), ended('failed'))
    await before.last().end()
    const chat = createTestChat({ store: before.store })
    chat.turns.resume()
    await quiet()
    expect(chat.followings).toEqual([])
  })

  it('takes up the others when one run cannot be taken up', async () => {
    const before = createTestChat()
    for (const id of ['c1', 'c2']) {
      before.begin(id)
      await before.send('Hello', id)
      await before.last().say(...underWay(`run_${id}`))
    }
    before.turns.close()
    const chat = createTestChat({ store: before.store })
    const { answersOf } = chat.store.turns
    const broken = before.name('c1').runId
    chat.store.turns.answersOf = (runId) => {
      if (runId === broken) throw new Error('unreadable')
      return answersOf(runId)
    }
    chat.turns.resume()
    await quiet()
    expect(chat.followings.map(({ turn }) => turn.run.conversationId)).toEqual(['c2'])
    expect(chat.bugs).toHaveLength(1)
  })

  it('goes on with the answers that were already there', async () => {
    const before = await chatAtWork()
    await before.last().say({ type: 'text-grew', remoteId: 'msg_1', part: 0, at: 0, text: 'Once upon' })
    before.turns.close()
    const chat = createTestChat({ store: before.store })
    chat.turns.resume()
    await quiet()
    await chat.last().say({ type: 'text-grew', remoteId: 'msg_1', part: 0, at: 5, text: 'upon a time' })
    chat.turns.keepSafe('c1')
    expect(chat.texts()).toEqual(['user sent: Hello', 'assistant growing: Once upon a time'])
  })

  it('takes up the run of a removed conversation when that comes back', async () => {
    const before = await chatAtWork()
    before.conversations.remove({ conversationIds: ['c1'] })
    before.turns.close()
    const chat = createTestChat({ store: before.store })
    chat.turns.resume()
    await quiet()
    expect(chat.followings).toEqual([])
    chat.conversations.restore({ conversationIds: ['c1'] })
    await quiet()
    expect(chat.last().turn.run.remoteId).toBe('run_1')
  })
})

describe('closing the app', () => {
  it('leaves open runs open, keeps growing text and starts no timer anew', async () => {
    const chat = await chatAtWork()
    await chat.last().say({ type: 'text-grew', remoteId: 'msg_1', part: 0, at: 0, text: 'Half' })
    await chat.turns.cancel(chat.name())
    chat.turns.close()
    const written = chat.happened.length
    await quiet()
    chat.clock.pass(3_600_000)
    await quiet()
    expect(chat.happened.length).toBe(written)
    expect(chat.texts()).toEqual(['user sent: Hello', 'assistant growing: Half'])
    expect(chat.run()).toMatchObject({ state: 'cancelling', isWatched: true })
  })
})

async function chatAtWork() {
  const chat = createTestChat()
  chat.begin()
  await chat.send('Hello')
  await chat.last().say(...underWay())
  return chat
}

async function chatWaitingFor(...callIds: string[]) {
  const chat = await chatAtWork()
  await chat.last().say(needsResults(...callIds))
  await chat.last().end()
  return chat
}
