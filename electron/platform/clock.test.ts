/** Time: the real clock obeys its signal, and the one for tests passes only when told. */
import { describe, expect, it } from 'vitest'
import { systemClock } from './clock.ts'
import { randomKey, systemIds } from './ids.ts'
import { createTestIds } from './test-ids.ts'
import { createTestClock } from './test-clock.ts'

const never = () => new AbortController().signal

describe('the clock for tests', () => {
  it('stands still until time is let pass', () => {
    const clock = createTestClock(1_000)
    expect([clock.now(), clock.elapsed()]).toEqual([1_000, 0])
    clock.pass(250)
    expect([clock.now(), clock.elapsed()]).toEqual([1_250, 250])
  })

  it('calls back in the order of time, once, at the right moment', () => {
    const clock = createTestClock()
    const calls: string[] = []
    clock.after(20, () => calls.push(`second at ${clock.elapsed()}`))
    clock.after(10, () => calls.push(`first at ${clock.elapsed()}`))
    const cancel = clock.after(15, () => calls.push('never'))
    cancel()
    clock.pass(19)
    expect(calls).toEqual(['first at 10'])
    clock.pass(100)
    expect(calls).toEqual(['first at 10', 'second at 20'])
  })

  it('calls back what was set while time passed', () => {
    const clock = createTestClock()
    const calls: number[] = []
    const again = () => {
      calls.push(clock.elapsed())
      if (calls.length < 3) clock.after(10, again)
    }
    clock.after(10, again)
    clock.pass(100)
    expect(calls).toEqual([10, 20, 30])
  })

  it('remembers its naps, and does not nap for an aborted signal', async () => {
    const clock = createTestClock()
    await clock.sleep(300, never())
    expect(clock.elapsed()).toBe(300)
    await expect(clock.sleep(1, AbortSignal.abort(new Error('left')))).rejects.toThrow('left')
    expect(clock.naps).toEqual([300])
  })
})

describe('the system clock', () => {
  it('ends a sleep with the signal’s own reason', async () => {
    const controller = new AbortController()
    const sleeping = systemClock.sleep(60_000, controller.signal)
    controller.abort(new Error('left alone'))
    await expect(sleeping).rejects.toThrow('left alone')
    await expect(systemClock.sleep(60_000, controller.signal)).rejects.toThrow('left alone')
  })

  it('calls back unless cancelled, and only ever grows', async () => {
    const before = systemClock.elapsed()
    const calls: string[] = []
    systemClock.after(0, () => calls.push('cancelled'))()
    await new Promise<void>((resolve) => void systemClock.after(1, resolve))
    expect(calls).toEqual([])
    expect(systemClock.elapsed()).toBeGreaterThan(before)
  })
})

describe('identifiers', () => {
  it('are UUIDs and never the same', () => {
    const ids = new Set(Array.from({ length: 100 }, () => systemIds.next()))
    expect(ids.size).toBe(100)
    for (const id of [...ids, createTestIds().next()])
      expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })

  it('of keys are random behind their prefix', () => {
    expect(randomKey('practice-')).toMatch(/^practice-[0-9a-f]{32}$/)
    expect(randomKey('x')).not.toBe(randomKey('x'))
  })
})
