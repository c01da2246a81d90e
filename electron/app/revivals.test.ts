/** A page that dies is loaded again three times a minute; then the person is asked. */
import { expect, it } from 'vitest'
import { createTestClock } from '../platform/test-clock.ts'
import { createRevivals } from './revivals.ts'

it('a page that dies is loaded again three times within a minute, then the person is asked', () => {
  const revivals = createRevivals(createTestClock())
  const fates = Array.from({ length: 5 }, () => revivals.died())
  expect(fates.map(({ mustAsk }) => mustAsk)).toEqual([false, false, false, true, true])
  expect(fates.map(({ deaths }) => deaths)).toEqual([1, 2, 3, 4, 5])
})

it('deaths of an earlier minute do not count', () => {
  const clock = createTestClock()
  const revivals = createRevivals(clock)
  const fates = Array.from({ length: 9 }, () => {
    clock.pass(20_000)
    return revivals.died().mustAsk
  })
  expect(fates).not.toContain(true)
})

it('once the person wants it again, it is loaded by itself again', () => {
  const revivals = createRevivals(createTestClock())
  for (let death = 0; death < 4; death += 1) revivals.died()
  revivals.forget()
  expect(revivals.died()).toEqual({ deaths: 1, mustAsk: false })
})
