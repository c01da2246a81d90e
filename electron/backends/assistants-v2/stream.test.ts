/** Watching a run by its stream, and ending it. */
import { afterEach, describe, expect, it } from 'vitest'
import {
  type Break,
  POST_RUN,
  GET_RUN,
  GET_RUNS,
  is,
  breaking,
  said,
  rigWith,
  closeServers,
} from './test-breaking.ts'
import { aTurn, textOf } from './test-rig.ts'
import { eventStream, type Planned } from '../test-server.ts'

afterEach(closeServers)

type Told = readonly [event: string, data: unknown]

describe('a stream', () => {
  const run = { id: 'run_1', thread_id: 'thread_1', status: 'in_progress' }
  const delta = (text: string) =>
    [
      'thread.message.delta',
      { id: 'msg_2', delta: { content: [{ index: 0, type: 'text', text: { value: text } }] } },
    ] as const
  const streaming = (events: readonly Told[], how: Planned = {}): Break =>
    breaking(POST_RUN, (heard, fake) => {
      fake.reply(heard)
      return { headers: { 'content-type': 'text/event-stream' }, body: eventStream(events), ...how }
    })

  it.each<[string, Planned]>([
    ['is cut', { cut: 'after' }],
    ['ends early', {}],
  ])('that %s goes on by polling, and nothing is doubled', async (_name, how) => {
    const { go, sent } = await rigWith(
      [streaming([['thread.run.created', run], delta('The '), delta('ans')], how)],
      { delivery: 'streaming' },
    )
    const told = await go()
    expect(told.run).toMatchObject({ state: 'completed', isReconnecting: false })
    expect([told.grown.get('msg_2/0'), textOf(told)]).toEqual(['The ans', 'The answer.'])
    expect([sent(POST_RUN), sent(GET_RUN)]).toEqual([1, 1])
  })

  it('tells the state of its run from the first event on', async () => {
    const told: Told[] = [
      ['thread.run.created', { ...run, status: 'queued' }],
      ['thread.run.in_progress', run],
      ['thread.run.completed', { ...run, status: 'completed' }],
    ]
    const { go, sent } = await rigWith([streaming(told)], { delivery: 'streaming' })
    const { events } = await go()
    expect(events.filter(({ type }) => type === 'status')).toMatchObject([
      { raw: 'queued' },
      { raw: 'in_progress' },
    ])
    expect(sent(GET_RUN)).toBe(0)
  })

  it('that goes on after it said that it was done changes nothing any more', async () => {
    const told: Told[] = [
      ['thread.run.created', run],
      delta('The '),
      ['thread.run.completed', { ...run, status: 'completed' }],
      ['done', '[DONE]'],
      delta('lie'),
      ['thread.message.completed', { id: 'msg_2', role: 'assistant', run_id: 'run_1', content: 'A lie.' }],
      ['thread.run.failed', { ...run, status: 'failed' }],
    ]
    const { go } = await rigWith([streaming(told)], { delivery: 'streaming' })
    const followed = await go()
    expect(followed.run).toMatchObject({ state: 'completed', error: null })
    expect([followed.grown.get('msg_2/0'), textOf(followed)]).toEqual(['The ', 'The answer.'])
  })

  it('that never tells its run is looked for', async () => {
    const { go, fake, sent } = await rigWith([streaming([])], { delivery: 'streaming' })
    expect((await go()).run).toMatchObject({ state: 'completed', remoteId: 'run_1' })
    expect([fake.runs.length, sent(GET_RUNS)]).toEqual([1, 1])
  })

  it('that falls silent is looked at from beside', async () => {
    const { go, rig } = await rigWith([streaming([['thread.run.created', run]], { hang: 'after' })], {
      delivery: 'streaming',
    })
    const following = go()
    const timer = setInterval(() => rig.clock.pass(10_000), 20)
    const told = await following
    clearInterval(timer)
    expect(told.run).toMatchObject({ state: 'completed', polls: 0 })
    expect(textOf(told)).toBe('The answer.')
  })

  it('that says error is not the end of the run', async () => {
    const { go } = await rigWith(
      [
        streaming([
          ['thread.run.created', run],
          ['error', { message: 'x' }],
        ]),
      ],
      { delivery: 'streaming' },
    )
    expect((await go()).run.state).toBe('completed')
  })

  it('of the run in another thread is refused', async () => {
    const { go } = await rigWith([streaming([['thread.run.created', { ...run, thread_id: 'thread_2' }]])], {
      delivery: 'streaming',
    })
    expect((await go()).run.error).toMatchObject({ kind: 'unexpected-reply' })
  })

  it('that a server does not have is not asked for again', async () => {
    const { go, server } = await rigWith([], { delivery: 'automatic' })
    await go()
    await go(aTurn({ knownMessageIds: ['msg_1', 'msg_2'] }))
    const asked = server.heard
      .filter((heard) => is(heard, POST_RUN))
      .map(({ body }) => body.includes('"stream":true'))
    expect(asked).toEqual([true, false])
  })
})

describe('cancelling', () => {
  const at = { threadId: 'thread_1', remoteId: 'run_1' }
  const cancel = async (planned: Planned, status = 'in_progress') => {
    const { rig, fake } = await rigWith([breaking(/\/cancel$/, () => planned, 'always')], {
      script: [{ status }],
    })
    fake.runs.push({ id: 'run_1', thread_id: 'thread_1' })
    return rig.backend.cancel(at, new AbortController().signal).then(
      () => 'fine',
      (thrown: unknown) => (thrown instanceof Error && 'error' in thrown ? thrown.error : thrown),
    )
  }

  it.each<[string, Planned, string]>([
    ['is taken', { body: { id: 'run_1', status: 'cancelling' } }, 'in_progress'],
    ['is taken without a word', { status: 204, body: '' }, 'in_progress'],
    ['comes too late', said(400, "Cannot cancel run with status 'completed'."), 'completed'],
    ['was asked for before', said(400, 'already cancelling'), 'cancelling'],
  ])('is fine when it %s', async (_name, planned, status) => {
    expect(await cancel(planned, status)).toBe('fine')
  })

  it.each<[Planned, object]>([
    [
      { status: 404, body: { detail: 'Not Found' } },
      { kind: 'unsupported', what: 'cancel' },
    ],
    [{ status: 405 }, { kind: 'unsupported', what: 'cancel' }],
    [{ status: 501 }, { kind: 'unsupported', what: 'cancel' }],
    [said(404, "No run found with id 'run_1'."), { kind: 'run-not-found' }],
    [said(400, 'not now'), { kind: 'refused', status: 400 }],
    [{ status: 500 }, { kind: 'server-failed' }],
  ])('that fails with %o says so', async (planned, error) => {
    expect(await cancel(planned)).toMatchObject(error)
  })
})
