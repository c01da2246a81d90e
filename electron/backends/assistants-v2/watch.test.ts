/** Watching a run by asking, and giving it the results it wants. */
import { afterEach, describe, expect, it } from 'vitest'
import {
  type Break,
  GET_RUN,
  GET_MESSAGES,
  SUBMIT,
  is,
  breaking,
  lost,
  said,
  broken,
  LOSSES,
  rigWith,
  closeServers,
  midway,
  posts,
} from './test-breaking.ts'
import type { Planned } from '../test-server.ts'
import { textOf, typesOf } from './test-rig.ts'
import type { Entry } from './test-threads.ts'

afterEach(closeServers)

describe('polling', () => {
  it('takes the reconnecting back as soon as the server is there again', async () => {
    const { go } = await rigWith([breaking(GET_RUN, () => ({ cut: 'before' }))], {
      script: [{ status: 'queued' }, { status: 'queued' }, { status: 'completed' }],
    })
    const types = typesOf(await go())
    expect(types.slice(types.indexOf('reconnecting'))).toEqual([
      'reconnecting',
      'polled',
      'status',
      'polled',
      'steps-changed',
      'answers',
      'ended',
    ])
  })

  it.each<[string, Planned]>([
    ['404', { status: 404, body: { detail: 'Not Found' } }],
    ['405', { status: 405 }],
  ])('asks only once for steps that a server does not have: %s', async (_name, planned) => {
    const { go, sent } = await rigWith([breaking(/\/steps\?/, () => planned, 'always')])
    expect((await go()).run.state).toBe('completed')
    expect((await go()).run.state).toBe('completed')
    expect(sent(/\/steps\?/)).toBe(1)
  })

  it('finds the answers by the steps where messages do not name their run', async () => {
    const steps = [
      { id: 's', type: 'message_creation', step_details: { message_creation: { message_id: 'ours' } } },
    ]
    const { go, fake } = await rigWith([breaking(/\/steps\?/, () => ({ body: { data: steps } }))], {
      says: null,
    })
    const content = (text: string) => ({ role: 'assistant', created_at: 1795305601, content: text })
    fake.messages.push({ id: 'stray', ...content('Stray.') }, { id: 'ours', ...content('Ours.') })
    expect(textOf(await go())).toBe('Ours.')
  })

  it.each([
    ['completed', false],
    ['cancelled', true],
    ['expired', true],
  ])('marks the answers of a run that is %s as partial: %s', async (status, isPartial) => {
    const { go } = await rigWith([], { script: [{ status }] })
    expect((await go()).answers).toMatchObject([{ isPartial }])
  })

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

  it('that an earlier life handed in are not handed in again', async () => {
    const { go, fake, sent } = await rigWith([], {
      script: [{ status: 'in_progress' }, { status: 'in_progress' }, { status: 'completed' }],
    })
    fake.runs.push({ id: 'run_1', thread_id: 'thread_1' })
    const turn = midway({
      remoteId: 'run_1',
      posts: { ...posts('done', 'done'), results: 'intended' },
      results: [{ callId: 'a', output: 'x' }],
    })
    expect(typesOf(await go(turn)).slice(0, 2)).toEqual(['intended results', 'results-taken'])
    expect(sent(SUBMIT)).toBe(0)
  })

  it('that the server finds wrong are not handed in again by themselves', async () => {
    const { told, sent } = await giving(
      [
        breaking(
          SUBMIT,
          () => said(400, "Expected tool outputs for call_ids ['a', 'b'], got ['a']"),
          'always',
        ),
      ],
      [wants('a', 'b')],
      ['a'],
    )
    expect(broken(told)).toMatchObject({ error: { kind: 'refused', status: 400 } })
    expect(sent(SUBMIT)).toBe(1)
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
