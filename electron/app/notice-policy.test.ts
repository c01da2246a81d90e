/** What is told through the system, and what is not. */
import { describe, expect, it } from 'vitest'
import { newRun, type Run } from '../../shared/domain/run-record.ts'
import { isWorthTelling, tidingsOf, type Tidings } from './notice-policy.ts'

const START = 1_000_000
const run = (over: Partial<Run> = {}): Run => ({
  ...newRun({ id: 'r1', conversationId: 'c1', messageId: 'q1' }, START),
  state: 'running',
  ...over,
})
const calls = [{ callId: 'x', name: 'get_order', argumentsText: '{}' }]
const given = [{ callId: 'x', output: '1' }]
const error = { kind: 'run-failed', code: null } as const
const timeout = { kind: 'run-timeout', afterMs: 1 } as const

const TABLE: readonly (readonly [what: string, before: Run, after: Run, tidings: Tidings | null])[] = [
  ['an answer', run(), run({ state: 'completed' }), 'answered'],
  ['a run without an answer', run(), run({ state: 'completed', error: { kind: 'no-response' } }), 'failed'],
  ['a failure', run(), run({ state: 'failed', error }), 'failed'],
  ['an expiry', run({ state: 'needs-results', calls }), run({ state: 'expired', error }), 'failed'],
  ['an incomplete answer', run(), run({ state: 'incomplete', error }), 'failed'],
  ['a cancel by the person', run(), run({ state: 'cancelled', isCancelRequested: true }), null],
  ['a cancel elsewhere', run(), run({ state: 'cancelled' }), 'cancelled'],
  ['a function call', run(), run({ state: 'needs-results', calls }), 'needs-results'],
  [
    'the same function call again',
    run({ state: 'needs-results', calls }),
    run({ state: 'needs-results', calls }),
    null,
  ],
  ['results on their way', run(), run({ state: 'needs-results', calls, results: given }), null],
  ['a run over its limit', run(), run({ isOverdue: true, error: timeout }), 'overdue'],
  ['a run still over its limit', run({ isOverdue: true }), run({ isOverdue: true }), null],
  ['a run lost sight of', run(), run({ isWatched: false, error }), 'lost'],
  ['a run left alone', run(), run({ isWatched: false }), null],
  ['growing', run(), run({ firstTextAt: START + 1 }), null],
  ['late news of a run that is over', run({ state: 'completed' }), run({ state: 'completed' }), null],
]

it.each(TABLE)('%s', (_what, before, after, tidings) => expect(tidingsOf(before, after)).toBe(tidings))

describe('a run is worth telling of', () => {
  const away = { isOn: true, isFocused: false, now: START + 3_000 }

  it.each([
    ['after three seconds, behind the person’s back', {}, {}, true],
    ['not when the window is looked at', {}, { isFocused: true }, false],
    ['not when notices are switched off', {}, { isOn: false }, false],
    ['not when it took less', {}, { now: START + 2_999 }, false],
    [
      'not when it took less, however late one asks',
      { endedAt: START + 2_999 },
      { now: START + 9_000 },
      false,
    ],
    ['when it took three seconds', { endedAt: START + 3_000 }, { now: START + 9_000 }, true],
  ])('%s', (_when, over, circumstances, isWorth) => {
    expect(isWorthTelling(run(over), { ...away, ...circumstances })).toBe(isWorth)
  })
})
