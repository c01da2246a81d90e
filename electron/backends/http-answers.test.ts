/** Answers that are broken, odd or missing, told apart. */
import { createServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { parseJson } from './read-json.ts'
import { startTestServer, type Planned } from './test-server.ts'
import { ANY, get, failureOf, json, serve, httpTo, closeServers } from './test-http.ts'

afterEach(closeServers)

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
    [
      'broken brotli',
      { body: 'not brotli', headers: { 'content-encoding': 'br', 'content-type': 'application/json' } },
      { kind: 'cut-reply' },
    ],
    // Decoded by newer Nodes, taken as it is by older ones: no JSON either way.
    [
      'broken zstd',
      { body: 'not zstd', headers: { 'content-encoding': 'zstd', 'content-type': 'application/json' } },
      { kind: 'cut-reply' },
    ],
    ['a shape we do not know', { body: [1] }, { kind: 'unexpected-reply' }],
    [
      'more than 32 MiB',
      { body: Buffer.alloc(33 * 1024 * 1024, ' '), headers: { 'content-type': 'application/json' } },
      { kind: 'reply-too-large', limitBytes: 32 * 1024 * 1024 },
    ],
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
    [
      'with bytes that are no UTF-8',
      {
        body: Buffer.from('{"a":"caf\xe9 \xc3(","b":"\xed\xa0\x80"}', 'latin1'),
        headers: { 'content-type': 'application/json' },
      },
      { a: 'caf\ufffd \ufffd(', b: '\ufffd\ufffd\ufffd' },
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
    expect(Object.hasOwn(Object(parseJson(body)), '__proto__')).toBe(false)
    expect(Reflect.get(value, 'polluted')).toBeUndefined()
    expect(Reflect.get(Object(value['b']), 'polluted')).toBeUndefined()
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

  it('from a server without TLS names that', async () => {
    const server = await serve({})
    const { error } = await failureOf(httpTo(server.baseUrl.replace('http:', 'https:')).http.json(get(), ANY))
    expect(error).toMatchObject({ kind: 'unreachable', reason: 'tls-is-http' })
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

function cutGzip(): Buffer {
  const whole = gzipSync(JSON.stringify({ data: Array.from({ length: 2000 }, (_, at) => at * 7919) }))
  return whole.subarray(0, whole.length - 200)
}
