/** What is remembered of requests: nothing with a key in it, no more than there is room for, and only to the run it belongs to. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Exchange } from '../../shared/domain/exchange.ts'
import { createExchangeLog } from './exchange-log.ts'
import { KEPT } from './kept-body.ts'
import { sentFor } from './sent-for.ts'
import { ANY, closeServers, failureOf, get, httpTo, KEY, serve } from './test-http.ts'
import type { Plan, Planned } from './test-server.ts'

afterEach(closeServers)

const RUN = { id: 'ours', threadId: 'thread_1', remoteId: 'run_1' }

describe('the key', () => {
  const echoes: [string, Plan][] = [
    ['an answer', ({ headers }) => ({ body: { headers } })],
    [
      'a refusal',
      ({ headers }) => ({ status: 401, body: { error: { message: `no: ${headers.authorization}` } } }),
    ],
    ['the request ID', () => ({ headers: { 'x-request-id': KEY } })],
    ['JSON packed into JSON', ({ headers }) => ({ body: { raw: JSON.stringify(JSON.stringify(headers)) } })],
    [
      'what is no JSON',
      ({ headers }) => ({ headers: { 'content-type': 'text/plain' }, body: `key=${headers.authorization}` }),
    ],
    ['a cut answer', ({ headers }) => ({ body: `{"key":"${headers.authorization}"`, cut: 'after' })],
  ]
  it.each(echoes)('is nowhere when the server puts it into %s', async (_where, plan) => {
    const { log, http } = await recording(plan)
    await http.json(get(), ANY).catch(() => undefined)
    expectNoKey(log)
  })

  it('is nowhere when it stands in the path, the query and the body that are sent', async () => {
    const { log, http } = await recording({})
    const body = { content: `mine is ${KEY}`, packed: JSON.stringify({ KEY }) }
    await http.json(get({ method: 'POST', path: `/x/${KEY}`, query: { key: KEY }, body }), ANY)
    expect(log.exchangesOf(RUN)[0]?.path).toContain('redacted')
    expect(log.bodiesOf(1)?.request?.text).toContain('mine is …redacted')
    expectNoKey(log)
  })

  it('is nowhere when it comes in a stream, in pieces of one byte', async () => {
    const planned: Planned = {
      headers: { 'content-type': 'text/event-stream' },
      body: `event: done\ndata: {"key":"${KEY}"}\n\n`,
      piece: 1,
    }
    const { log, http } = await recording(planned)
    const reply = await http.stream(get())
    if (reply.kind === 'events') for await (const event of reply.events) expect(event.event).toBe('done')
    expect(log.bodiesOf(1)?.response?.text).toBe('event: done\ndata: {"key":"…redacted"}\n\n')
  })

  it.each([0, 1, 7, 20, 41])('is nowhere when the cut goes through it, %i characters in', async (shown) => {
    const shapeless = 'No0neW0uldTakeThisForAKey'
    const body = `${'.'.repeat(KEPT - shown)}${shapeless}${'.'.repeat(40_000)}`
    const server = await serve({ headers: { 'content-type': 'text/plain' }, body })
    const log = createExchangeLog()
    const { http } = httpTo(server.baseUrl, { key: () => shapeless, record: log.record })
    await http.bytes(get({ ourRunId: RUN.id }))
    const kept = log.bodiesOf(1)?.response
    expect(kept?.isCut).toBe(true)
    expect(kept?.text.length).toBeGreaterThan(KEPT - 20_000)
    expect(kept?.text).not.toMatch(/No0/)
  })

  it('is nowhere when what comes before it shrinks until the end of what is read comes into sight', async () => {
    const shapeless = 'No0neW0uldTakeThisForAKey'
    const before = shapeless.repeat(2000)
    const body = `${before}${'.'.repeat(KEPT + 16 * 1024 - before.length - 20)}${shapeless}${'.'.repeat(9_000)}`
    const server = await serve({ headers: { 'content-type': 'text/plain' }, body })
    const log = createExchangeLog()
    await httpTo(server.baseUrl, { key: () => shapeless, record: log.record }).http.bytes(get())
    expect(log.bodiesOf(1)?.response?.text).not.toMatch(/No0/)
  })
})

describe('a body', () => {
  it('is kept as it was sent and as it came', async () => {
    const { log, http } = await recording({ body: { a: 1 } })
    await http.json(get({ method: 'POST', body: { b: '二' } }), ANY)
    expect(log.bodiesOf(1)).toEqual({
      request: { text: '{"b":"二"}', isCut: false },
      response: { text: '{"a":1}', isCut: false },
    })
  })

  it('of a refusal is kept as well', async () => {
    const { log, http } = await recording({ status: 404, body: { detail: 'Not Found' } })
    await failureOf(http.json(get(), ANY))
    expect(log.bodiesOf(1)?.response?.text).toBe('{"detail":"Not Found"}')
    expect(log.exchangesOf(RUN)).toMatchObject([{ status: 404, error: 'wrong-path' }])
  })

  it('that is no text is not kept', async () => {
    const { log, http } = await recording({ body: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]) })
    await http.bytes(get())
    expect(log.bodiesOf(1)).toEqual({ request: null, response: null })
  })

  it('is given up, the oldest first, when all together are too long', () => {
    const log = createExchangeLog({ exchanges: 10, bodies: 25 })
    for (const id of [1, 2, 3])
      log.record(exchange(id), {
        ourRunId: RUN.id,
        bodies: { request: null, response: { text: 'x'.repeat(10), isCut: false } },
      })
    expect([1, 2, 3].map((id) => log.bodiesOf(id) !== null)).toEqual([false, true, true])
    expect(log.exchangesOf(RUN)).toHaveLength(3)
  })
})

describe('the log', () => {
  it('remembers the last ones only', () => {
    const log = createExchangeLog({ exchanges: 3, bodies: 1000 })
    for (const id of [1, 2, 3, 4, 5])
      log.record(exchange(id), { ourRunId: RUN.id, bodies: { request: null, response: null } })
    expect(log.exchangesOf(RUN).map(({ id }) => id)).toEqual([3, 4, 5])
    expect(log.bodiesOf(1)).toBeNull()
  })

  it('tells a run its own requests, and those that know it by its place at the server', () => {
    const log = createExchangeLog()
    const bodies = { request: null, response: null }
    log.record(exchange(1), { ourRunId: RUN.id, bodies })
    log.record(exchange(2), { ourRunId: 'another', about: { threadId: 'thread_1', runId: 'run_1' }, bodies })
    log.record(exchange(3), { about: { threadId: 'thread_1', runId: 'run_1' }, bodies })
    log.record(exchange(4), { about: { threadId: 'thread_2', runId: 'run_1' }, bodies })
    log.record(exchange(5), { about: { threadId: 'thread_1' }, bodies })
    expect(log.exchangesOf(RUN).map(({ id }) => id)).toEqual([1, 3])
    expect(log.exchangesOf({ ...RUN, remoteId: null }).map(({ id }) => id)).toEqual([1])
  })
})

const exchange = (startedAt: number): Exchange => ({
  id: 1,
  method: 'GET',
  path: '/',
  status: 200,
  ms: 1,
  requestId: null,
  requestBytes: 0,
  responseBytes: 0,
  startedAt,
})

/** An Http whose exchanges are remembered under RUN. */
async function recording(planned: Plan | Planned) {
  const server = await serve(planned)
  const log = createExchangeLog()
  return { log, http: sentFor(RUN.id, httpTo(server.baseUrl, { record: log.record }).http) }
}

function expectNoKey(log: ReturnType<typeof createExchangeLog>) {
  const exchanges = log.exchangesOf(RUN)
  expect(exchanges).toHaveLength(1)
  const told = JSON.stringify([exchanges, exchanges.map(({ id }) => log.bodiesOf(id))])
  expect(told).toContain('redacted')
  expect(told).not.toContain('CANARY')
}
