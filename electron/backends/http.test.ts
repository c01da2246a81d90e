/** The only way out, against real sockets that answer well, badly, or not at all. */
import { createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestClock } from '../platform/test-clock.ts'
import type { Exchange, HttpRequest } from './exchange.ts'
import { createHttp, type HttpOptions } from './http.ts'
import { HttpFailure } from './http-failure.ts'
import {
  findAssistant,
  getRun,
  listMessages,
  createRun,
  postMessage,
  readFile,
} from './assistants-v2/requests.ts'
import { startTestServer, type Plan, type Planned, type TestServer } from './test-server.ts'

const KEY = 'sk-CANARY-0123456789abcdef0123456789abcdef'
const servers: TestServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function serve(plan: Plan | Planned): Promise<TestServer> {
  const server = await startTestServer(typeof plan === 'function' ? plan : () => plan)
  servers.push(server)
  return server
}

function httpTo(baseUrl: string, options: Partial<HttpOptions> = {}) {
  const clock = createTestClock()
  const exchanges: Exchange[] = []
  const lines: string[] = []
  const http = createHttp({
    baseUrl,
    key: () => KEY,
    clock,
    log: (_level, _room, _event, facts) => void lines.push(JSON.stringify(facts)),
    record: (exchange) => void exchanges.push(exchange),
    ...options,
  })
  return { http, clock, exchanges, lines }
}

const ANY = z.looseObject({})
const get = (changes: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  path: '/x',
  signal: new AbortController().signal,
  ...changes,
})
const failureOf = async (promised: Promise<unknown>): Promise<HttpFailure> => {
  const thrown: unknown = await promised.then(
    () => 'nothing thrown',
    (error: unknown) => error,
  )
  if (thrown instanceof HttpFailure) return thrown
  throw new Error(`not an HttpFailure: ${String(thrown)}`)
}
const json = async (planned: Planned | Plan, changes: Partial<HttpRequest> = {}) => {
  const server = await serve(planned)
  return failureOf(httpTo(server.baseUrl).http.json(get(changes), ANY))
}

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

describe('a redirect', () => {
  const KINDS: [string, (http: ReturnType<typeof createHttp>) => Promise<unknown>][] = [
    [
      'POST messages',
      (http) => http.json({ ...postMessage('t', { id: 'q', text: 'x' }), signal: get().signal }, ANY),
    ],
    [
      'POST runs',
      (http) =>
        http.stream({
          ...createRun(
            { threadId: 't', assistantId: 'a' },
            { ourId: 'r', isStreamed: true, headersWithinMs: 1000 },
          ),
          signal: get().signal,
        }),
    ],
    ['GET run', (http) => http.json({ ...getRun({ threadId: 't', runId: 'r' }), signal: get().signal }, ANY)],
    [
      'GET list',
      (http) => http.json({ ...listMessages('t', { order: 'asc', limit: 1 }), signal: get().signal }, ANY),
    ],
    ['GET file', (http) => http.bytes({ ...readFile('f'), signal: get().signal })],
  ]
  const CASES = [301, 302, 303, 307, 308].flatMap((status) =>
    KINDS.map(([name, send]) => [status, name, send] as const),
  )
  it.each(CASES)('%i of %s goes nowhere', async (status, _name, send) => {
    const other = await serve({ body: { id: 'stolen' } })
    const elsewhere = other.baseUrl.replace('127.0.0.1', 'localhost')
    const server = await serve({ status, headers: { location: `${elsewhere}/in?key=${KEY}` }, body: '' })
    const { error } = await failureOf(send(httpTo(server.baseUrl, { extraHeaders: { 'api-key': KEY } }).http))
    expect(error).toMatchObject({ kind: 'redirected', status, target: new URL(elsewhere).origin })
    expect(JSON.stringify(error)).not.toContain('CANARY')
    expect([other.heard.length, server.heard.length]).toEqual([0, 1])
  })

  it.each([300, 304, 305])('of the odd kind %i goes nowhere either', async (status) => {
    expect((await json({ status, body: '' })).error).toMatchObject({ kind: 'redirected', status })
  })
})

describe('a refusal', () => {
  const said = (message: string, rest: object = {}) => ({
    error: { message, type: null, code: null, param: null, ...rest },
  })
  const ROWS: [number, unknown, object, Record<string, string>?][] = [
    [
      401,
      said('bad key', { code: 'invalid_api_key' }),
      { kind: 'key-refused', technical: { code: 'invalid_api_key', serverMessage: 'bad key', status: 401 } },
    ],
    [403, said('no'), { kind: 'forbidden' }],
    [404, said("No thread found with id 'thread_1'."), { kind: 'thread-not-found', threadId: 'thread_1' }],
    [404, said("No run found with id 'run_1'."), { kind: 'run-not-found', runId: 'run_1' }],
    [404, said("No assistant found with id 'asst_1'."), { kind: 'assistant-not-found' }],
    [404, { detail: 'Thread thread_1 does not exist' }, { kind: 'thread-not-found' }],
    [
      404,
      { message: 'Route GET:/v1/threads/t/runs/r not found', error: 'Not Found', statusCode: 404 },
      { kind: 'wrong-path' },
    ],
    [
      404,
      { detail: 'Not Found' },
      { kind: 'wrong-path', url: expect.stringContaining('/v1/threads/thread_1/runs/run_1') },
    ],
    [
      404,
      '<html><title>404 Not Found</title></html>',
      { kind: 'wrong-path', technical: { serverMessage: '404 Not Found' } },
    ],
    [410, 'gone', { kind: 'wrong-path' }],
    [405, '', { kind: 'unsupported', what: 'other' }],
    [501, '', { kind: 'unsupported', what: 'other' }],
    [
      400,
      said('Thread thread_1 already has an active run run_abc.'),
      { kind: 'active-run', runId: 'run_abc' },
    ],
    [
      409,
      said("Can't add messages to thread_1 while a run run_abc is active."),
      { kind: 'active-run', runId: 'run_abc' },
    ],
    [400, { error: 'thread already has an active run' }, { kind: 'active-run', runId: null }],
    [400, said('bad'), { kind: 'refused', status: 400, technical: { serverMessage: 'bad' } }],
    [408, '', { kind: 'refused', status: 408 }],
    [413, '', { kind: 'refused', status: 413 }],
    [
      422,
      { detail: [{ loc: ['body', 'content'], msg: 'field required' }] },
      { kind: 'refused', technical: { serverMessage: 'body.content: field required' } },
    ],
    [
      400,
      { success: false, error: { issues: [{ path: ['content'], message: 'Required' }] } },
      { kind: 'refused', technical: { serverMessage: 'content: Required' } },
    ],
    [400, { error: 'plainly wrong' }, { kind: 'refused', technical: { serverMessage: 'plainly wrong' } }],
    [400, { message: 'said so' }, { kind: 'refused', technical: { serverMessage: 'said so' } }],
    [
      429,
      said('slow down', { code: 'rate_limit_exceeded' }),
      { kind: 'rate-limited', retryAfterMs: 7000 },
      { 'retry-after': '7' },
    ],
    [429, said('slow down'), { kind: 'rate-limited', retryAfterMs: null }],
    [
      429,
      said('You exceeded your current quota', { code: 'insufficient_quota' }),
      { kind: 'quota-exceeded' },
    ],
    [429, said('x', { type: 'insufficient_quota' }), { kind: 'quota-exceeded' }],
    [
      500,
      'Internal Server Error',
      { kind: 'server-failed', status: 500, technical: { serverMessage: 'Internal Server Error' } },
    ],
    [
      502,
      '<html><body><h1>Bad Gateway</h1></body></html>',
      { kind: 'server-failed', status: 502, technical: { serverMessage: 'Bad Gateway' } },
    ],
    [529, {}, { kind: 'server-failed', status: 529 }],
  ]
  it.each(ROWS)('%i %o is %o', async (status, body, error, headers = {}) => {
    const failure = await json({ status, body, headers }, getRun({ threadId: 'thread_1', runId: 'run_1' }))
    expect(failure.error).toMatchObject(error)
    expect(failure.error.technical).toMatchObject({
      method: 'GET',
      status,
      path: '/v1/threads/thread_1/runs/run_1',
      threadId: 'thread_1',
      runId: 'run_1',
    })
  })

  it('keeps the wish of a busy server', async () => {
    expect((await json({ status: 503, headers: { 'retry-after-ms': '1200' } })).retryAfterMs).toBe(1200)
  })

  it('that echoes the key does not pass it on, however it is cut', async () => {
    for (const offset of [0, 1980, 1990, 1999]) {
      const { error } = await json({
        status: 401,
        body: { error: { message: `${'x'.repeat(offset)}Incorrect key ${KEY}`, code: KEY } },
      })
      expect(JSON.stringify(error)).not.toContain('CANARY')
      expect(error.technical?.serverMessage?.length).toBeLessThanOrEqual(2000)
    }
  })

  it('with an endless body still has its status', async () => {
    const { error } = await json({ status: 500, body: 'x'.repeat(1_000_000), cut: 'after' })
    expect(error).toMatchObject({ kind: 'server-failed', status: 500 })
  })
})

describe('an answer', () => {
  const BROKEN: [string, Planned, object][] = [
    [
      'a login page',
      { body: '<html><form><input type="password"></form></html>', headers: { 'content-type': 'text/html' } },
      { kind: 'not-json', looksLikeLogin: true },
    ],
    [
      'some page',
      { body: '<html>Welcome</html>', headers: { 'content-type': 'text/html' } },
      { kind: 'not-json', looksLikeLogin: false },
    ],
    [
      'a page called JSON',
      { body: '<!doctype html>', headers: { 'content-type': 'application/json' } },
      { kind: 'not-json' },
    ],
    [
      'plain text',
      { body: 'OK', headers: { 'content-type': 'text/plain' } },
      { kind: 'not-json', contentType: 'text/plain' },
    ],
    [
      'cut JSON',
      { body: '{"a": [1, 2', headers: { 'content-type': 'application/json' } },
      { kind: 'cut-reply' },
    ],
    ['nothing', { body: '' }, { kind: 'cut-reply' }],
    ['nothing, and says so', { status: 204, body: '' }, { kind: 'cut-reply' }],
    [
      'less than it promised',
      { body: '{"a":1}', headers: { 'content-length': '50' }, cut: 'after' },
      { kind: 'cut-reply' },
    ],
    ['a cut in the middle', { body: '{"a":', cut: 'after' }, { kind: 'cut-reply' }],
    [
      'gzip cut short',
      { body: cutGzip(), headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' } },
      { kind: 'cut-reply' },
    ],
    [
      'broken gzip',
      { body: 'not gzip', headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' } },
      { kind: 'cut-reply' },
    ],
    ['a shape we do not know', { body: [1] }, { kind: 'unexpected-reply' }],
    [
      'a gzip bomb',
      {
        body: gzipSync(Buffer.alloc(33 * 1024 * 1024, ' ')),
        headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' },
      },
      { kind: 'reply-too-large', limitBytes: 32 * 1024 * 1024 },
    ],
    ['a reset before any byte', { cut: 'before' }, { kind: 'unreachable', reason: 'reset' }],
    ['100 kB of headers', { headers: { 'x-long': 'x'.repeat(100_000) } }, { kind: 'reply-too-large' }],
  ]
  it.each(BROKEN)('that is %s is told apart', async (_name, planned, error) => {
    expect((await json(planned)).error).toMatchObject(error)
  })

  const FINE: [string, Planned, unknown][] = [
    [
      'with a byte order mark',
      { body: '\ufeff{"a":1}', headers: { 'content-type': 'application/json' } },
      { a: 1 },
    ],
    [
      'in UTF-16',
      { body: Buffer.from('\ufeff{"a":1}', 'utf16le'), headers: { 'content-type': 'application/json' } },
      { a: 1 },
    ],
    ['without a content type', { body: '{"a":1}' }, { a: 1 }],
    ['called text', { body: ' {"a":1}', headers: { 'content-type': 'text/plain' } }, { a: 1 }],
    ['with 201', { status: 201, body: { a: 1 } }, { a: 1 }],
    ['in small pieces', { body: { a: '貓🐈' }, piece: 1 }, { a: '貓🐈' }],
    ['in gzip', { body: gzipSync('{"a":1}'), headers: { 'content-encoding': 'gzip' } }, { a: 1 }],
  ]
  it.each(FINE)('%s is read', async (_name, planned, value) => {
    const server = await serve(planned)
    expect((await httpTo(server.baseUrl).http.json(get(), ANY)).value).toEqual(value)
  })

  it('cannot change what objects are', async () => {
    const body =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"b":{"\\u005f_proto__":{"polluted":1}}}'
    const server = await serve({ body })
    const { value } = await httpTo(server.baseUrl).http.json(get(), ANY)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    expect(Reflect.get(value, 'polluted')).toBeUndefined()
    expect(Reflect.get(Object(value['b']), 'polluted')).toBeUndefined()
  })
})

describe('time', () => {
  const WAITS: [string, Planned, number, object][] = [
    ['for headers', { hang: 'before' }, 30_000, { kind: 'unreachable', reason: 'timeout' }],
    ['between pieces', { body: '{"a":', hang: 'after' }, 30_000, { kind: 'unreachable', reason: 'timeout' }],
  ]
  it.each(WAITS)('runs out while waiting %s', async (_name, planned, ms, error) => {
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

describe('no answer at all', () => {
  it.each([
    ['http://127.0.0.1:6000/v1', 'bad-port'],
    ['http://no-such-host.invalid/v1', 'dns'],
  ])('from %s is %s', async (baseUrl, reason) => {
    expect((await failureOf(httpTo(baseUrl).http.json(get(), ANY))).error).toMatchObject({
      kind: 'unreachable',
      reason,
    })
  })

  it('from a port nobody listens to is refused', async () => {
    const server = await startTestServer(() => ({}))
    await server.close()
    const { error } = await failureOf(httpTo(server.baseUrl).http.json(get(), ANY))
    expect(error).toMatchObject({
      kind: 'unreachable',
      reason: 'refused',
      host: server.host,
      technical: { code: 'ECONNREFUSED' },
    })
  })

  it('from a server without TLS is a matter of TLS', async () => {
    const server = await serve({})
    const { error } = await failureOf(httpTo(server.baseUrl.replace('http:', 'https:')).http.json(get(), ANY))
    expect(error).toMatchObject({ kind: 'unreachable', reason: 'tls' })
  })

  it('from something that does not speak HTTP is not taken for one', async () => {
    const server = createServer((socket) => void socket.end('SSH-2.0-OpenSSH\r\n'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const { error } = await failureOf(httpTo(`http://127.0.0.1:${port}`).http.json(get(), ANY))
    expect(error).toMatchObject({ kind: 'unreachable', technical: { code: expect.stringContaining('HPE_') } })
    server.close()
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
    if (reply.kind === 'events') reply.close()
    expect(exchanges).toHaveLength(1)
    await expect.poll(() => server.openSockets()).toBe(0)
  })

  it('may turn out to be JSON', async () => {
    const server = await serve({ body: { id: 'run_1' } })
    expect(await httpTo(server.baseUrl).http.stream(get())).toMatchObject({
      kind: 'json',
      value: { id: 'run_1' },
    })
  })
})

/** Until the server has heard and anything it sent has arrived. */
async function settled(server: TestServer) {
  await expect.poll(() => server.heard.length).toBeGreaterThan(0)
  await new Promise((resolve) => setTimeout(resolve, 20))
}

function cutGzip(): Buffer {
  const whole = gzipSync(JSON.stringify({ data: Array.from({ length: 2000 }, (_, at) => at * 7919) }))
  return whole.subarray(0, whole.length - 200)
}
