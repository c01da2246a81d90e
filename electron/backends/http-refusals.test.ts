/** What servers refuse, and where they would send us: nothing of ours goes there. */
import { readRefusal } from './assistants-v2/read-refusal.ts'
import { afterEach, describe, expect, it } from 'vitest'
import type { createHttp, HttpOptions } from './http.ts'
import {
  getRun,
  listMessages,
  createRun,
  postMessage,
  readFile,
  uploadFile,
} from './assistants-v2/requests.ts'
import { KEY, ANY, get, failureOf, json, serve, httpTo, closeServers } from './test-http.ts'

afterEach(closeServers)

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
    [
      'a file upload',
      (http) => {
        const file = { id: 'f', name: 'a.txt', size: 2, purpose: 'search', pictureType: null } as const
        const read = () => ReadableStream.from([new TextEncoder().encode('hi')])
        const outgoing = { ...file, remoteId: null, begunAt: null, read }
        return http.json({ ...uploadFile(outgoing), signal: get().signal }, ANY)
      },
    ],
    ['GET file', (http) => http.bytes({ ...readFile('f'), signal: get().signal })],
  ]
  /** However a connection says who asks. */
  const WHO: [string, Partial<HttpOptions>][] = [
    ['a bearer key', {}],
    ['an api-key header', { signIn: 'api-key' }],
    [
      'headers of one’s own',
      {
        key: () => null,
        extraHeaders: {
          'x-team': KEY,
          'openai-organization': `org-${KEY}`,
          'openai-project': `proj-${KEY}`,
        },
      },
    ],
  ]
  const CASES = [301, 302, 303, 307, 308].flatMap((status) =>
    KINDS.flatMap(([name, send]) =>
      WHO.map(([who, options]) => [status, name, who, { send, options }] as const),
    ),
  )
  it.each(CASES)('%i of %s with %s goes nowhere', async (...[status, , , { send, options }]) => {
    const other = await serve({ body: { id: 'stolen' } })
    const elsewhere = other.baseUrl.replace('127.0.0.1', 'localhost')
    const server = await serve({ status, headers: { location: `${elsewhere}/in?key=${KEY}` }, body: '' })
    const { error } = await failureOf(send(httpTo(server.baseUrl, options).http))
    expect(error).toMatchObject({ kind: 'redirected', status, target: new URL(elsewhere).origin })
    expect(JSON.stringify(error)).not.toContain('CANARY')
    expect([other.heard.length, server.heard.length]).toEqual([0, 1])
    expect(JSON.stringify(server.heard[0]?.headers)).toContain('CANARY')
  })

  it('round in a circle ends at the first answer', async () => {
    const server = await serve((heard) => ({ status: 302, headers: { location: heard.path }, body: '' }))
    expect((await failureOf(httpTo(server.baseUrl).http.json(get(), ANY))).error.kind).toBe('redirected')
    expect(server.heard).toHaveLength(1)
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
    [404, { message: 'Route GET:/v1/threads/thread-7/runs/run-7 not found' }, { kind: 'wrong-path' }],
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
  it.each(ROWS)('%i %o is %o', async (...[status, body, error, headers = {}]) => {
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

  it.each<[string, Partial<HttpOptions>, string]>([
    ['a request that had no key says that one is missing', { key: () => null }, 'key-missing'],
    ['a server that wants none says that it was refused', { key: () => null, signIn: 'none' }, 'key-refused'],
  ])('401 to %s', async (_what, options, kind) => {
    const server = await serve({ status: 401, body: said('who are you?') })
    const failure = await failureOf(httpTo(server.baseUrl, options).http.json(get(), ANY))
    expect(failure.error).toMatchObject({ kind, technical: { serverMessage: 'who are you?', status: 401 } })
  })

  it.each([
    ['api.openai.com', 'Invalid URL (GET /v1/assistants/a)', 'api-retired'],
    ['eu.api.openai.com:443', '', 'api-retired'],
    ['api.openai.com', "No assistant found with id 'a'.", 'assistant-not-found'],
    ['api.openai.com.evil.example', '', undefined],
    ['notopenai.com', '', undefined],
  ])('404 at %s saying "%s" is %s', (host, message, kind) => {
    const refusal = { status: 404, message, code: null, type: null, host, url: `https://${host}/v1` }
    expect(readRefusal(refusal, { assistantId: 'a' })?.kind).toBe(kind)
  })

  it('keeps the wish of a busy server', async () => {
    expect((await json({ status: 503, headers: { 'retry-after-ms': '1200' } })).retryAfterMs).toBe(1200)
  })

  it('that echoes the key does not pass it on, however it is cut', async () => {
    // Shaped like no key we know, so that only the comparison with the key itself can find it.
    const key = 'CANARY0123456789abcdef'
    for (const offset of [0, 1970, 1980, 1990]) {
      const server = await serve({
        status: 401,
        body: { error: { message: `${'x'.repeat(offset)}Incorrect ${key}`, code: key } },
      })
      const { error } = await failureOf(httpTo(server.baseUrl, { key: () => key }).http.json(get(), ANY))
      expect(JSON.stringify(error)).not.toContain('CANARY')
      expect(error.technical?.serverMessage?.length).toBeLessThanOrEqual(2000)
    }
  })

  it('with an endless body still has its status', async () => {
    const { error } = await json({ status: 500, body: 'x'.repeat(1_000_000), cut: 'after' })
    expect(error).toMatchObject({ kind: 'server-failed', status: 500 })
  })
})
