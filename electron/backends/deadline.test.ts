/** A deadline renewed piece by piece, inside one that is not. */
import { expect, it } from 'vitest'
import { createTestClock } from '../platform/test-clock.ts'
import { createDeadline } from './deadline.ts'

it('for the whole runs out however often the one for the next piece is renewed', () => {
  const clock = createTestClock()
  const deadline = createDeadline(clock, new AbortController().signal)
  deadline.finishWithin(100)
  for (let passed = 0; passed < 90; passed += 10) {
    deadline.expectWithin(20)
    clock.pass(10)
  }
  expect(deadline.isPast()).toBe(false)
  deadline.expectWithin(20)
  clock.pass(10)
  expect([deadline.isPast(), deadline.signal.aborted]).toEqual([true, true])
})

it('that has ended never runs out', () => {
  const clock = createTestClock()
  const deadline = createDeadline(clock, new AbortController().signal)
  deadline.expectWithin(10)
  deadline.finishWithin(20)
  deadline.end()
  clock.pass(1000)
  expect([deadline.isPast(), deadline.signal.aborted]).toEqual([false, false])
})

it('passes on that the caller has called off, before or after', () => {
  const caller = new AbortController()
  const before = createDeadline(createTestClock(), caller.signal)
  caller.abort(new Error('called off'))
  const after = createDeadline(createTestClock(), caller.signal)
  expect([before.signal.reason, after.signal.reason]).toEqual([caller.signal.reason, caller.signal.reason])
  expect([before.isPast(), after.isPast()]).toEqual([false, false])
})
