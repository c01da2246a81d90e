/** The only way out, against real sockets: what leaves, how long it may take, and what streams. */
import { afterEach, describe, expect, it } from 'vitest'
import { createTestClock } from '../platform/test-clock.ts'
import { findAssistant } from './assistants-v2/requests.ts'
import { type Planned } from './test-server.ts'
import { KEY, ANY, get, failureOf, serve, httpTo, settled, closeServers } from './test-http.ts'

afterEach(closeServers)

describe('a request', () => {
  it('carries the key, our headers and the extra ones, and is remembered without the key', async () => {
    const server = await serve({ body: { a: 1 }, headers: { 'x-request-id': 'req_1' } })
    const { http, exchanges, lines } = httpTo(server.baseUrl, {
      extraHeaders: { 'openai-project': 'p', authorization: 'no' },
    })
    const { value, status } = await http.json({ ...findAssistant('a b'), signal: get().signal }, ANY)
    expect([value, status]).toEqual([{ a: 1 }, 200])
    expect(server.heard[0]).toMatchObject({
      path: '/v1/assistants/a%20b',
      headers: { authorization: `Bearer ${KEY}`, 'openai-beta': 'assistants=v2', 'openai-project': 'p' },
    })
    expect(exchanges).toMatchObject([
      {
        id: 1,
        method: 'GET',
        path: '/v1/assistants/a%20b',
        status: 200,
        requestId: 'req_1',
        responseBytes: 7,
      },
    ])
    expect(JSON.stringify([exchanges, lines])).not.toContain(KEY)
  })

  it('signs in by the header its connection says, and by no other', async () => {
    const server = await serve({})
    for (const signIn of ['bearer', 'api-key', 'none'] as const)
      await httpTo(server.baseUrl, { signIn }).http.json(get(), ANY)
    expect(server.heard.map(({ headers }) => [headers.authorization, headers['api-key']])).toEqual([
      [`Bearer ${KEY}`, undefined],
      [undefined, KEY],
      [undefined, undefined],
    ])
  })

  it('carries the query of its connection, whatever it asks for itself', async () => {
    const server = await serve({ body: {}, headers: { 'content-type': 'application/json' } })
    const query = [
      { name: 'api-version', value: '2025-05-01' },
      { name: 'limit', value: '1' },
    ]
    const { http, exchanges } = httpTo(server.baseUrl, { query })
    await http.json(get({ query: { limit: '20' } }), ANY)
    await http.stream(get({ method: 'POST', body: {} }))
    await http.bytes(get())
    expect(server.heard.map(({ path }) => path)).toEqual([
      '/v1/x?api-version=2025-05-01&limit=20',
      '/v1/x?api-version=2025-05-01&limit=1',
      '/v1/x?api-version=2025-05-01&limit=1',
    ])
    expect(exchanges[0]?.path).toBe('/v1/x?api-version=2025-05-01&limit=20')
  })

  it('takes the values of its headers out of what comes back, but not ordinary words', async () => {
    const [secret, word] = ['team-0123456789abcdef', 'production']
    const server = await serve({ body: { said: `${secret} in ${word}` } })
    const { http, exchanges, lines } = httpTo(server.baseUrl, {
      extraHeaders: { 'x-team': secret, 'x-stage': word },
    })
    expect((await http.json(get(), ANY)).value).toEqual({ said: `…redacted in ${word}` })
    expect(server.heard[0]?.headers).toMatchObject({ 'x-team': secret, 'x-stage': word })
    expect(JSON.stringify([exchanges, lines])).not.toContain(secret)
  })

  it('sends no key where there is none', async () => {
    const server = await serve({})
    await httpTo(server.baseUrl, { key: () => null }).http.json(get(), ANY)
    expect(server.heard[0]?.headers.authorization).toBeUndefined()
  })

  it('does not send a key that would break a header, nor tell it', async () => {
    const server = await serve({})
    const { error } = await failureOf(
      httpTo(server.baseUrl, { key: () => `${KEY}\r\nx: y` }).http.json(get(), ANY),
    )
    expect(error).toMatchObject({ kind: 'invalid-fields', fields: { apiKey: 'unsafe-characters' } })
    expect(JSON.stringify(error)).not.toContain('CANARY')
    expect(server.heard).toEqual([])
  })

  it('leaves no timer behind', async () => {
    const server = await serve({})
    let alarms = 0
    const clock = createTestClock()
    const after = (ms: number, callback: () => void) => {
      alarms++
      const cancel = clock.after(ms, callback)
      let isOpen = true
      return () => {
        if (isOpen) alarms--
        isOpen = false
        cancel()
      }
    }
    const { http } = httpTo(server.baseUrl, { clock: { ...clock, after } })
    await http.json(get(), ANY)
    await http.bytes(get())
    expect(alarms).toBe(0)
  })
})

describe('time', () => {
  const WAITS: [string, Planned, number, object][] = [
    ['for headers', { hang: 'before' }, 30_000, { kind: 'unreachable', reason: 'timeout' }],
    ['between pieces', { body: '{"a":', hang: 'after' }, 30_000, { kind: 'unreachable', reason: 'timeout' }],
  ]
  it.each(WAITS)('runs out while waiting %s', async (...[, planned, ms, error]) => {
    const server = await serve(planned)
    const { http, clock, exchanges } = httpTo(server.baseUrl)
    const failing = failureOf(http.json(get(), ANY))
    await settled(server)
    clock.pass(ms - 1)
    expect(exchanges).toEqual([])
    clock.pass(1)
    expect((await failing).error).toMatchObject(error)
    expect(exchanges).toMatchObject([{ ms, error: 'unreachable' }])
  })

  it('for a run may be as long as the run', async () => {
    const server = await serve({ hang: 'before' })
    const { http, clock, exchanges } = httpTo(server.baseUrl)
    const failing = failureOf(http.stream(get({ headersWithinMs: 330_000 })))
    await settled(server)
    clock.pass(329_999)
    expect(exchanges).toEqual([])
    clock.pass(1)
    expect((await failing).error).toMatchObject({ kind: 'unreachable', reason: 'timeout' })
  })

  it('for a whole body is limited, so that a drip does not last for ever', async () => {
    const server = await serve({ body: '{"a":', hang: 'after' })
    const { http, clock } = httpTo(server.baseUrl)
    const failing = failureOf(http.bytes(get()))
    await settled(server)
    clock.pass(120_000)
    expect((await failing).error).toMatchObject({ kind: 'unreachable', reason: 'timeout' })
  })

  it('does not matter after an abort: the reason itself comes out', async () => {
    const server = await serve({ hang: 'before' })
    const off = new AbortController()
    const { http, exchanges } = httpTo(server.baseUrl)
    const waiting = http.json(get({ signal: off.signal }), ANY)
    await settled(server)
    off.abort(new Error('called off'))
    await expect(waiting).rejects.toThrow('called off')
    expect(exchanges).toMatchObject([{ error: 'aborted', status: null }])
  })
})

describe('a stream', () => {
  const events = { headers: { 'content-type': 'text/event-stream; charset=utf-8' } }
  it('gives its events and is remembered at its end', async () => {
    const server = await serve({ ...events, body: 'event: a\ndata: 1\n\ndata: 2\n\n', piece: 3 })
    const { http, exchanges } = httpTo(server.baseUrl)
    const reply = await http.stream(get())
    if (reply.kind !== 'events') throw new Error('not a stream')
    expect(exchanges).toEqual([])
    const found = []
    for await (const event of reply.events) found.push(event)
    expect(found).toEqual([
      { event: 'a', data: '1' },
      { event: 'message', data: '2' },
    ])
    expect(exchanges).toMatchObject([{ status: 200, responseBytes: 27 }])
  })

  it('that breaks says so after what it told', async () => {
    const server = await serve({ ...events, body: 'data: 1\n\ndata: 2', cut: 'after' })
    const { http, exchanges } = httpTo(server.baseUrl)
    const reply = await http.stream(get())
    if (reply.kind !== 'events') throw new Error('not a stream')
    const found: unknown[] = []
    const reading = (async () => {
      for await (const event of reply.events) found.push(event)
    })()
    expect((await failureOf(reading)).error.kind).toBe('cut-reply')
    expect(found).toEqual([{ event: 'message', data: '1' }])
    expect(exchanges).toMatchObject([{ error: 'cut-reply' }])
  })

  it('that is closed lets the connection go', async () => {
    const server = await serve({ ...events, body: 'data: 1\n\n', hang: 'after' })
    const { http, exchanges } = httpTo(server.baseUrl)
    const reply = await http.stream(get())
    expect(server.openAnswers()).toBe(1)
    if (reply.kind === 'events') reply.close()
    expect(exchanges).toHaveLength(1)
    await expect.poll(() => server.openAnswers()).toBe(0)
  })

  it('may turn out to be JSON', async () => {
    const server = await serve({ body: { id: 'run_1' } })
    expect(await httpTo(server.baseUrl).http.stream(get())).toMatchObject({
      kind: 'json',
      value: { id: 'run_1' },
    })
  })
})
