/** Nothing goes out twice when a following is left while something is on its way and is then taken up again. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Turn } from '../../conversations/ports.ts'
import { systemClock } from '../../platform/clock.ts'
import type { Heard, Planned } from '../test-server.ts'
import {
  breaking,
  closeServers,
  midway,
  POST_MESSAGE,
  POST_RUN,
  posts,
  questions,
  rigWith,
  SUBMIT,
} from './test-breaking.ts'
import { backendAt, follow, textOf } from './test-rig.ts'
import type { FakeThreads } from './test-threads.ts'

afterEach(closeServers)

const LEFT_AFTER_MS = 100

/** The server acts, and answers, a moment after it heard. */
const slowly = (heard: Heard, fake: FakeThreads): Planned => ({
  later: { ms: 600, plan: () => fake.reply(heard) },
})

const withTime = (rig: ReturnType<typeof backendAt>) => {
  rig.clock.sleep = (ms, signal) => systemClock.sleep(ms, signal)
  return rig
}

async function leave(rig: ReturnType<typeof backendAt>, turn: Turn) {
  const left = new AbortController()
  setTimeout(() => left.abort(new Error('left alone')), LEFT_AFTER_MS)
  await expect(follow(rig, turn, left.signal)).rejects.toThrow('left alone')
}

const question = midway({})
const run = midway({ posts: posts('done', 'not-yet') }, { question: { ...question.question, remoteId: 'm' } })

describe.each([
  ['question', POST_MESSAGE, question, midway({ posts: posts('intended', 'not-yet') })],
  ['run', POST_RUN, run, { ...run, run: { ...run.run, posts: posts('done', 'intended') } }],
] as const)('a %s that was on its way when it was left', (_name, what, turn, again) => {
  it('is taken up again by the same app', async () => {
    const { rig, fake, sent } = await rigWith([breaking(what, slowly)])
    await leave(rig, turn)
    const told = await follow(rig, again)
    expect(told.run).toMatchObject({ state: 'completed', error: null })
    expect(textOf(told)).toBe('The answer.')
    expect([sent(what), questions(fake), fake.runs.length]).toEqual([1, what === POST_MESSAGE ? 1 : 0, 1])
  })

  it('is taken up again after a restart', async () => {
    const { rig, fake, sent, server } = await rigWith([breaking(what, slowly)])
    await leave(rig, turn)
    const told = await follow(withTime(backendAt(server.baseUrl, 'polling')), again)
    expect(told.run).toMatchObject({ state: 'completed', error: null })
    expect([sent(what), questions(fake), fake.runs.length]).toEqual([1, what === POST_MESSAGE ? 1 : 0, 1])
  })

  it('is sent again when it never arrived', async () => {
    const { rig, sent, server } = await rigWith([breaking(what, () => ({ hang: 'before' }))])
    await leave(rig, turn)
    expect((await follow(backendAt(server.baseUrl, 'polling'), again)).run.state).toBe('completed')
    expect(sent(what)).toBe(2)
  })

  it('is given up by the same app after half a minute, and then sent again', async () => {
    const { rig, sent } = await rigWith([breaking(what, () => ({ hang: 'before' }))])
    await leave(rig, turn)
    const going = follow(rig, again)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(sent(what)).toBe(1)
    rig.clock.pass(30_000)
    expect((await going).run.state).toBe('completed')
    expect(sent(what)).toBe(2)
  })
})

describe('results that were on their way when they were left', () => {
  const ASKS = {
    status: 'requires_action',
    required_action: {
      type: 'submit_tool_outputs',
      submit_tool_outputs: {
        tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } }],
      },
    },
  }
  const giving = (results: 'not-yet' | 'intended') =>
    midway({
      remoteId: 'run_1',
      results: [{ callId: 'call_1', output: '1' }],
      posts: { ...posts('done', 'done'), results },
    })

  /** The run waits until the results were taken, which takes a moment. */
  async function rigThatTakesItsTime() {
    const state = { isTaken: false }
    const look = () => ({ body: { id: 'run_1', ...(state.isTaken ? { status: 'completed' } : ASKS) } })
    const made = await rigWith([
      breaking(
        SUBMIT,
        () => ({ later: { ms: 600, plan: () => ((state.isTaken = true), look()) } }),
        'always',
      ),
      breaking(/^GET \S+\/runs\/run_1$/, look, 'always'),
    ])
    await leave(made.rig, giving('not-yet'))
    return made
  }

  it('are submitted once by the same app', async () => {
    const { rig, sent } = await rigThatTakesItsTime()
    expect((await follow(rig, giving('intended'))).run.state).toBe('completed')
    expect(sent(SUBMIT)).toBe(1)
  })

  it('are submitted once over a restart', async () => {
    const { server, sent } = await rigThatTakesItsTime()
    const rig = withTime(backendAt(server.baseUrl, 'polling'))
    expect((await follow(rig, giving('intended'))).run.state).toBe('completed')
    expect(sent(SUBMIT)).toBe(1)
  })
})
