/** Turns against a server that breaks where each test says: nothing is lost, nothing is sent twice. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Run } from '../../../shared/domain/run-record.ts'
import type { Turn } from '../../conversations/ports.ts'
import { eventStream, startTestServer, type Heard, type Planned, type TestServer } from '../test-server.ts'
import { createFakeThreads, type Entry, type FakeThreads } from './fake-threads.ts'
import { aTurn, backendAt, follow, textOf, typesOf, type Delivery } from './rig.ts'

const servers: TestServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

type Break = (heard: Heard, fake: FakeThreads) => Planned | null
const POST_MESSAGE = /^POST \S+\/messages$/
const POST_RUN = /^POST \S+\/runs$/
const GET_RUN = /^GET \S+\/runs\/[^/?]+$/
const GET_MESSAGES = /^GET \S+\/messages\?/
const GET_RUNS = /^GET \S+\/runs\?/
const SUBMIT = /^POST \S+\/submit_tool_outputs$/
const is = (heard: Heard, what: RegExp) => what.test(`${heard.method} ${heard.path}`)

/** Breaks the n-th request of a kind, counted from 1. */
const breaking = (
  what: RegExp,
  plan: (heard: Heard, fake: FakeThreads) => Planned,
  at: number | 'always' = 1,
): Break => {
  let count = 0
  return (heard, fake) => (is(heard, what) && (++count === at || at === 'always') ? plan(heard, fake) : null)
}
/** The server acts, and its answer gets lost. */
const lost =
  (how: Planned) =>
  (heard: Heard, fake: FakeThreads): Planned => ({ ...fake.reply(heard), ...how })

async function rigWith(
  breaks: Break[] = [],
  { delivery = 'polling', ...changes }: Partial<FakeThreads> & { delivery?: Delivery } = {},
) {
  const fake = Object.assign(createFakeThreads(), changes)
  const server = await startTestServer((heard) => {
    for (const each of breaks) {
      const planned = each(heard, fake)
      if (planned !== null) return planned
    }
    return fake.reply(heard)
  })
  servers.push(server)
  const rig = backendAt(server.baseUrl, delivery)
  const sent = (what: RegExp) => server.heard.filter((heard) => is(heard, what)).length
  return { rig, fake, server, sent, go: (turn: Turn = aTurn()) => follow(rig, turn) }
}

const questions = (fake: FakeThreads) => fake.messages.filter(({ role }) => role === 'user').length
const said = (status: number, message: string, headers = {}): Planned => ({
  status,
  headers,
  body: { error: { message } },
})
const broken = ({ events }: { events: readonly { type: string }[] }) =>
  events.find(({ type }) => type === 'broke')
const midway = (run: Partial<Run>, changes: Partial<Turn> = {}): Turn => {
  const turn = aTurn({ threadId: 'thread_1', ...changes })
  return { ...turn, run: { ...turn.run, threadId: 'thread_1', ...run } }
}
const posts = (
  message: 'not-yet' | 'intended' | 'done',
  run: 'not-yet' | 'intended' | 'done',
): Run['posts'] => ({
  thread: 'done',
  results: 'not-yet',
  ...{ message, run },
})

const LOSSES: [string, Planned][] = [
  ['a reset', { cut: 'before' }],
  ['500', { status: 500, body: 'no' }],
  ['502', { status: 502, body: '<html>' }],
  ['504', { status: 504, body: '' }],
  ['half an answer', { body: '{"id": "x', headers: { 'content-type': 'application/json' } }],
  ['a login page', { body: '<html>log in', headers: { 'content-type': 'text/html' } }],
  ['something else', { body: { strange: true } }],
]

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
    const { go, fake } = await rigWith([breaking(what, () => said(400, message), 'always')], {
      script: [{ status: 'in_progress' }],
    })
    fake.runs.push({ id: 'run_7', thread_id: 'thread_1' })
    expect((await go()).run).toMatchObject({ state: 'failed', error: { kind: 'active-run', runId: 'run_7' } })
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

describe('polling', () => {
  it('shows a state nobody knows as running, by its own word', async () => {
    const { go } = await rigWith([], {
      script: [{ status: 'paused' }, { status: 'paused' }, { status: 'completed' }],
    })
    const told = await go()
    expect(told.events.filter(({ type }) => type === 'status')).toEqual([
      { type: 'status', state: 'running', raw: 'paused' },
    ])
  })

  it("obeys the server's hint", async () => {
    const hinting = breaking(GET_RUN, (heard, fake) => ({
      ...fake.reply(heard),
      headers: { 'openai-poll-after-ms': '3456' },
    }))
    const { go, rig } = await rigWith([hinting], {
      script: [{ status: 'queued' }, { status: 'queued' }, { status: 'completed' }],
    })
    await go()
    expect(rig.clock.naps.slice(0, 2)).toEqual([1000, 3456])
  })

  it('refuses a run of another thread', async () => {
    const { go } = await rigWith([], { script: [{ thread_id: 'thread_2' }, { thread_id: 'thread_2' }] })
    expect((await go()).run.error).toMatchObject({ kind: 'unexpected-reply' })
  })

  it.each([
    [
      { status: 'failed', last_error: 'plainly' },
      { kind: 'run-failed', code: null, technical: { serverMessage: 'plainly' } },
    ],
    [
      { status: 'failed', last_error: { message: 'said' } },
      { kind: 'run-failed', technical: { serverMessage: 'said' } },
    ],
    [{ status: 'failed' }, { kind: 'run-failed', code: null }],
    [
      { status: 'incomplete', incomplete_details: { reason: 'max_completion_tokens' } },
      { kind: 'run-incomplete', reason: 'max_completion_tokens' },
    ],
    [{ status: 'incomplete' }, { kind: 'run-incomplete', reason: null }],
    [{ status: 'expired' }, { kind: 'run-expired' }],
  ])('an end such as %o is told', async (end, error) => {
    const { go } = await rigWith([], { script: [end] })
    expect((await go()).run).toMatchObject({ state: end.status, error })
  })

  it('looks again for messages that come late', async () => {
    let lists = 0
    const late: Break = (heard) => (is(heard, GET_MESSAGES) && ++lists < 4 ? { body: { data: [] } } : null)
    const { go, rig } = await rigWith([late])
    expect(textOf(await go())).toBe('The answer.')
    expect(rig.clock.naps).toEqual([1000, 0, 400, 1200])
  })

  it('is not led round in circles by a list without end', async () => {
    const endless: Break = (heard, fake) =>
      is(heard, GET_MESSAGES) ? { body: { data: fake.messages, has_more: true } } : null
    const { go, sent } = await rigWith([endless])
    expect(textOf(await go())).toBe('The answer.')
    expect(sent(GET_MESSAGES)).toBe(2)
  })
})

describe('function calls', () => {
  const wants = (...ids: string[]): Entry => ({
    status: 'requires_action',
    required_action: {
      type: 'submit_tool_outputs',
      submit_tool_outputs: {
        tool_calls: ids.map((id) => ({
          id,
          type: 'function',
          function: { name: `do_${id}`, arguments: '{}' },
        })),
      },
    },
  })
  const giving = async (breaks: Break[], script: Entry[], given: string[]) => {
    const made = await rigWith(breaks, { script })
    const waiting = await made.go()
    const results = given.map((callId) => ({ callId, output: 'x' }))
    const told = await made.go({ ...waiting.turn, run: { ...waiting.run, results } })
    return { ...made, waiting, told }
  }

  it('end the following until they are answered', async () => {
    const { waiting, told, server } = await giving(
      [],
      [wants('a'), wants('a'), { status: 'completed' }],
      ['a'],
    )
    expect(waiting.run).toMatchObject({
      state: 'needs-results',
      calls: [{ callId: 'a', name: 'do_a', argumentsText: '{}' }],
    })
    expect(told.run.state).toBe('completed')
    const body: unknown = JSON.parse(server.heard.find((heard) => is(heard, SUBMIT))?.body ?? '')
    expect(body).toMatchObject({ tool_outputs: [{ tool_call_id: 'a', output: 'x' }] })
  })

  it('may be answered in parts where the server lets them', async () => {
    const { told } = await giving([], [wants('a', 'b'), wants('a', 'b'), wants('b')], ['a'])
    expect(told.run).toMatchObject({ state: 'needs-results', calls: [{ callId: 'b' }], results: [] })
  })

  it.each(LOSSES)('are handed in once although the answer was lost by %s', async (_name, how) => {
    const { told, sent } = await giving(
      [breaking(SUBMIT, lost(how))],
      [wants('a'), wants('a'), { status: 'completed' }],
      ['a'],
    )
    expect(told.run).toMatchObject({ state: 'completed', error: null })
    expect(sent(SUBMIT)).toBe(1)
  })

  it('are handed in again when they had not arrived', async () => {
    const { told, sent } = await giving(
      [breaking(SUBMIT, () => ({ cut: 'before' }))],
      [wants('a'), wants('a'), wants('a'), { status: 'completed' }],
      ['a'],
    )
    expect([told.run.state, sent(SUBMIT)]).toEqual(['completed', 2])
  })

  it('handed in too late tell how the run really ended', async () => {
    const { told } = await giving(
      [breaking(SUBMIT, () => said(400, 'Runs in status "expired" do not accept tool outputs.'))],
      [wants('a'), { status: 'expired' }],
      ['a'],
    )
    expect(told.run).toMatchObject({ state: 'expired', error: { kind: 'run-expired' } })
  })

  it('that the server cannot take are told as such', async () => {
    const { told } = await giving(
      [breaking(SUBMIT, () => ({ status: 404, body: { detail: 'Not Found' } }))],
      [wants('a')],
      ['a'],
    )
    expect(broken(told)).toMatchObject({ error: { kind: 'unsupported', what: 'results' } })
  })

  it('that nobody can read are told after a while, without spinning', async () => {
    const { go, sent } = await rigWith([], { script: [{ status: 'requires_action', required_action: {} }] })
    expect((await go()).run).toMatchObject({ state: 'needs-results', calls: [] })
    expect(sent(GET_RUN)).toBeLessThan(10)
  })
})

describe('a stream', () => {
  const run = { id: 'run_1', thread_id: 'thread_1', status: 'in_progress' }
  const delta = (text: string) =>
    [
      'thread.message.delta',
      { id: 'msg_2', delta: { content: [{ index: 0, type: 'text', text: { value: text } }] } },
    ] as const
  const streaming = (events: readonly (readonly [string, unknown])[], how: Planned = {}): Break =>
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
