/** A server that asks one run to wait is left alone by all runs of its connection. */
import { afterEach, expect, it } from 'vitest'
import { isOver } from '../../../shared/domain/run.ts'
import { silentLog } from '../../platform/log.ts'
import { createTestClock } from '../../platform/test-clock.ts'
import { createHttp } from '../http.ts'
import { createPace } from '../pace.ts'
import { createAssistantsV2 } from './backend.ts'
import { breaking, closeServers, GET_RUN, midway, posts, rigWith, said } from './test-breaking.ts'
import { KEY, aTurn, follow } from './test-rig.ts'

afterEach(closeServers)

const BUSY = said(429, 'Rate limit reached.', { 'retry-after': '30' })
const NEVER = new AbortController().signal

/** A run that has just been told to wait, and is waiting. */
async function rigToldToWait() {
  const made = await rigWith([breaking(GET_RUN, () => BUSY)])
  made.fake.runs.push({ id: 'run_1', thread_id: 'thread_1', status: 'in_progress' })
  const told = made.rig.backend.follow(midway({ remoteId: 'run_1', posts: posts('done', 'done') }), NEVER)
  expect((await told[Symbol.asyncIterator]().next()).value).toEqual({ type: 'reconnecting' })
  return made
}

it('holds back the first request of another conversation, and says so', async () => {
  const { rig, server } = await rigToldToWait()
  const heardBefore = server.heard.length
  const sleep = rig.clock.sleep.bind(rig.clock)
  const heardAtNaps: number[] = []
  rig.clock.sleep = (ms, signal) => {
    heardAtNaps.push(server.heard.length)
    return sleep(ms, signal)
  }
  const other = await follow(rig, aTurn())
  expect(rig.clock.naps[0]).toBe(30_000)
  expect(heardAtNaps[0]).toBe(heardBefore)
  expect(other.events.slice(0, 2)).toEqual([{ type: 'intended', post: 'thread' }, { type: 'reconnecting' }])
  expect(isOver(other.run)).toBe(true)
  expect(rig.clock.naps.filter((ms) => ms === 30_000)).toHaveLength(1)
})

it('does not hold back a cancel', async () => {
  const { rig, sent } = await rigToldToWait()
  await rig.backend.cancel({ threadId: 'thread_1', remoteId: 'run_1' }, NEVER).catch(() => undefined)
  expect([sent(/\/cancel$/), rig.clock.naps]).toEqual([1, []])
})

it('is the person’s to wait out when the server wants more than a minute', async () => {
  const long = said(429, 'Come back tomorrow.', { 'retry-after': '3600' })
  const { rig, go } = await rigWith([breaking(/^POST \S+\/threads$/, () => long)])
  expect((await go()).run.error?.kind).toBe('rate-limited')
  expect((await follow(rig, aTurn())).run.state).toBe('completed')
  expect(rig.clock.naps.every((ms) => ms < 60_000)).toBe(true)
})

it('that we take to spare a server does not hold back a cancel either', async () => {
  const { server, sent } = await rigWith([])
  const clock = createTestClock()
  const http = createHttp({
    baseUrl: server.baseUrl,
    key: () => KEY,
    clock,
    log: silentLog,
    pace: createPace(clock, 1),
  })
  const tools = {
    http,
    clock,
    random: () => 0.5,
    log: silentLog,
    delivery: 'polling',
    runLimitMs: 1,
  } as const
  const backend = createAssistantsV2(tools)
  const cancel = () =>
    backend.cancel({ threadId: 'thread_1', remoteId: 'run_1' }, NEVER).catch(() => undefined)
  await cancel()
  await cancel()
  expect([sent(/\/cancel$/), clock.naps]).toEqual([2, []])
})
