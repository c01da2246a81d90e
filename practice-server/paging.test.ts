/** Pages fit together without a gap or a repetition. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { pageOf } from './paging.ts'

const listOf = (length: number) => Array.from({ length }, (_, number) => ({ id: `id_${number}` }))

it('page after page holds every object once, in the order asked for', () => {
  const wish = fc.record({
    length: fc.nat(60),
    limit: fc.integer({ min: 1, max: 100 }),
    order: fc.constantFrom('asc', 'desc'),
  })
  fc.assert(
    fc.property(wish, ({ length, limit, order }) => {
      const list = listOf(length)
      const query = new URLSearchParams({ limit: String(limit), order })
      const met: string[] = []
      for (let more = true; more;) {
        const page = pageOf(list, query)
        expect(page.data.length).toBeLessThanOrEqual(limit)
        met.push(...page.data.map(({ id }) => id))
        more = page.has_more
        query.set('after', page.last_id ?? '')
      }
      const ids = list.map(({ id }) => id)
      expect(met).toEqual(order === 'asc' ? ids : ids.toReversed())
    }),
  )
})

it('before is the page that ends just in front of the cursor', () => {
  const page = pageOf(listOf(10), new URLSearchParams('order=asc&limit=3&before=id_7'))
  expect(page).toMatchObject({ first_id: 'id_4', last_id: 'id_6', has_more: true })
})

it('the newest comes first when no order is asked for, twenty at most', () => {
  const { data } = pageOf(listOf(30), new URLSearchParams())
  expect(data).toHaveLength(20)
  expect(data[0]).toEqual({ id: 'id_29' })
})

it.each(['limit=0', 'limit=101', 'limit=x', 'order=up', 'after=stranger'])('%s is refused', (query) => {
  expect(() => pageOf(listOf(3), new URLSearchParams(query))).toThrow('Invalid')
})
