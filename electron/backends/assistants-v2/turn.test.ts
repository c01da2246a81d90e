/** Turns against a server that breaks where each test says: nothing is lost, nothing is sent twice. */
import { afterEach, describe, expect, it } from 'vitest'
import {
  type Break,
  POST_MESSAGE,
  POST_RUN,
  GET_RUN,
  GET_MESSAGES,
  is,
  breaking,
  lost,
  questions,
  said,
  midway,
  posts,
  LOSSES,
  rigWith,
  closeServers,
} from './test-breaking.ts'
import { aTurn, textOf, typesOf } from './test-rig.ts'

afterEach(closeServers)

describe('an answer that gets lost after the server has acted', () => {
  it.each(LOSSES)('by %s: the question is there once', async (_name, how) => {
    const { go, fake, sent } = await rigWith([breaking(POST_MESSAGE, lost(how))])
    const told = await go()
    expect(told.run).toMatchObject({ state: 'completed', error: null })
    expect([questions(fake), sent(POST_MESSAGE)]).toEqual([1, 1])
    expect(told.turn.question.remoteId).toBe('msg_1')
  })

  it.each(LOSSES)('by %s: the run is there once', async (_name, how) => {
    const { go, fake, sent } = await rigWith([breaking(POST_RUN, lost(how))])
    expect((await go()).run).toMatchObject({ state: 'completed', error: null, remoteId: 'run_1' })
    expect([fake.runs.length, sent(POST_RUN)]).toEqual([1, 1])
  })

  it('is found by its text where the server drops metadata', async () => {
    const forgetful: Break = (heard, fake) => {
      for (const entry of [...fake.messages, ...fake.runs]) delete entry['metadata']
      return is(heard, POST_MESSAGE) && fake.messages.length === 0
        ? lost({ cut: 'before' })(heard, fake)
        : null
    }
    const { go, fake } = await rigWith([forgetful, breaking(POST_RUN, lost({ cut: 'before' }))])
    expect((await go()).run.state).toBe('completed')
    expect([questions(fake), fake.runs.length]).toEqual([1, 1])
  })

  it('is sent once more when the server truly has nothing', async () => {
    const { go, fake, sent } = await rigWith([
      breaking(POST_MESSAGE, () => ({ cut: 'before' })),
      breaking(POST_RUN, () => ({ status: 500 })),
    ])
    expect((await go()).run.state).toBe('completed')
    expect([questions(fake), fake.runs.length, sent(POST_MESSAGE), sent(POST_RUN)]).toEqual([1, 1, 2, 2])
  })

  it('is never sent a third time', async () => {
    const { go, sent } = await rigWith([breaking(POST_MESSAGE, () => ({ status: 500 }), 'always')])
    expect((await go()).run).toMatchObject({ state: 'failed', error: { kind: 'server-failed', status: 500 } })
    expect(sent(POST_MESSAGE)).toBe(2)
  })

  it('is left to the person when the server cannot be asked', async () => {
    const { go, sent } = await rigWith([
      breaking(POST_MESSAGE, lost({ cut: 'before' })),
      breaking(GET_MESSAGES, () => ({ cut: 'before' }), 'always'),
    ])
    expect((await go()).run).toMatchObject({ state: 'failed', error: { kind: 'unsure-sent' } })
    expect(sent(POST_MESSAGE)).toBe(1)
  })

  it('of making a thread costs an empty thread and nothing else', async () => {
    const { go, sent } = await rigWith([breaking(/^POST \S+\/threads$/, lost({ cut: 'before' }))])
    expect((await go()).run.state).toBe('completed')
    expect(sent(/^POST \S+\/threads$/)).toBe(2)
  })
})

describe('a turn taken up after a crash', () => {
  const question = { role: 'user', created_at: 1795305600, content: 'How far is the moon?' }

  it('adopts the question that had arrived', async () => {
    const { go, fake, sent } = await rigWith([])
    fake.messages.push({ ...question, id: 'msg_1', metadata: { client_msg_id: 'q-1' } })
    expect((await go(midway({ posts: posts('intended', 'not-yet') }))).turn.question.remoteId).toBe('msg_1')
    expect(sent(POST_MESSAGE)).toBe(0)
  })

  it('sends the question that had not arrived, whatever others said alike before', async () => {
    const { go, fake, sent } = await rigWith([])
    fake.messages.push({ ...question, id: 'msg_old' })
    fake.messages.push({ ...question, id: 'msg_other', metadata: { client_msg_id: 'q-0' } })
    const turn = midway({ posts: posts('intended', 'not-yet') }, { knownMessageIds: ['msg_old'] })
    expect((await go(turn)).run.state).toBe('completed')
    expect(sent(POST_MESSAGE)).toBe(1)
  })

  it('adopts the run that had begun', async () => {
    const { go, fake, sent } = await rigWith([])
    fake.runs.push({ id: 'run_0', thread_id: 'thread_1', metadata: { client_msg_id: 'r-0' } })
    fake.runs.push({ id: 'run_1', thread_id: 'thread_1', metadata: { client_msg_id: 'r-1' } })
    fake.messages.push({ id: 'a', role: 'assistant', run_id: 'run_1', content: 'So.' })
    const told = await go(midway({ posts: posts('done', 'intended') }))
    expect([told.run.remoteId, textOf(told), sent(POST_RUN)]).toEqual(['run_1', 'So.', 0])
  })

  it('asks at once for the run it knows', async () => {
    const { go, fake, rig } = await rigWith([])
    fake.runs.push({ id: 'run_1', thread_id: 'thread_1' })
    const told = await go(midway({ remoteId: 'run_1', posts: posts('done', 'done') }))
    expect(typesOf(told)[0]).toBe('polled')
    expect(rig.clock.naps).toEqual([0, 400, 1200])
    expect(told.run.error).toMatchObject({ kind: 'no-response' })
  })

  it('says when the run is gone', async () => {
    const { go } = await rigWith([])
    const told = await go(midway({ remoteId: 'run_9', posts: posts('done', 'done') }))
    expect(told.run).toMatchObject({ state: 'failed', error: { kind: 'run-not-found', runId: 'run_9' } })
  })

  it('asks again without sending the question again', async () => {
    const { go, sent } = await rigWith([])
    const turn = midway({}, { question: { ...aTurn().question, remoteId: 'msg_1' } })
    expect((await go(turn)).run.state).toBe('completed')
    expect([sent(POST_MESSAGE), sent(POST_RUN)]).toEqual([0, 1])
  })
})

describe('a thread that is taken', () => {
  const TAKEN = [
    ['question', POST_MESSAGE, "Can't add messages to thread_1 while a run run_7 is active."],
    ['run', POST_RUN, 'Thread thread_1 already has an active run run_7.'],
  ] as const

  it.each(TAKEN)('by another run refuses the %s and names the run', async (_name, what, message) => {
    const { go, fake, sent } = await rigWith([breaking(what, () => said(400, message), 'always')], {
      script: [{ status: 'in_progress' }],
    })
    fake.runs.push({ id: 'run_7', thread_id: 'thread_1' })
    expect((await go()).run).toMatchObject({ state: 'failed', error: { kind: 'active-run', runId: 'run_7' } })
    expect(sent(what)).toBe(1)
  })

  it.each(TAKEN)('by a run that is over by now takes the %s after all', async (_name, what, message) => {
    const { go, fake, sent } = await rigWith([breaking(what, () => said(400, message))])
    fake.runs.push({ id: 'run_7', thread_id: 'thread_1' })
    expect((await go()).run).toMatchObject({ state: 'completed', error: null })
    expect(sent(what)).toBe(2)
  })

  it('by our own run is ours', async () => {
    const { go, fake } = await rigWith([
      breaking(POST_RUN, () => said(400, 'Thread thread_1 already has an active run run_7.')),
    ])
    fake.runs.push({ id: 'run_7', thread_id: 'thread_1', metadata: { client_msg_id: 'r-1' } })
    fake.messages.push({ id: 'a', role: 'assistant', run_id: 'run_7', content: 'Ours.' })
    const told = await go()
    expect([told.run.remoteId, textOf(told)]).toEqual(['run_7', 'Ours.'])
  })
})

describe('what is sent', () => {
  it('is what every known server of the protocol takes', async () => {
    const { go, server } = await rigWith([])
    await go()
    const posted = server.heard
      .filter(({ method }) => method === 'POST')
      .map(({ body }): unknown => JSON.parse(body))
    expect(posted).toEqual([
      { messages: [], metadata: { client_msg_id: 'c-1' } },
      { role: 'user', content: 'How far is the moon?', metadata: { client_msg_id: 'q-1' } },
      { assistant_id: 'asst_1', metadata: { client_msg_id: 'r-1' } },
    ])
  })
})

describe('trouble on the way', () => {
  it('with a busy server is waited out once, for as long as it says', async () => {
    const { go, rig, sent } = await rigWith([
      breaking(POST_RUN, () => said(429, 'slow down', { 'retry-after': '7' })),
    ])
    const told = await go()
    expect(told.run).toMatchObject({ state: 'completed', isReconnecting: false })
    expect(rig.clock.naps[0]).toBe(7000)
    expect([sent(POST_RUN), typesOf(told).filter((type) => type === 'reconnecting')]).toEqual([
      2,
      ['reconnecting'],
    ])
  })

  it('with a server that stays busy is waited out no second time', async () => {
    const { go, sent } = await rigWith([
      breaking(POST_RUN, () => said(429, 'x', { 'retry-after': '1' }), 'always'),
    ])
    expect((await go()).run.error).toMatchObject({ kind: 'rate-limited', retryAfterMs: 1000 })
    expect(sent(POST_RUN)).toBe(2)
  })

  it("with a server busy for longer is the person's to wait out", async () => {
    const { go, rig } = await rigWith([breaking(POST_RUN, () => said(429, 'x', { 'retry-after': '61' }))])
    expect((await go()).run.error).toMatchObject({ kind: 'rate-limited', retryAfterMs: 61_000 })
    expect(rig.clock.naps).toEqual([])
  })

  it('never fails a run that is being watched', async () => {
    let count = 0
    const flaky: Break = (heard) => {
      if (!is(heard, GET_RUN) || ++count > 6) return null
      return (
        [
          { cut: 'before' as const },
          { status: 500 },
          { body: '<html>', headers: { 'content-type': 'text/html' } },
        ][count % 3] ?? null
      )
    }
    const { go, rig } = await rigWith([flaky])
    const told = await go()
    expect(told.run).toMatchObject({ state: 'completed', isReconnecting: false })
    expect(rig.clock.naps).toEqual([1000, 1000, 2000, 4000, 8000, 8000, 8000])
  })

  it('with the key in the middle of a run is told, and the run goes on', async () => {
    const { go } = await rigWith([breaking(GET_RUN, () => said(401, 'bad key'))])
    expect((await go()).run).toMatchObject({
      state: 'queued',
      isWatched: false,
      remoteId: 'run_1',
      error: { kind: 'key-refused' },
    })
  })

  it('with a thread that is too new to be found is waited out', async () => {
    const { go, rig, sent } = await rigWith([
      breaking(POST_MESSAGE, () => said(404, "No thread found with id 'thread_1'.")),
    ])
    expect((await go()).run.state).toBe('completed')
    expect([rig.clock.naps[0], sent(POST_MESSAGE)]).toEqual([300, 2])
  })

  it('with a thread that is gone is told by name', async () => {
    const { go } = await rigWith([
      breaking(POST_MESSAGE, () => said(404, "No thread found with id 'thread_1'."), 'always'),
    ])
    expect((await go(midway({}))).run.error).toMatchObject({ kind: 'thread-not-found', threadId: 'thread_1' })
  })

  it('stops everything when called off', async () => {
    const { rig } = await rigWith([breaking(GET_RUN, () => ({ hang: 'before' }))])
    const off = new AbortController()
    const following = (async () => {
      for await (const event of rig.backend.follow(aTurn(), off.signal)) {
        if (event.type === 'status') setTimeout(() => off.abort(new Error('called off')), 30)
      }
    })()
    await expect(following).rejects.toThrow('called off')
  })
})
