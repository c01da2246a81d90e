/** The life of a run: every state meets every event. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AppError } from '../errors.ts'
import { newRun, type EndState, type OpenState, type Run } from './run-record.ts'
import { advance, canCancel, isOver, type RunEvent } from './run.ts'

const AT = 1_000
const ERROR: AppError = { kind: 'run-failed', code: null }
const CALLS = [{ callId: 'call_1', name: 'find_order', argumentsText: '{}' }]
const RESULTS = [{ callId: 'call_1', output: '42' }]

const OPEN: readonly OpenState[] = ['preparing', 'queued', 'running', 'needs-results', 'cancelling']
const OVER: readonly EndState[] = ['completed', 'failed', 'incomplete', 'expired', 'cancelled']

const EVENTS = {
  started: { type: 'started' },
  intended: { type: 'intended', post: 'run' },
  'thread-created': { type: 'thread-created', threadId: 'thread_1' },
  'message-posted': { type: 'message-posted', remoteMessageId: 'msg_1' },
  'run-created': { type: 'run-created', remoteId: 'run_1', expiresAt: 9 },
  'status queued': { type: 'status', state: 'queued', raw: 'queued' },
  'status running': { type: 'status', state: 'running', raw: 'in_progress' },
  'status cancelling': { type: 'status', state: 'cancelling', raw: 'cancelling' },
  'results-needed': { type: 'results-needed', calls: CALLS, expiresAt: null },
  'results-given': { type: 'results-given', results: RESULTS },
  'results-given automatically': { type: 'results-given', results: RESULTS, isAutomatic: true },
  'thread-busy': { type: 'thread-busy' },
  'thread-free': { type: 'thread-free' },
  'results-taken': { type: 'results-taken' },
  'steps-changed': { type: 'steps-changed', steps: [] },
  'first-text': { type: 'first-text' },
  polled: { type: 'polled' },
  reconnecting: { type: 'reconnecting' },
  'ended completed': { type: 'ended', state: 'completed', raw: 'completed', error: null, usage: null },
  'ended failed': { type: 'ended', state: 'failed', raw: 'failed', error: ERROR, usage: null },
  'ended incomplete': { type: 'ended', state: 'incomplete', raw: 'incomplete', error: ERROR, usage: null },
  'ended expired': { type: 'ended', state: 'expired', raw: 'expired', error: ERROR, usage: null },
  'ended cancelled': { type: 'ended', state: 'cancelled', raw: 'cancelled', error: null, usage: null },
  broke: { type: 'broke', error: ERROR },
  'limit-reached': { type: 'limit-reached', error: ERROR },
  'kept-waiting': { type: 'kept-waiting' },
  'cancel-requested': { type: 'cancel-requested' },
  'cancel-failed': { type: 'cancel-failed', error: ERROR },
  'stopped-waiting': { type: 'stopped-waiting' },
  'watched-again': { type: 'watched-again' },
} satisfies Record<string, RunEvent>

/** The state after the event, in the order of `OPEN`; `=` stands for no change of state. */
const TABLE: Record<keyof typeof EVENTS, readonly [string, string, string, string, string]> = {
  started: ['=', '=', '=', '=', '='],
  intended: ['=', '=', '=', '=', '='],
  'thread-created': ['=', '=', '=', '=', '='],
  'message-posted': ['=', '=', '=', '=', '='],
  'run-created': ['=', '=', '=', '=', '='],
  'status queued': ['queued', '=', 'queued', 'queued', '='],
  'status running': ['running', 'running', '=', 'running', '='],
  'status cancelling': ['cancelling', 'cancelling', 'cancelling', 'cancelling', '='],
  'results-needed': ['needs-results', 'needs-results', 'needs-results', '=', '='],
  'results-given': ['=', '=', '=', '=', '='],
  'results-given automatically': ['=', '=', '=', '=', '='],
  'thread-busy': ['=', '=', '=', '=', '='],
  'thread-free': ['=', '=', '=', '=', '='],
  'results-taken': ['running', 'running', '=', 'running', '='],
  'steps-changed': ['=', '=', '=', '=', '='],
  'first-text': ['=', '=', '=', '=', '='],
  polled: ['=', '=', '=', '=', '='],
  reconnecting: ['=', '=', '=', '=', '='],
  'ended completed': ['completed', 'completed', 'completed', 'completed', 'completed'],
  'ended failed': ['failed', 'failed', 'failed', 'failed', 'failed'],
  'ended incomplete': ['incomplete', 'incomplete', 'incomplete', 'incomplete', 'incomplete'],
  'ended expired': ['expired', 'expired', 'expired', 'expired', 'expired'],
  'ended cancelled': ['cancelled', 'cancelled', 'cancelled', 'cancelled', 'cancelled'],
  broke: ['failed', '=', '=', '=', '='],
  'limit-reached': ['=', '=', '=', '=', '='],
  'kept-waiting': ['=', '=', '=', '=', '='],
  'cancel-requested': ['=', 'cancelling', 'cancelling', 'cancelling', '='],
  'cancel-failed': ['running', 'running', '=', '=', 'running'],
  'stopped-waiting': ['=', '=', '=', '=', '='],
  'watched-again': ['=', '=', '=', '=', '='],
}

describe('every state and every event', () => {
  const rows = Object.entries(TABLE).flatMap(([name, after]) =>
    OPEN.map((state, index) => [state, name, after[index] === '=' ? state : after[index]] as const),
  )
  it.each(rows)('%s, then %s: %s', (state, name, after) => {
    expect(advance(runIn(state), EVENTS[name as keyof typeof EVENTS], AT).state).toBe(after)
  })

  it.each(OVER)('nothing changes a run that is %s', (state) => {
    const run = runIn(state)
    for (const event of Object.values(EVENTS)) expect(advance(run, event, AT)).toBe(run)
  })
})

describe('any sequence of events', () => {
  const anyEvents = fc.array(fc.constantFrom(...Object.values<RunEvent>(EVENTS)), { maxLength: 60 })

  it('never throws, never leaves an end, never counts polls back', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        let run = newRun({ id: 'r', conversationId: 'c', messageId: 'm' }, 0)
        for (const event of events) {
          const next = advance(run, event, AT)
          if (isOver(run)) expect(next).toBe(run)
          expect(next.polls).toBeGreaterThanOrEqual(run.polls)
          expect(next).toMatchObject({ id: 'r', conversationId: 'c', messageId: 'm', startedAt: 0 })
          run = next
        }
        expect(run.endedAt === null).toBe(!isOver(run))
        if (isOver(run)) expect(run).toMatchObject({ calls: [], isOverdue: false, isReconnecting: false })
      }),
    )
  })

  it('is never changed in place', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const run = deepFreeze(newRun({ id: 'r', conversationId: 'c', messageId: 'm' }, 0))
        const walk = () => events.reduce<Run>((known, event) => deepFreeze(advance(known, event, AT)), run)
        expect(walk).not.toThrow()
      }),
    )
  })
})

describe('what else a run remembers', () => {
  it('the server’s own word, also one we do not know', () => {
    const run = after(runIn('running'), { type: 'status', state: 'running', raw: 'paused' })
    expect(run).toMatchObject({ state: 'running', rawStatus: 'paused' })
  })

  it('the wish to cancel, whatever the server still says', () => {
    const run = after(runIn('running'), EVENTS['cancel-requested'], EVENTS['status running'])
    expect(run).toMatchObject({ state: 'cancelling', isCancelRequested: true })
    expect(after(run, EVENTS['results-needed']).state).toBe('cancelling')
    expect(canCancel(run)).toBe(false)
  })

  it('the wish to cancel a run that is only being made', () => {
    const run = after(runIn('preparing'), EVENTS['cancel-requested'])
    expect(run).toMatchObject({ state: 'preparing', isCancelRequested: true })
    expect(after(run, EVENTS['run-created']).state).toBe('cancelling')
  })

  it('that it waits for results, when the cancel failed', () => {
    const run = after(
      runIn('running'),
      EVENTS['results-needed'],
      EVENTS['cancel-requested'],
      EVENTS['cancel-failed'],
    )
    expect(run).toMatchObject({
      state: 'needs-results',
      calls: CALLS,
      error: ERROR,
      isCancelRequested: false,
    })
  })

  it('results given for the same calls, but not for the next ones', () => {
    const given = after(runIn('running'), EVENTS['results-needed'], EVENTS['results-given'])
    expect(after(given, EVENTS['results-needed']).results).toEqual(RESULTS)
    const next = { ...EVENTS['results-needed'], calls: [{ callId: 'call_2', name: 'f', argumentsText: '' }] }
    expect(after(given, next)).toMatchObject({ results: [], posts: { results: 'not-yet' } })
  })

  it('the first text’s time and no later one', () => {
    const run = advance(advance(runIn('running'), EVENTS['first-text'], 5), EVENTS['first-text'], 9)
    expect(run.firstTextAt).toBe(5)
  })

  it('that it is back in touch once the server says anything', () => {
    for (const event of [
      EVENTS['status running'],
      EVENTS['results-needed'],
      EVENTS['steps-changed'],
      EVENTS['run-created'],
    ])
      expect(after(runIn('running'), EVENTS.reconnecting, event).isReconnecting).toBe(false)
  })

  it('that a run with an ID may still be alive when following broke, unless the server lost it', () => {
    const run = { ...runIn('running'), remoteId: 'run_1' }
    expect(after(run, EVENTS.broke)).toMatchObject({ state: 'running', isWatched: false, error: ERROR })
    for (const error of [
      { kind: 'run-not-found', runId: 'run_1' },
      { kind: 'thread-not-found', threadId: 't' },
    ] as const)
      expect(after(run, { type: 'broke', error })).toMatchObject({ state: 'failed', error, endedAt: AT })
  })

  it('the tokens it used', () => {
    const usage = { prompt: 1, completion: 2, total: 3 }
    expect(after(runIn('running'), { ...EVENTS['ended completed'], usage }).usage).toEqual(usage)
  })
})

function runIn(state: Run['state']): Run {
  const run = newRun({ id: 'r', conversationId: 'c', messageId: 'm' }, 0)
  const calls = state === 'needs-results' ? CALLS : []
  return {
    ...run,
    state,
    calls,
    remoteId: state === 'preparing' ? null : 'run_1',
    isCancelRequested: state === 'cancelling',
  }
}

const after = (run: Run, ...events: RunEvent[]): Run =>
  events.reduce((known, event) => advance(known, event, AT), run)

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) deepFreeze(inner)
    Object.freeze(value)
  }
  return value
}

describe('a run that needed results', () => {
  const begun = newRun({ id: 'r', conversationId: 'c', messageId: 'q' }, AT)
  const waiting = advance(begun, { type: 'results-needed', calls: CALLS, expiresAt: AT + 600_000 }, AT)
  const expired: RunEvent = {
    type: 'ended',
    state: 'expired',
    raw: 'expired',
    error: { kind: 'run-expired' },
    usage: null,
  }

  it('remembers which calls were answered automatically', () => {
    const given = advance(waiting, { type: 'results-given', results: RESULTS, isAutomatic: true }, AT)
    expect(given.automaticCalls).toEqual(['call_1'])
    expect(advance(given, { type: 'results-taken' }, AT).automaticCalls).toEqual(['call_1'])
    const byHand = advance(waiting, { type: 'results-given', results: RESULTS }, AT)
    expect(byHand.automaticCalls).toEqual([])
  })

  it('says how long the server waited when it expired while it waited', () => {
    expect(advance(waiting, expired, AT + 1).error).toEqual({ kind: 'run-expired', waitedMs: 600_000 })
  })

  it('says nothing of waiting when it expired in another state', () => {
    const running = advance(begun, { type: 'status', state: 'running', raw: 'in_progress' }, AT)
    expect(advance(running, expired, AT + 1).error).toEqual({ kind: 'run-expired' })
  })
})
