/** Faults that servers and networks were seen to have, each through a whole turn. docs/faults.md lists them all. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Planned } from '../test-server.ts'
import {
  breaking,
  broken,
  closeServers,
  GET_MESSAGES,
  GET_RUN,
  is,
  midway,
  POST_MESSAGE,
  POST_RUN,
  posts,
  questions,
  rigWith,
  said,
  type Break,
} from './test-breaking.ts'
import { textOf } from './test-rig.ts'
import type { Entry } from './test-threads.ts'

afterEach(closeServers)

describe('a refusal', () => {
  const REFUSALS: [string, RegExp, Planned, object][] = [
    [
      'the assistant is gone',
      POST_RUN,
      said(404, "No assistant found with id 'asst_1'."),
      { kind: 'assistant-not-found' },
    ],
    ['a conflict that names no run', POST_RUN, said(409, 'Conflict'), { kind: 'refused', status: 409 }],
    ['a question too large', POST_MESSAGE, said(413, 'Too large'), { kind: 'refused', status: 413 }],
    ['a type the server does not take', POST_MESSAGE, said(415, 'No JSON'), { kind: 'refused', status: 415 }],
    ['a field it finds wrong', POST_RUN, said(422, 'model: wrong'), { kind: 'refused', status: 422 }],
    ['a region or project', POST_RUN, said(403, 'Not for you'), { kind: 'forbidden' }],
    [
      'a limit without a time',
      POST_RUN,
      said(429, 'Slow down'),
      { kind: 'rate-limited', retryAfterMs: null },
    ],
    ['a quota used up', POST_RUN, said(429, 'You exceeded your current quota'), { kind: 'quota-exceeded' }],
    ['a path that has gone', POST_RUN, said(410, 'Gone'), { kind: 'wrong-path' }],
  ]
  it.each(REFUSALS)('for %s is told at once and never sent again', async (_name, what, planned, error) => {
    const { go, sent, fake } = await rigWith([breaking(what, () => planned, 'always')])
    const { run } = await go()
    expect(run).toMatchObject({ state: 'failed', error })
    expect([sent(what), fake.runs.length]).toEqual([1, 0])
  })
})

describe('a run', () => {
  it('that the server forgot to expire is followed on: its end is the server’s to say', async () => {
    const late = { status: 'in_progress', expires_at: 1 }
    const { go } = await rigWith([], { script: [late, late, late, { status: 'completed' }] })
    expect((await go()).run).toMatchObject({ state: 'completed', error: null, polls: 3 })
  })

  it.each(['server_error', 'rate_limit_exceeded', 'invalid_prompt'])(
    'that failed with %s says so in the server’s words',
    async (code) => {
      const { go } = await rigWith([], {
        script: [{ status: 'failed', last_error: { code, message: 'Sorry.' } }],
      })
      expect((await go()).run.error).toEqual({
        kind: 'run-failed',
        code,
        technical: { serverMessage: 'Sorry.' },
      })
    },
  )

  it('of which an answer came before its end shows it once, at its end', async () => {
    const { go } = await rigWith([], {
      script: [{ status: 'queued' }, { status: 'in_progress' }, { status: 'completed' }],
    })
    const told = await go()
    expect(told.events.filter(({ type }) => type === 'answers')).toHaveLength(1)
    expect(textOf(told)).toBe('The answer.')
  })

  it.each<[string, unknown]>([
    ['no parts', []],
    ['an empty text', [{ type: 'text', text: { value: '', annotations: [] } }]],
    ['nothing but spaces', '  \n'],
    ['no content at all', undefined],
  ])('whose message has %s is completed without an answer, and says so', async (_name, content) => {
    const hollow: Break = (heard, fake) => {
      if (!is(heard, GET_MESSAGES)) return null
      const message: Entry = { ...fake.messages.at(-1), content }
      return { body: { data: [message], has_more: false } }
    }
    const { go } = await rigWith([hollow])
    const told = await go()
    expect(told.run).toMatchObject({ state: 'completed', error: { kind: 'no-response' } })
    expect(told.answers).toEqual([])
  })

  it('with an answer of two million characters shows all of it', async () => {
    const says = '🌕 moon '.repeat(250_000)
    const { go } = await rigWith([], { says })
    expect((await go()).answers[0]?.content[0]).toMatchObject({ text: says })
  })
})

describe('a long thread', () => {
  const NOW = Date.UTC(2026, 10, 22) / 1000
  const older = Array.from({ length: 9_000 }, (_, at): Entry => ({
    id: `old_${at}`,
    role: at % 2 === 0 ? 'user' : 'assistant',
    created_at: NOW - 10_000 + at,
    content: `old ${at}`,
  }))

  /** Pages as the protocol has them, and whatever the run. */
  const paged =
    (overlap: number): Break =>
    (heard, { messages }) => {
      if (!is(heard, GET_MESSAGES)) return null
      const { searchParams } = new URL(heard.path, 'http://x')
      const data = [...older, ...messages]
      if (searchParams.get('order') === 'desc') data.reverse()
      const after = data.findIndex(({ id }) => id === searchParams.get('after')) + 1
      const from = Math.max(0, after - overlap)
      const page = data.slice(from, after + Number(searchParams.get('limit') ?? 20))
      return { body: { object: 'list', data: page, has_more: after + 100 < data.length } }
    }

  it.each([0, 3])('of 9,000 messages has its one answer, with pages that overlap by %i', async (overlap) => {
    const { go, sent } = await rigWith([paged(overlap)])
    const told = await go(midway({}))
    expect(textOf(told)).toBe('The answer.')
    expect(told.answers).toHaveLength(1)
    expect(sent(GET_MESSAGES)).toBeLessThanOrEqual(100)
  })
})

describe('a network', () => {
  const LOST: [string, Planned][] = [
    [
      'a body that is cut in the middle',
      { body: '{"id": "msg_', headers: { 'content-type': 'application/json' }, cut: 'after' },
    ],
    ['a body shorter than promised', { body: '{}', headers: { 'content-length': '50' }, cut: 'after' }],
    ['an empty 200', { body: '' }],
    ['204', { status: 204, body: '' }],
  ]
  it.each(LOST)('that loses the answer by %s has each thing once', async (_name, how) => {
    const losing = [POST_MESSAGE, POST_RUN].map((what) =>
      breaking(what, (heard, fake) => ({ ...fake.reply(heard), ...how })),
    )
    const { go, fake } = await rigWith(losing)
    expect((await go()).run).toMatchObject({ state: 'completed', error: null })
    expect([questions(fake), fake.runs.length]).toEqual([1, 1])
  })

  it('that resets a kept connection costs a second look and nothing else', async () => {
    const { go, fake, server } = await rigWith([breaking(GET_RUN, () => ({ cut: 'before' }))], {
      script: [{ status: 'queued' }, { status: 'in_progress' }, { status: 'completed' }],
    })
    const told = await go()
    expect(told.run).toMatchObject({ state: 'completed', isReconnecting: false })
    expect([questions(fake), fake.runs.length, broken(told)]).toEqual([1, 1, undefined])
    expect(server.heard.filter(({ method }) => method === 'POST')).toHaveLength(3)
  })

  it('that takes its time with every answer changes nothing but the time', async () => {
    const slow: Break = (heard, fake) => ({ ...fake.reply(heard), piece: 40 })
    const { go, fake } = await rigWith([slow], { script: [{ status: 'queued' }, { status: 'completed' }] })
    expect(textOf(await go())).toBe('The answer.')
    expect([questions(fake), fake.runs.length]).toEqual([1, 1])
  })

  it('that is away while a run is taken up again comes back to the same run', async () => {
    const { go, fake, sent } = await rigWith([
      (heard) => (is(heard, GET_RUN) && sent(GET_RUN) <= 5 ? { cut: 'before' } : null),
    ])
    fake.runs.push({ id: 'run_1', thread_id: 'thread_1', status: 'in_progress', metadata: {} })
    fake.messages.push({ id: 'msg_2', role: 'assistant', run_id: 'run_1', content: 'Back.' })
    const told = await go(midway({ remoteId: 'run_1', posts: posts('done', 'done') }))
    expect(told.run).toMatchObject({ state: 'completed', isReconnecting: false })
    expect([textOf(told), sent(POST_RUN)]).toEqual(['Back.', 0])
  })
})

describe('cancelling a run that still waits in the queue', () => {
  const CANCEL = /\/cancel$/
  const AT = { threadId: 'thread_1', remoteId: 'run_1' }

  it('is asked for again at a server that cancels only what is at work', async () => {
    const refuse = said(400, 'Cannot cancel a queued run.')
    const { rig, fake, sent } = await rigWith([
      (heard) =>
        is(heard, CANCEL)
          ? sent(CANCEL) < 3
            ? refuse
            : { body: { id: 'run_1', status: 'cancelling' } }
          : null,
    ])
    fake.runs.push({ id: 'run_1', thread_id: 'thread_1' })
    fake.script = [{ status: 'queued' }]
    await rig.backend.cancel(AT, new AbortController().signal)
    expect([sent(CANCEL), rig.clock.naps]).toEqual([3, [1000, 1000]])
  })

  it('is told as impossible when the server goes on refusing', async () => {
    const { rig, fake, sent } = await rigWith([breaking(CANCEL, () => said(400, 'No.'), 'always')])
    fake.runs.push({ id: 'run_1', thread_id: 'thread_1' })
    fake.script = [{ status: 'queued' }]
    await expect(rig.backend.cancel(AT, new AbortController().signal)).rejects.toThrow('refused')
    expect(sent(CANCEL)).toBe(3)
  })
})
