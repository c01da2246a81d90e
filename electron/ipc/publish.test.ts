/** Events on their way to the window: gathered, joined where they may be, and always in their order. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AppEvent } from '../../shared/contract/events.ts'
import { createTestClock } from '../platform/test-clock.ts'
import { createPublisher } from './publish.ts'

const grew = (at: number, text: string, messageId = 'm1', part = 0): AppEvent => ({
  type: 'text-grew',
  conversationId: 'c1',
  messageId,
  part,
  at,
  text,
})
const removed = (conversationId: string): AppEvent => ({
  type: 'conversations-removed',
  conversationIds: [conversationId],
})

describe('events', () => {
  it('go out together, two frames after the first', () => {
    const { batches, clock, publish } = publisher()
    publish(removed('c1'), removed('c2'))
    clock.pass(32)
    expect(batches).toEqual([])
    clock.pass(1)
    expect(batches).toEqual([[removed('c1'), removed('c2')]])
    clock.pass(1_000)
    expect(batches).toHaveLength(1)
    publish(removed('c3'))
    clock.pass(33)
    expect(batches[1]).toEqual([removed('c3')])
  })

  it('go out at once on demand, and not a second time', () => {
    const { batches, clock, publish, flush } = publisher()
    publish(removed('c1'))
    flush()
    flush()
    clock.pass(1_000)
    expect(batches).toEqual([[removed('c1')]])
  })
})

describe('growing text', () => {
  it('is joined when one piece follows the other', () => {
    const { batches, publish, flush } = publisher()
    publish(grew(0, 'Hel'), grew(3, 'lo'), grew(5, '!'))
    flush()
    expect(batches).toEqual([[grew(0, 'Hello!')]])
  })

  it.each([
    ['another message', grew(3, 'x', 'm2')],
    ['another part', grew(3, 'x', 'm1', 1)],
    ['a gap', grew(4, 'x')],
    ['an overlap', grew(2, 'x')],
  ])('is not joined over %s', (_what, second) => {
    const { batches, publish, flush } = publisher()
    publish(grew(0, 'Hel'), second)
    flush()
    expect(batches).toEqual([[grew(0, 'Hel'), second]])
  })

  it('is never moved past another event', () => {
    const { batches, publish, flush } = publisher()
    const events = [grew(0, 'a'), removed('c1'), grew(1, 'b'), grew(2, 'c')]
    publish(...events)
    flush()
    expect(batches).toEqual([[grew(0, 'a'), removed('c1'), grew(1, 'bc')]])
  })

  it('reads the same joined as it did in pieces', () => {
    const pieces = fc.array(
      fc.tuple(fc.constantFrom('m1', 'm2'), fc.string({ minLength: 1, maxLength: 4 }), fc.nat(20)),
    )
    fc.assert(
      fc.property(pieces, (told) => {
        const { batches, clock, publish, flush } = publisher()
        const texts: Record<string, string> = { m1: '', m2: '' }
        for (const [messageId, text, ms] of told) {
          publish(grew((texts[messageId] ?? '').length, text, messageId))
          texts[messageId] += text
          clock.pass(ms)
        }
        flush()
        const shown: Record<string, string> = { m1: '', m2: '' }
        for (const event of batches.flat()) {
          if (event.type !== 'text-grew') continue
          expect(event.at).toBe((shown[event.messageId] ?? '').length)
          shown[event.messageId] += event.text
        }
        expect(shown).toEqual(texts)
      }),
    )
  })
})

function publisher() {
  const clock = createTestClock()
  const batches: AppEvent[][] = []
  const { publish, flush } = createPublisher(clock, (events) => batches.push(events))
  return { batches, clock, flush, publish: (...events: AppEvent[]) => events.forEach(publish) }
}
