/** What the server refuses, in the words that clients look for, and that nothing a stranger sends makes it fall. */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KEY, openDesk, refusalOf, type Desk } from './test-desk.ts'

describe('the server refuses', () => {
  it('a wrong key, without repeating it', async () => {
    const { server } = await openDesk()
    const key = 'sk-wrong-but-long-enough-abcd'
    const { status, body } = await send(server.baseUrl, { method: 'GET', path: '/assistants', key })
    expect({ status, body }).toMatchObject({ status: 401, body: { error: { code: 'invalid_api_key' } } })
    expect(body.error.message).toContain('Incorrect API key provided: sk-***abcd')
    expect(JSON.stringify(body)).not.toContain(key)
  })

  it('a request without the beta header, but not for files', async () => {
    const { server } = await openDesk()
    const plain = { method: 'GET', beta: '' }
    expect(await send(server.baseUrl, { ...plain, path: '/assistants' })).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_beta' } },
    })
    expect(await send(server.baseUrl, { ...plain, path: '/files' })).toMatchObject({ status: 200 })
  })

  it('paths without /v1 and methods nobody serves', async () => {
    const { server } = await openDesk()
    const root = server.baseUrl.replace('/v1', '')
    expect(await send(root, { method: 'POST', path: '/threads' })).toMatchObject({
      status: 404,
      body: { error: { message: 'Invalid URL (POST /threads)' } },
    })
    expect(await send(server.baseUrl, { method: 'DELETE', path: '/threads' })).toMatchObject({ status: 405 })
  })

  it('strangers’ IDs, __proto__ among them', async () => {
    const { threads, server, threadWith } = await openDesk()
    for (const id of ['thread_none', '__proto__', 'constructor', 'a/b ?'])
      expect((await refusalOf(threads.retrieve(id))).message).toContain(`No thread found with id '${id}'.`)
    const thread = await threadWith('hi')
    const noAssistant = threads.runs.create(thread.id, { assistant_id: '__proto__' })
    expect((await refusalOf(noAssistant)).message).toContain("No assistant found with id '__proto__'.")
    const noRun = threads.runs.retrieve('run_none', { thread_id: thread.id })
    expect(await refusalOf(noRun)).toMatchObject({ status: 404 })
    expect(server.requests.at(-1)).toMatchObject({ method: 'GET', status: 404 })
  })

  it('messages and runs on a thread with an open run, and names that run', async () => {
    const { threads, server, threadWith } = await openDesk()
    const thread = await threadWith('Where is order 1042?')
    const assistant_id = server.assistantIds.orderDesk
    const run = await threads.runs.create(thread.id, { assistant_id })
    const message = threads.messages.create(thread.id, { role: 'user', content: 'more' })
    expect((await refusalOf(message)).message).toContain(
      `Can't add messages to ${thread.id} while a run ${run.id} is active.`,
    )
    expect((await refusalOf(threads.runs.create(thread.id, { assistant_id }))).message).toContain(
      `Thread ${thread.id} already has an active run ${run.id}.`,
    )
  })

  it('fields that are missing, of another kind, unknown or too long, and names them', async () => {
    const { server } = await openDesk()
    const { id } = (await send(server.baseUrl, { method: 'POST', path: '/threads', body: '{}' })).body
    const cases: [path: string, body: string, param: string | null][] = [
      [`/threads/${id}/runs`, '{}', 'assistant_id'],
      [`/threads/${id}/runs`, '{"assistant_id":7}', 'assistant_id'],
      [`/threads/${id}/messages`, '{"role":"user"}', 'content'],
      [`/threads/${id}/messages`, '{"role":"system","content":"x"}', 'role'],
      [`/threads/${id}/messages`, `{"role":"user","content":"${'x'.repeat(256_001)}"}`, 'content'],
      [`/threads/${id}/messages`, '{"role":"user","content":"x","nonsense":1}', 'nonsense'],
      [`/threads/${id}/messages`, '{"role":"user","content":"x"', null],
      ['/threads', `{"metadata":{"${'k'.repeat(65)}":"v"}}`, `metadata.${'k'.repeat(65)}`],
      ['/threads', `{"metadata":{"k":"${'v'.repeat(513)}"}}`, 'metadata.k'],
      [
        '/threads',
        JSON.stringify({ metadata: Object.fromEntries(Array.from({ length: 17 }, (_, n) => [n, ''])) }),
        'metadata',
      ],
    ]
    for (const [path, body, param] of cases)
      expect(await send(server.baseUrl, { method: 'POST', path, body })).toMatchObject({
        status: 400,
        body: { error: { param } },
      })
    expect(
      await send(server.baseUrl, { method: 'GET', path: `/threads/${id}/messages?limit=101` }),
    ).toMatchObject({
      status: 400,
      body: { error: { param: 'limit' } },
    })
  })

  it('bodies beyond the cap', async () => {
    const { server } = await openDesk()
    const body = JSON.stringify({ metadata: { k: 'x'.repeat(9 * 1024 * 1024) } })
    // The server stops reading, so the client sees the answer or a broken connection, whichever comes first.
    await send(server.baseUrl, { method: 'POST', path: '/threads', body }).catch(() => undefined)
    expect(server.requests.at(-1)).toMatchObject({ status: 413 })
  })

  it('words that are not HTTP', async () => {
    const { server } = await openDesk()
    expect(await talk(server.port, 'HELLO\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 .*"error":\{"message"/s)
  })
})

it('a message of a quarter million characters is answered quickly by every assistant', async () => {
  const { threadWith, threads, server } = await openDesk()
  for (const filler of [' ', '1 ', '((', '-', '問', 'a,']) {
    const thread = await threadWith(`1${filler.repeat(250_000 / filler.length)}1`)
    for (const assistant_id of Object.values(server.assistantIds)) {
      const before = performance.now()
      const { id } = await threads.runs.create(thread.id, { assistant_id })
      expect((await threads.runs.retrieve(id, { thread_id: thread.id })).status).toBe('completed')
      expect(performance.now() - before).toBeLessThan(3_000)
    }
  }
})

it('every answer carries a request ID and the time it took', async () => {
  const { server } = await openDesk()
  for (const path of ['/assistants', '/nowhere']) {
    const { headers } = await send(server.baseUrl, { method: 'GET', path })
    expect(headers['x-request-id']).toMatch(/^req_/)
    expect(headers['openai-processing-ms']).toMatch(/^\d+$/)
  }
})

it('whatever is sent, the answer is the protocol’s and the server stays whole', async () => {
  const { server, threadWith, client } = await openDesk({ judged: false })
  const thread = await threadWith('hi')
  const segment = fc.oneof(
    fc.constantFrom(
      'threads',
      'runs',
      'messages',
      'files',
      'assistants',
      'steps',
      'cancel',
      '__proto__',
      thread.id,
    ),
    fc.webSegment(),
  )
  const known = fc.constantFrom(
    ['threads', thread.id, 'runs'],
    ['threads', thread.id, 'messages'],
    ['threads', 'runs'],
    ['threads'],
    ['files'],
  )
  const body = fc.oneof(
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
    fc.json().map((text) => Buffer.from(text)),
    hostileBody,
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'DELETE', 'PUT'),
      fc.oneof(known, fc.array(segment, { minLength: 1, maxLength: 6 })),
      body,
      async (method, segments, sent) => {
        const answer = await send(server.baseUrl, { method, path: `/${segments.join('/')}`, body: sent })
        expect(answer.status).toBeLessThan(500)
        expect(answer.status < 400 || isEnvelope(answer.body)).toBe(true)
        expect(Object.keys(Object.prototype)).toEqual([])
        expect(({} as Record<string, unknown>).polluted).toBeUndefined()
      },
    ),
    { numRuns: 300 },
  )
  expect((await client.beta.assistants.list()).data).toHaveLength(4)
})

const isEnvelope = (body: Received['body']) =>
  Object.keys(body).join() === 'error' &&
  Object.keys(body.error).toSorted().join() === 'code,message,param,type'

const hostileBody = fc
  .record(
    {
      role: fc.constantFrom('user', 7),
      content: fc.oneof(fc.string(), fc.jsonValue()),
      assistant_id: fc.constantFrom('asst_practice_guide', 'asst_practice_calculator', '__proto__', 3),
      metadata: fc.oneof(fc.jsonValue(), fc.constant({ a: 'b' })),
      messages: fc.jsonValue(),
      tools: fc.jsonValue(),
      thread: fc.jsonValue(),
      tool_outputs: fc.jsonValue(),
    },
    { requiredKeys: [] },
  )
  .map((fields) => Buffer.from(JSON.stringify(fields).replace('{', '{"__proto__":{"polluted":1},')))

interface Sending {
  method: string
  path: string
  body?: string | Buffer
  key?: string
  beta?: string
}

interface Received {
  status: number
  headers: Record<string, string | string[] | undefined>
  // What comes back is looked at field by field in each test.
  body: ReturnType<typeof JSON.parse>
}

function send(
  baseUrl: string,
  { method, path, body, key = KEY, beta = 'assistants=v2' }: Sending,
): Promise<Received> {
  const headers = { authorization: `Bearer ${key}`, ...(beta ? { 'openai-beta': beta } : {}) }
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(`${baseUrl}${path}`, { method, headers }, (incoming) => {
      received(incoming).then(resolve, reject)
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

async function received(incoming: IncomingMessage): Promise<Received> {
  const { headers, statusCode: status = 0 } = incoming
  const text = (await incoming.setEncoding('utf8').toArray()).join('')
  return { status, headers, body: headers['content-type']?.includes('json') ? JSON.parse(text) : text }
}

function talk(port: Desk['server']['port'], words: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(words))
    let heard = ''
    socket.setEncoding('utf8')
    socket.on('data', (text) => {
      heard += text
    })
    socket.on('close', () => resolve(heard))
  })
}
