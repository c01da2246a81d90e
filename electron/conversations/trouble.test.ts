/** Trouble: the question is never lost, the reason is told, and asking again never posts twice what the server has. */
import { describe, expect, it } from 'vitest'
import type { AppError } from '../../shared/errors.ts'
import { Failure } from '../../shared/errors.ts'
import { answered, createTestChat, ended, quiet, underWay } from './test-chat.ts'
import type { TurnEvent } from './ports.ts'

const OFFLINE: AppError = { kind: 'unreachable', reason: 'dns', host: 'nowhere' }

describe('a turn that breaks before it reached the server', () => {
  it('keeps the question, marks it and says why', async () => {
    const chat = await chatThatHeard({ type: 'intended', post: 'thread' }, { type: 'broke', error: OFFLINE })
    expect(chat.texts()).toEqual(['user failed: Hello'])
    expect(chat.run()).toMatchObject({ state: 'failed', error: OFFLINE })
    expect(chat.store.conversations.find('c1')).toMatchObject({ isBusy: false, title: 'Hello' })
  })

  it('keeps the question when the key cannot be opened', async () => {
    const chat = createTestChat({
      backendFor: () => Promise.reject(new Failure({ kind: 'key-unreadable' })),
    })
    chat.begin()
    await chat.send('Hello')
    expect(chat.run()).toMatchObject({ state: 'failed', error: { kind: 'key-unreadable' } })
    expect(chat.texts()).toEqual(['user failed: Hello'])
    expect(chat.bugs).toEqual([])
  })

  it('marks a question as unsure when nobody can tell whether it arrived', async () => {
    const chat = await chatThatHeard(...underWay().slice(0, 3), {
      type: 'broke',
      error: { kind: 'unsure-sent' },
    })
    expect(chat.texts()).toEqual(['user unsure: Hello'])
  })
})

describe('a question that is at the server', () => {
  it('is never called unsent, even when the app died between writing its ID down and its run', async () => {
    const before = await chatThatHeard(...underWay().slice(0, 3))
    for (const message of before.store.turns.latestMessages('c1', 1))
      if (message.role === 'user')
        before.store.turns.saveMessage({ ...message, status: 'sent', remoteId: 'msg_1' })
    before.turns.close()
    const chat = createTestChat({ store: before.store })
    chat.turns.resume()
    await quiet()
    expect(chat.last().turn.question.remoteId).toBe('msg_1')
    await chat.last().say({ type: 'intended', post: 'run' }, ended('failed'))
    expect(chat.texts()).toEqual(['user sent: Hello'])
  })
})

describe('a turn that breaks while its run is at work', () => {
  it('leaves the run to the server and offers to look again', async () => {
    const chat = await chatThatHeard(...underWay(), { type: 'broke', error: OFFLINE })
    expect(chat.run()).toMatchObject({ state: 'running', isWatched: false, error: OFFLINE, endedAt: null })
    expect(chat.texts()).toEqual(['user sent: Hello'])
    chat.turns.watchAgain(chat.name())
    await quiet()
    expect(chat.run()).toMatchObject({ isWatched: true, error: null })
    await chat.last().say(...answered('There'))
    expect(chat.run().state).toBe('completed')
  })

  it('ends the run when the server no longer knows it', async () => {
    const chat = await chatThatHeard(...underWay(), {
      type: 'broke',
      error: { kind: 'run-not-found', runId: 'run_1' },
    })
    expect(chat.run()).toMatchObject({ state: 'failed', error: { kind: 'run-not-found' } })
  })

  it('never leaves a run hanging when its backend falls silent', async () => {
    const chat = await chatThatHeard(...underWay())
    await chat.last().end()
    expect(chat.run()).toMatchObject({
      isWatched: false,
      error: { kind: 'unexpected-reply', technical: { runId: 'run_1' } },
    })
  })

  it('takes what a backend throws for what it is: a failure of its kind, or a bug of ours', async () => {
    const known = await chatThatHeard(...underWay())
    await known.last().fail(new Failure({ kind: 'rate-limited', retryAfterMs: 1 }))
    expect(known.run().error?.kind).toBe('rate-limited')
    const bug = await chatThatHeard(...underWay())
    await bug.last().fail(new TypeError('x is undefined'))
    expect(bug.run().error).toMatchObject({ kind: 'bug', technical: { serverMessage: 'x is undefined' } })
    expect(bug.log).toContainEqual(expect.objectContaining({ level: 'error', event: 'following broke' }))
  })

  it('marks what had grown as partial after a failure', async () => {
    const chat = await chatThatHeard(
      ...underWay(),
      { type: 'text-grew', remoteId: 'msg_1', part: 0, at: 0, text: 'Half an' },
      ended('failed', { kind: 'run-failed', code: 'server_error' }),
    )
    await chat.last().end()
    expect(chat.texts()).toEqual(['user sent: Hello', 'assistant partial: Half an'])
  })

  it('logs a run without an answer in the words people search for, once', async () => {
    const chat = await chatThatHeard(...underWay(), ended('completed', { kind: 'no-response' }))
    await chat.last().end()
    expect(chat.log.filter(({ event }) => event === 'No assistant response found')).toHaveLength(1)
    expect(chat.run()).toMatchObject({ state: 'completed', error: { kind: 'no-response' } })
  })
})

describe('a full disk when a timer rings', () => {
  const full = () => {
    throw new Failure({ kind: 'storage-failed' })
  }

  it('is reported, and does not end the app: at the time limit', async () => {
    const chat = await chatThatHeard(...underWay())
    chat.store.turns.saveRun = full
    expect(() => chat.clock.pass(300_000)).not.toThrow()
    expect(chat.bugs).toMatchObject([{ error: { kind: 'storage-failed' } }])
  })

  it('is reported, and does not end the app: when a cancel takes too long', async () => {
    const chat = await chatThatHeard(...underWay())
    await chat.turns.cancel(chat.name())
    chat.store.turns.saveRun = full
    expect(() => chat.clock.pass(30_000)).not.toThrow()
    expect(chat.bugs).toMatchObject([{ error: { kind: 'storage-failed' } }])
  })
})

describe('a disk that fails right after a question was stored', () => {
  it('does not say that the question was not sent, and asks it once the disk works again', async () => {
    const chat = createTestChat()
    chat.begin()
    const { saveMessage } = chat.store.turns
    chat.store.turns.saveMessage = () => {
      throw new Failure({ kind: 'storage-failed' })
    }
    await chat.send('First')
    expect(chat.events.at(-1)).toMatchObject({ type: 'notice', notice: { kind: 'disk-full' } })
    expect(chat.followings).toEqual([])
    chat.store.turns.saveMessage = saveMessage
    await chat.send('Second')
    expect(chat.followings.map(({ turn }) => turn.question.text)).toEqual(['First'])
  })
})

describe('a conversation removed while its thread is made', () => {
  it('goes on with that thread after it came back', async () => {
    const chat = createTestChat()
    chat.begin()
    await chat.send('First')
    chat.conversations.remove({ conversationIds: ['c1'] })
    await chat.last().say(...underWay(), ended('completed'))
    await chat.last().end()
    chat.conversations.restore({ conversationIds: ['c1'] })
    await chat.send('Second')
    expect(chat.last().turn.threadId).toBe(chat.followings[0]?.turn.run.threadId ?? 'thread_1')
    expect(chat.followings).toHaveLength(2)
  })
})

describe('asking again', () => {
  it('does not post a question the server has', async () => {
    const chat = await chatThatHeard(...underWay(), ended('failed'))
    await chat.last().end()
    chat.turns.askAgain(chat.name())
    await quiet()
    expect(chat.last().turn).toMatchObject({
      question: { remoteId: 'msg_of_run_1' },
      run: { posts: { thread: 'done', message: 'done', run: 'not-yet' } },
    })
    expect(chat.texts()).toEqual(['user sent: Hello'])
  })

  it('posts a question that never left', async () => {
    const chat = await chatThatHeard({ type: 'intended', post: 'thread' }, { type: 'broke', error: OFFLINE })
    chat.turns.askAgain(chat.name())
    await quiet()
    expect(chat.last().turn).toMatchObject({
      question: { remoteId: null },
      run: { posts: { thread: 'not-yet', message: 'not-yet' } },
    })
    expect(chat.texts()).toEqual(['user sending: Hello'])
  })

  it('looks first for a question that was on its way when the person cancelled', async () => {
    const chat = await chatThatHeard(...underWay().slice(0, 3))
    await chat.turns.cancel(chat.name())
    chat.turns.askAgain(chat.name())
    await quiet()
    expect(chat.last().turn.run.posts.message).toBe('intended')
  })

  it('looks first for a question of which nobody could tell whether it arrived', async () => {
    const chat = await chatThatHeard(...underWay().slice(0, 3), {
      type: 'broke',
      error: { kind: 'unsure-sent' },
    })
    chat.turns.askAgain(chat.name())
    await quiet()
    expect(chat.last().turn.run.posts.message).toBe('intended')
  })

  it('does nothing while a run is open', async () => {
    const chat = await chatThatHeard(...underWay())
    chat.turns.askAgain(chat.name())
    await quiet()
    expect(chat.followings).toHaveLength(1)
  })

  it('refuses a run of another conversation', async () => {
    const chat = await chatThatHeard(...underWay())
    chat.begin('c2')
    const { runId } = chat.name('c1')
    expect(() => chat.turns.askAgain({ conversationId: 'c2', runId })).toThrow('not-found-here')
    expect(chat.followings).toHaveLength(1)
  })
})

async function chatThatHeard(...events: TurnEvent[]) {
  const chat = createTestChat()
  chat.begin()
  await chat.send('Hello')
  await chat.last().say(...events)
  return chat
}
