/** Growing answers: shown at once, never doubled, and in the end what the server says. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AppEvent } from '../../shared/contract/events.ts'
import { createTestIds } from '../platform/test-ids.ts'
import { createTestClock } from '../platform/test-clock.ts'
import { GrowingAnswers } from './growing-answers.ts'
import { createTestStore } from './test-store.ts'

describe('an answer that grows', () => {
  it('shows each piece at once and keeps it safe a second later', () => {
    const { answers, events, stored, clock } = growing()
    expect(answers.grow('msg_1', { part: 0, at: 0, text: 'Hel' })).toBe(true)
    expect(answers.grow('msg_1', { part: 0, at: 3, text: 'lo' })).toBe(false)
    expect(grewIn(events)).toEqual([
      { at: 0, text: 'Hel' },
      { at: 3, text: 'lo' },
    ])
    expect(stored()).toEqual([''])
    clock.pass(1_000)
    expect(stored()).toEqual(['Hello'])
  })

  it('is never doubled by overlapping pieces', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
        fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { maxLength: 30 }),
        (whole, cuts) => {
          const { answers, shown } = growing()
          let reached = 0
          for (const [a, b] of cuts) {
            // Pieces may begin anywhere in what was said so far, and bring something new or nothing.
            const at = Math.min(a, reached)
            const text = whole.slice(at, Math.max(b, at))
            answers.grow('msg_1', { part: 0, at, text })
            reached = Math.max(reached, at + text.length)
          }
          expect(shown()).toBe(whole.slice(0, reached))
        },
      ),
    )
  })

  it('is not doubled after a gap either', () => {
    const { answers, shown } = growing()
    answers.grow('msg_1', { part: 0, at: 0, text: 'ab' })
    for (let time = 0; time < 3; time += 1) answers.grow('msg_1', { part: 0, at: 5, text: 'xyz' })
    answers.grow('msg_1', { part: 0, at: 6, text: 'yz!' })
    expect(shown()).toBe('abxyz!')
  })

  it('grows in the part and the message it is told', () => {
    const { answers, stored } = growing()
    answers.grow('msg_1', { part: 1, at: 0, text: 'second' })
    answers.grow('msg_2', { part: 0, at: 0, text: 'other' })
    answers.grow('msg_1', { part: 0, at: 0, text: 'first' })
    answers.keepSafe()
    expect(stored()).toEqual(['first|second', 'other'])
  })

  it('ignores parts no answer can have', () => {
    const { answers, stored } = growing()
    for (const part of [-1, 0.5, 2 ** 31, Number.NaN]) answers.grow('msg_1', { part, at: 0, text: 'x' })
    answers.keepSafe()
    expect(stored()).toEqual([''])
  })

  it('goes by names such as __proto__ without harm', () => {
    const { answers, stored } = growing()
    answers.grow('__proto__', { part: 0, at: 0, text: 'a' })
    answers.grow('constructor', { part: 0, at: 0, text: 'b' })
    answers.keepSafe()
    expect(stored()).toEqual(['a', 'b'])
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('stays in memory when the disk is full, and is written with the next text', () => {
    const { answers, stored, clock, store } = growing()
    const { saveGrowing } = store.turns
    store.turns.saveGrowing = () => {
      throw new Error('database or disk is full')
    }
    answers.grow('msg_1', { part: 0, at: 0, text: 'Hel' })
    expect(() => clock.pass(1_000)).not.toThrow()
    store.turns.saveGrowing = saveGrowing
    answers.grow('msg_1', { part: 0, at: 3, text: 'lo' })
    clock.pass(1_000)
    expect(stored()).toEqual(['Hello'])
  })
})

describe('the server’s final word', () => {
  it('replaces what grew and removes nothing else', () => {
    const { answers, stored, statuses } = growing()
    answers.grow('msg_1', { part: 0, at: 0, text: 'Helo' })
    answers.grow('msg_2', { part: 0, at: 0, text: 'Other' })
    answers.replace([final('msg_1', 'Hello')], 'complete')
    expect(statuses()).toEqual(['complete', 'growing'])
    answers.leave()
    expect(stored()).toEqual(['Hello', 'Other'])
    expect(statuses()).toEqual(['complete', 'partial'])
  })

  it('brings answers that never grew', () => {
    const { answers, stored, statuses } = growing()
    answers.replace([final('msg_1', 'One'), { ...final('msg_2', 'Tw'), isPartial: true }], 'complete')
    expect(stored()).toEqual(['One', 'Tw'])
    expect(statuses()).toEqual(['complete', 'partial'])
  })

  it('said twice changes nothing more', () => {
    const { answers, stored } = growing()
    for (let time = 0; time < 2; time += 1) answers.replace([final('msg_1', 'One')], 'complete')
    expect(stored()).toEqual(['One'])
  })

  it('told again with another text counts as it was told last', () => {
    const { answers, stored } = growing()
    answers.replace([final('msg_1', 'One')], 'complete')
    answers.replace([final('msg_1', 'Another')], 'complete')
    expect(stored()).toEqual(['Another'])
  })

  it('keeps safe what another answer grew in the meantime', () => {
    const { answers, stored, clock } = growing()
    answers.grow('msg_1', { part: 0, at: 0, text: 'a' })
    answers.grow('msg_2', { part: 0, at: 0, text: 'b' })
    answers.replace([final('msg_1', 'A')], 'complete')
    clock.pass(1_000)
    expect(stored()).toEqual(['A', 'b'])
  })
})

const final = (remoteId: string, text: string) => ({
  remoteId,
  content: [{ type: 'text' as const, text, citations: [] }],
  isPartial: false,
})

const grewIn = (events: readonly AppEvent[]) =>
  events.flatMap((event) => (event.type === 'text-grew' ? [{ at: event.at, text: event.text }] : []))

function growing() {
  const store = createTestStore()
  const clock = createTestClock()
  const events: AppEvent[] = []
  const answers = new GrowingAnswers(
    { id: 'run', conversationId: 'c1' },
    {
      store: store.turns,
      publish: (event) => events.push(event),
      clock,
      ids: createTestIds(),
      log: () => undefined,
    },
  )
  const messages = () => store.turns.latestMessages('c1', 100)
  return {
    answers,
    clock,
    events,
    store,
    statuses: () => messages().map(({ status }) => status),
    stored: () =>
      messages().map(({ content }) =>
        content.map((part) => (part.type === 'text' ? part.text : '')).join('|'),
      ),
    /** What a window shows that appends each piece where it belongs. */
    shown: () =>
      grewIn(events).reduce((text, piece) => {
        expect(piece.at).toBe(text.length)
        return text + piece.text
      }, ''),
  }
}
