/** Grouping and selecting conversations: whatever is done, nothing is listed twice, lost, or selected unseen. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Conversation } from '../../../shared/domain/conversation.ts'
import { conversation } from '../../gallery/fixtures.ts'
import { groupConversations, linesOf } from './groups.ts'
import { extend, keepListed, nothing, selectAll, toggle, type Selection } from './selection.ts'

const DAY_MS = 24 * 60 * 60_000
const NOON = new Date(2026, 10, 22, 12).getTime()

const anyConversation: fc.Arbitrary<Conversation> = fc
  .record({
    id: fc.uuid(),
    updatedAt: fc.integer({ min: NOON - 400 * DAY_MS, max: NOON + DAY_MS }),
    isPinned: fc.boolean(),
    archivedAt: fc.option(fc.integer({ min: 1, max: NOON }), { nil: null }),
  })
  .map((over) => conversation(over))

describe('the groups of the list', () => {
  it('hold each conversation once, in the order given', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyConversation, { selector: ({ id }) => id }), (all) => {
        const groups = groupConversations(all, NOON)
        const grouped = groups.flatMap(({ conversations }) => conversations)
        expect(new Set(grouped)).toEqual(new Set(all))
        expect(grouped).toHaveLength(all.length)
        for (const group of groups)
          expect(group.conversations).toEqual(all.filter((one) => group.conversations.includes(one)))
        const rows = linesOf(groups, true).filter(({ kind }) => kind === 'row')
        expect(rows).toHaveLength(all.length)
      }),
    )
  })

  it.each([
    ['pinned', { isPinned: true, updatedAt: NOON - 90 * DAY_MS }],
    ['archived', { isPinned: true, archivedAt: 1 }],
    ['today', { updatedAt: NOON }],
    ['yesterday', { updatedAt: NOON - 13 * 60 * 60_000 }],
    ['week', { updatedAt: NOON - 6 * DAY_MS }],
    ['older', { updatedAt: NOON - 7 * DAY_MS }],
  ])('put one under %s', (name, over) => {
    expect(groupConversations([conversation(over)], NOON).map((group) => group.name)).toEqual([name])
  })

  it('show the archive folded until it is asked for', () => {
    const groups = groupConversations([conversation({ archivedAt: 1 })], NOON)
    expect(linesOf(groups, false).map(({ kind }) => kind)).toEqual(['heading'])
    expect(linesOf(groups, true).map(({ kind }) => kind)).toEqual(['heading', 'row'])
  })
})

describe('a selection', () => {
  const order = Array.from({ length: 12 }, (_, at) => `c${at}`)
  const anyId = fc.constantFrom(...order, 'gone')
  const anyStep = fc.oneof(
    anyId.map((id) => (was: Selection) => toggle(was, id)),
    fc.tuple(anyId, anyId).map(
      ([from, to]) =>
        (was: Selection) =>
          extend(was, { order, from, to }),
    ),
    fc.constant((was: Selection) => selectAll(was, order)),
    fc.constant(() => nothing),
  )

  it('holds only what is listed, whatever was clicked and pressed', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 20 }), (steps) => {
        const end = keepListed(
          steps.reduce<Selection>((was, step) => step(was), nothing),
          order,
        )
        expect([...end.ids].every((id) => order.includes(id))).toBe(true)
        expect(end.anchor === null || order.includes(end.anchor)).toBe(true)
        expect(keepListed(end, order)).toBe(end)
      }),
    )
  })

  it('of a stretch is whole, with both its ends, and begins where it began', () => {
    fc.assert(
      fc.property(fc.nat(11), fc.nat(11), fc.nat(11), (start, one, other) => {
        const at = (index: number) => `c${index}`
        const first = extend(toggle(nothing, at(start)), { order, from: at(start), to: at(one) })
        const then = extend(first, { order, from: at(one), to: at(other) })
        expect(then.anchor).toBe(at(start))
        expect(then.ids.size).toBe(Math.abs(start - other) + 1)
        expect(then.ids.has(at(start)) && then.ids.has(at(other))).toBe(true)
      }),
    )
  })

  it('that is picked twice is as before', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyId), anyId, (ids, id) => {
        const was: Selection = { ids: new Set(ids), anchor: null }
        expect(toggle(toggle(was, id), id).ids).toEqual(was.ids)
      }),
    )
  })
})
