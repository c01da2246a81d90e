/** Answers that no HTTP library would write: bytes of our own on a real socket. */
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { ANY, failureOf, get, httpTo } from './test-http.ts'

const open: { server: Server; sockets: Set<Socket> }[] = []
afterEach(async () => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
})

/** Says the same to every request, and what it is told to do after. */
async function saying(
  head: string,
  body: string | Uint8Array = '',
  then: (socket: Socket) => void = (s) => s.end(),
) {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', () => {
      if (head !== '') socket.write(`${head}\r\n\r\n`)
      socket.write(body, () => then(socket))
    })
  })
  open.push({ server, sockets })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listening on TCP, so never a string or null
  return httpTo(`http://127.0.0.1:${port}/v1`).http
}

const OK = 'HTTP/1.1 200 OK\r\ncontent-type: application/json'

describe('an answer', () => {
  it('that ends the connection without a word may have been acted on', async () => {
    const http = await saying('')
    const { error } = await failureOf(http.json(get({ method: 'POST', body: {} }), ANY))
    expect(error).toMatchObject({ kind: 'unreachable', reason: 'reset' })
  })

  it('with a chunk size that is none is a cut answer', async () => {
    const http = await saying(`${OK}\r\ntransfer-encoding: chunked`, 'zz\r\n{"a":1}\r\n0\r\n\r\n')
    const { kind } = (await failureOf(http.json(get(), ANY))).error
    expect(['cut-reply', 'unreachable']).toContain(kind)
  })

  it('with chunks that stop short is a cut answer', async () => {
    const http = await saying(`${OK}\r\ntransfer-encoding: chunked`, '5\r\n{"a":\r\n')
    expect((await failureOf(http.json(get(), ANY))).error.kind).toBe('cut-reply')
  })

  it('with junk behind its length is read up to it, and the next is not made of the junk', async () => {
    const http = await saying(
      `${OK}\r\ncontent-length: 7`,
      '{"a":1}HTTP/1.1 200 OK\r\n\r\n{"a":2}',
      () => undefined,
    )
    expect((await http.json(get(), ANY)).value).toEqual({ a: 1 })
    expect((await http.json(get(), ANY)).value).toEqual({ a: 1 })
  })

  it('in HTTP/1.0 without keep-alive is read', async () => {
    const http = await saying('HTTP/1.0 200 OK\r\ncontent-type: application/json', '{"a":1}')
    expect((await http.json(get(), ANY)).value).toEqual({ a: 1 })
    expect((await http.json(get(), ANY)).value).toEqual({ a: 1 })
  })

  it('in brotli is read, and cut brotli is a cut answer', async () => {
    const whole = brotliCompressSync(JSON.stringify({ a: 'x'.repeat(5_000) }))
    const head = (length: number) => `${OK}\r\ncontent-encoding: br\r\ncontent-length: ${length}`
    const fine = await saying(head(whole.length), whole)
    expect((await fine.json(get(), ANY)).value).toMatchObject({ a: expect.stringMatching(/^x{5000}$/) })
    const half = whole.subarray(0, Math.floor(whole.length / 2))
    const cut = await saying(head(half.length), half)
    expect((await failureOf(cut.json(get(), ANY))).error.kind).toBe('cut-reply')
  })

  it('in an encoding nobody knows is not taken for JSON', async () => {
    const http = await saying(`${OK}\r\ncontent-encoding: x-moon`, Buffer.from([0, 1, 2, 3]))
    expect(['cut-reply', 'not-json']).toContain((await failureOf(http.json(get(), ANY))).error.kind)
  })
})
