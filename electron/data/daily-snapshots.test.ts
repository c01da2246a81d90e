/** A snapshot a day: in a quiet moment, also over midnight, and again after trouble. */
import { describe, expect, it } from 'vitest'
import type { Snapshot } from '../../shared/domain/snapshot.ts'
import { Failure } from '../../shared/errors.ts'
import { silentLog } from '../platform/log.ts'
import { localDay } from '../platform/local-time.ts'
import { createTestClock } from '../platform/test-clock.ts'
import { createDailySnapshots } from './daily-snapshots.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('the daily snapshot', () => {
  it('is made soon after the start, once', async () => {
    const desk = begin()
    await desk.pass(5 * MINUTE)
    expect(desk.made).toHaveLength(1)
    await desk.pass(2 * HOUR)
    expect(desk.made).toHaveLength(1)
  })

  it('is made again after midnight when the app runs on', async () => {
    const desk = begin()
    await desk.pass(26 * HOUR)
    expect(desk.made.length).toBeGreaterThanOrEqual(2)
    expect(new Set(desk.made).size).toBe(desk.made.length)
  })

  it('waits while a run is under way, but not for ever', async () => {
    const desk = begin()
    desk.isQuiet = false
    await desk.pass(30 * MINUTE)
    expect(desk.made).toEqual([])
    desk.isQuiet = true
    await desk.pass(2 * MINUTE)
    expect(desk.made).toHaveLength(1)
    const busy = begin()
    busy.isQuiet = false
    await busy.pass(2 * HOUR)
    expect(busy.made).toHaveLength(1)
  })

  it('is not made of nothing, nor when there is one of today', async () => {
    const empty = begin()
    empty.isEmpty = true
    await empty.pass(HOUR)
    expect(empty.made).toEqual([])
    const done = begin()
    done.made.push(`history-${localDay(done.clock.now())}`)
    await done.pass(HOUR)
    expect(done.made).toHaveLength(1)
  })

  it('tells of a full disk and tries again later', async () => {
    const desk = begin()
    desk.trouble = new Failure({ kind: 'storage-failed' })
    await desk.pass(5 * MINUTE)
    expect(desk.daily.trouble()).toBe('disk')
    desk.trouble = null
    await desk.pass(30 * MINUTE)
    expect(desk.made).toHaveLength(1)
    expect(desk.daily.trouble()).toBeNull()
  })

  it('is no longer looked for once the app closes', async () => {
    const desk = begin()
    await desk.daily.close()
    await desk.pass(HOUR)
    expect(desk.made).toEqual([])
  })
})

function begin() {
  const clock = createTestClock()
  const desk = { clock, made: [] as string[], isQuiet: true, isEmpty: false, trouble: null as Failure | null }
  const toSnapshot = (id: string): Snapshot => ({ id, kind: 'daily', at: 0, bytes: 1 })
  const daily = createDailySnapshots({
    clock,
    log: silentLog,
    isQuiet: () => desk.isQuiet,
    isEmpty: () => desk.isEmpty,
    shelf: {
      list: () => desk.made.map(toSnapshot),
      make: async () => {
        if (desk.trouble !== null) throw desk.trouble
        const id = `history-${localDay(clock.now())}`
        desk.made.push(id)
        return toSnapshot(id)
      },
    },
  })
  daily.begin()
  return Object.assign(desk, {
    daily,
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += MINUTE) {
        clock.pass(MINUTE)
        await new Promise<void>((resolve) => setImmediate(resolve))
      }
    },
  })
}
