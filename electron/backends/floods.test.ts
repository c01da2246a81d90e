/** Servers that send without end: cut off in time, and the memory stays where it was. */
import { createServer, type Server } from 'node:http'
import { createServer as createRawServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createGzip } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { getRun, readFile } from './assistants-v2/requests.ts'
import type { Http } from './exchange.ts'
import { createSseParser } from './sse.ts'
import { ANY, closeServers, failureOf, get, httpTo, serve } from './test-http.ts'

const MiB = 1024 * 1024
/** What the process may grow by while a flood comes in. */
const MOST_GROWTH = 150 * MiB

const floods: Server[] = []
afterEach(async () => {
  await closeServers()
  for (const server of floods.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

interface Flood {
  baseUrl: string
  sent(): number
  /** The client has hung up. */
  isCutOff(): boolean
}

/** Sends `piece` until somebody hangs up. */
async function flood(headers: Record<string, string>, piece: Buffer, status = 200): Promise<Flood> {
  let sent = 0
  let isCutOff = false
  const server = createServer((_request, response) => {
    response.on('close', () => (isCutOff = true)).on('error', () => undefined)
    response.writeHead(status, headers)
    const pour = () => {
      if (isCutOff) return
      sent += piece.length
      if (response.write(piece)) setImmediate(pour)
      else response.once('drain', pour)
    }
    pour()
  })
  floods.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listening on TCP, so never a string or null
  return { baseUrl: `http://127.0.0.1:${port}/v1`, sent: () => sent, isCutOff: () => isCutOff }
}

/** The most the process held beyond what it held before. */
async function growthDuring(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage.rss()
  let most = before
  const look = () => (most = Math.max(most, process.memoryUsage.rss()))
  const watch = setInterval(look, 5)
  try {
    await work()
    look()
  } finally {
    clearInterval(watch)
  }
  return most - before
}

/** What is held once all that nobody needs is gone. */
function heldNow(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
  return process.memoryUsage().heapUsed
}

/** So many bytes of blanks, packed: a thousandth of it goes over the wire. */
async function packed(bytes: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  const gzip = createGzip().on('data', (piece: Buffer) => pieces.push(piece))
  const blanks = Buffer.alloc(MiB, ' ')
  for (let at = 0; at < bytes; at += MiB)
    if (!gzip.write(blanks)) await new Promise((resolve) => gzip.once('drain', resolve))
  await new Promise<void>((resolve) => gzip.end(resolve))
  return Buffer.concat(pieces)
}

const READS: [name: string, read: (http: Http) => Promise<unknown>, limit: number][] = [
  ['an answer', (http) => http.json(get(), ANY), 32 * MiB],
  ['the answer in place of a stream', (http) => http.stream(get({ method: 'POST', body: {} })), 32 * MiB],
  ['a file', (http) => http.bytes({ ...readFile('f'), signal: get().signal }), 64 * MiB],
]

/** To the end, holding nothing. */
async function readOn(events: AsyncIterable<unknown>): Promise<void> {
  const iterator = events[Symbol.asyncIterator]()
  while ((await iterator.next()).done !== true);
}

describe('a flood', () => {
  it.each(READS)(
    'of 200 MB packed into 0.2 as %s is refused, memory flat',
    async (_name, read, limitBytes) => {
      const bomb = await packed(200 * MiB)
      expect(bomb.length).toBeLessThan(MiB)
      const { baseUrl } = await serve({
        body: bomb,
        headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' },
      })
      const growth = await growthDuring(async () => {
        const { error } = await failureOf(read(httpTo(baseUrl).http))
        expect(error).toMatchObject({ kind: 'reply-too-large', limitBytes })
      })
      expect(growth).toBeLessThan(MOST_GROWTH)
    },
  )

  it.each(READS)('without end as %s is cut off, memory flat', async (_name, read, limitBytes) => {
    const server = await flood({ 'content-type': 'application/json' }, Buffer.alloc(MiB / 4, ' '))
    const growth = await growthDuring(async () => {
      const { error } = await failureOf(read(httpTo(server.baseUrl).http))
      expect(error).toMatchObject({ kind: 'reply-too-large', limitBytes })
    })
    await expect.poll(() => server.isCutOff()).toBe(true)
    expect(server.sent()).toBeLessThan(limitBytes + 64 * MiB)
    expect(growth).toBeLessThan(MOST_GROWTH)
  })

  it('of a refusal without end keeps its status and is cut off', async () => {
    const server = await flood({}, Buffer.alloc(65_536, 'x'), 500)
    const growth = await growthDuring(async () => {
      const { error } = await failureOf(httpTo(server.baseUrl).http.json(get(), ANY))
      expect(error).toMatchObject({ kind: 'server-failed', status: 500 })
    })
    await expect.poll(() => server.isCutOff()).toBe(true)
    expect(growth).toBeLessThan(MOST_GROWTH)
  })

  it('of one line of a stream is cut off at 8 MiB, memory flat', async () => {
    const server = await flood({ 'content-type': 'text/event-stream' }, Buffer.alloc(65_536, 'x'))
    const growth = await growthDuring(async () => {
      const reply = await httpTo(server.baseUrl).http.stream(get({ method: 'POST', body: {} }))
      if (reply.kind !== 'events') throw new Error('not a stream')
      const { error } = await failureOf(readOn(reply.events))
      expect(error).toMatchObject({ kind: 'reply-too-large', limitBytes: 8 * MiB })
    })
    await expect.poll(() => server.isCutOff()).toBe(true)
    expect(growth).toBeLessThan(MOST_GROWTH)
  })

  it('of a million tiny events is read to its end, memory flat', async () => {
    const parser = createSseParser()
    const piece = new TextEncoder().encode('data: {}\n\n'.repeat(1_000))
    let count = 0
    const before = heldNow()
    for (let at = 0; at < 1_000; at++) count += parser.push(piece).length
    expect(count).toBe(1_000_000)
    expect(heldNow() - before).toBeLessThan(8 * MiB)
  })
})

/** Answers whatever is asked with these bytes. */
async function raw(bytes: string): Promise<{ baseUrl: string; close(): void }> {
  const server = createRawServer((socket) => {
    socket.on('error', () => undefined).on('data', () => void socket.end(bytes, 'latin1'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listening on TCP, so never a string or null
  return { baseUrl: `http://127.0.0.1:${port}/v1`, close: () => void server.close() }
}

describe('headers of an answer', () => {
  const many = (line: (at: number) => string) => Array.from({ length: 5_000 }, (_, at) => line(at)).join('')
  const CASES: [name: string, head: string, error: object][] = [
    ['5,000 of them', many((at) => `x-${at}: 1\r\n`), { kind: 'reply-too-large' }],
    ['5,000 of the same', many(() => 'x-same: value\r\n'), { kind: 'reply-too-large' }],
    ['one of 100 kB', `x: ${'y'.repeat(100_000)}\r\n`, { kind: 'reply-too-large' }],
    [
      'a zero byte',
      'x: a\0b\r\n',
      { kind: 'unreachable', technical: { code: expect.stringContaining('HPE_') } },
    ],
    [
      'a lone return',
      'x: a\rb: c\r\n',
      { kind: 'unreachable', technical: { code: expect.stringContaining('HPE_') } },
    ],
    ['two lengths', 'content-length: 3\r\ncontent-length: 30\r\n', { kind: 'unreachable' }],
    ['a length and chunks', 'content-length: 3\r\ntransfer-encoding: chunked\r\n', { kind: 'unreachable' }],
  ]
  it.each(CASES)('with %s are refused', async (_name, head, error) => {
    const server = await raw(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${head}\r\n{}\n`)
    const { error: told } = await failureOf(httpTo(server.baseUrl).http.json(get(), ANY))
    server.close()
    expect(told).toMatchObject(error)
  })

  const WORDS = [
    'a\r\nx-evil: 1',
    'a\nb',
    'a\0b',
    'a\tb',
    '../../files',
    '..%2f..',
    'a/b?c=d#e',
    'é🐈',
    '\ud800',
    ' ',
    '%00',
    ';',
    '@',
    ':',
    '//evil.example',
    '\\\\evil.example',
  ]
  it.each(WORDS)('and addresses of a request stay whole whatever an ID is: %j', async (id) => {
    const server = await serve({})
    await httpTo(server.baseUrl).http.json(
      { ...getRun({ threadId: id, runId: id }), signal: get().signal },
      ANY,
    )
    const [heard] = server.heard
    const parts = heard?.path.split('/') ?? []
    expect([parts.length, parts[2], parts[4]]).toEqual([6, 'threads', 'runs'])
    expect(decodeURIComponent(parts[3] ?? '')).toBe(id.toWellFormed())
    expect(heard?.headers).not.toHaveProperty('x-evil')
  })
})
