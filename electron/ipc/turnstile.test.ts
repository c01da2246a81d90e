/** A page that asks without end gets its share, and no more. */
import { describe, expect, it } from 'vitest'
import { succeed, type Envelope } from '../../shared/contract/envelope.ts'
import { createTestClock } from '../platform/test-clock.ts'
import { createTurnstile, MOST_AT_ONCE } from './turnstile.ts'

/** A turnstile whose turns of the loop come when a test says so; each request takes `ms` of main's time. */
function turnstileWhere({ ms = 0, isAnswered = true } = {}) {
  const clock = createTestClock()
  const turns: (() => void)[] = []
  const served: number[] = []
  const letIn = createTurnstile({ clock, nextTurn: (work) => void turns.push(work) })
  const ask = (name: number) =>
    letIn(() => {
      served.push(name)
      clock.pass(ms)
      return isAnswered ? Promise.resolve(succeed(name)) : new Promise<Envelope<unknown>>(() => undefined)
    })
  return { ask, served, turn: () => turns.shift()?.(), turnsAhead: () => turns.length }
}

const range = (count: number) => Array.from({ length: count }, (_, at) => at)

describe('requests of a window at work', () => {
  it('are served at once and in order', async () => {
    const { ask, served } = turnstileWhere()
    const replies = range(50).map(ask)
    expect(served).toEqual(range(50))
    expect(await Promise.all(replies)).toEqual(range(50).map(succeed))
  })
})

describe('requests that take long', () => {
  it('have a share of each turn of the loop, the rest wait for the next, and all are served in order', async () => {
    const { ask, served, turn, turnsAhead } = turnstileWhere({ ms: 5 })
    const replies = range(5).map(ask)
    expect(served).toEqual([0, 1])
    turn()
    expect(served).toEqual([0, 1, 2, 3])
    turn()
    expect(served).toEqual([0, 1, 2, 3, 4])
    expect(await Promise.all(replies)).toEqual(range(5).map(succeed))
    turn()
    expect(turnsAhead()).toBe(0)
  })
})

describe('a flood', () => {
  it.each([
    ['that main is too slow for', { ms: 20 }],
    ['of requests that never end', { isAnswered: false }],
  ])('%s is refused above the most, and nothing of what was refused is done', async (_what, kind) => {
    const { ask, served, turn } = turnstileWhere(kind)
    const replies = range(MOST_AT_ONCE + 1_000).map(ask)
    for (const reply of replies.slice(MOST_AT_ONCE))
      expect(await reply).toEqual({ ok: false, error: { kind: 'too-many-requests' } })
    for (const _ of range(MOST_AT_ONCE)) turn()
    expect(served).toEqual(range(MOST_AT_ONCE))
  })

  it('that is over leaves nothing behind', async () => {
    const { ask, turn } = turnstileWhere({ ms: 20 })
    const replies = range(MOST_AT_ONCE * 2).map(ask)
    for (const _ of range(MOST_AT_ONCE)) turn()
    await Promise.all(replies)
    turn()
    expect(await ask(1_000_000)).toEqual(succeed(1_000_000))
  })
})
