/** No more requests a minute than a server bears. */
import { afterEach, describe, expect, it } from 'vitest'
import { createTestClock } from '../platform/test-clock.ts'
import { createPace } from './pace.ts'
import { ANY, closeServers, get, httpTo, serve } from './test-http.ts'

afterEach(closeServers)
const never = new AbortController().signal

describe('a pace', () => {
  it('lets as many leave in any minute as it says, first come, first served', async () => {
    const clock = createTestClock()
    const pace = createPace(clock, 3)
    const left: number[] = []
    for (let count = 0; count < 9; count++) {
      await pace.wait(never)
      left.push(clock.elapsed())
      clock.pass(1_000)
    }
    expect(left).toEqual([0, 1_000, 2_000, 60_000, 61_000, 62_000, 120_000, 121_000, 122_000])
  })

  it('gives the place of one that was called off to nobody in front, and to the next behind', async () => {
    const clock = createTestClock()
    const pace = createPace(clock, 1)
    await pace.wait(never)
    const off = new AbortController()
    off.abort(new Error('called off'))
    await expect(pace.wait(off.signal)).rejects.toThrow('called off')
    await pace.wait(never)
    expect(clock.elapsed()).toBe(60_000)
  })

  it('is kept before a request leaves, and its wait is not the server’s time', async () => {
    const server = await serve({ body: { a: 1 } })
    const clock = createTestClock()
    const { http, exchanges } = httpTo(server.baseUrl, { clock, pace: createPace(clock, 1) })
    await http.json(get(), ANY)
    await http.json(get(), ANY)
    expect(clock.naps).toEqual([60_000])
    expect(exchanges.map(({ ms }) => ms)).toEqual([0, 0])
  })

  it('does not hold back what a person waits for, and the next behind it waits the longer', async () => {
    const server = await serve({ body: { a: 1 } })
    const clock = createTestClock()
    const { http } = httpTo(server.baseUrl, { clock, pace: createPace(clock, 1) })
    await http.json(get(), ANY)
    clock.pass(10_000)
    await http.json(get({ isUrgent: true }), ANY)
    expect(clock.naps).toEqual([])
    await http.json(get(), ANY)
    expect(clock.naps).toEqual([60_000])
  })

  it('lets a request be called off while it waits, and nothing is sent', async () => {
    const server = await serve({})
    const clock = createTestClock()
    const pace = {
      wait: (signal: AbortSignal) =>
        new Promise<void>((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason as Error)),
        ),
    }
    const off = new AbortController()
    const { http } = httpTo(server.baseUrl, { clock, pace })
    const waiting = http.json(get({ signal: off.signal }), ANY)
    off.abort(new Error('called off'))
    await expect(waiting).rejects.toThrow('called off')
    expect(server.heard).toEqual([])
  })
})
