/** A server that does what a test tells it to, well or badly, one planned reply after the other. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

export interface Heard {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: string
}

/** What to answer. Text and bytes go out as they are, everything else as JSON. */
export interface Planned {
  status?: number
  headers?: Record<string, string>
  body?: unknown
  /** Breaks the connection: before any byte, or after the body. */
  cut?: 'before' | 'after'
  /** Never ends: sends nothing at all, or the body and then nothing. */
  hang?: 'before' | 'after'
  /** Sends the body in pieces of this many bytes. */
  piece?: number
  /** Done when the request was heard, before the answer. */
  effect?: () => void
  /** What to answer this many milliseconds later, planned only then. */
  later?: { ms: number; plan: () => Planned }
}

export type Plan = (heard: Heard, count: number) => Planned

export interface TestServer {
  /** Ends in /v1. */
  baseUrl: string
  host: string
  heard: Heard[]
  /** Answers that have begun, or are to begin, and are not over. */
  openAnswers(): number
  close(): Promise<void>
}

/** `plan` is asked for each request; `count` begins at 0. */
export async function startTestServer(plan: Plan): Promise<TestServer> {
  const heard: Heard[] = []
  const sockets = new Set<Socket>()
  let openAnswers = 0
  const server = createServer((request, response) => {
    openAnswers++
    response.on('close', () => openAnswers--)
    const pieces: Buffer[] = []
    request.on('error', () => undefined)
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const entry = { method, path: url, headers, body: Buffer.concat(pieces).toString() }
      heard.push(entry)
      void answer(response, plan(entry, heard.length - 1)).catch(() => response.destroy())
    })
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listening on TCP, so never a string or null
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    host: `127.0.0.1:${port}`,
    heard,
    openAnswers: () => openAnswers,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

async function answer(response: ServerResponse, planned: Planned): Promise<void> {
  planned.effect?.()
  if (planned.later !== undefined) {
    const { ms, plan } = planned.later
    await new Promise((resolve) => setTimeout(resolve, ms))
    return answer(response, plan())
  }
  if (planned.hang === 'before') return
  if (planned.cut === 'before') return void response.socket?.resetAndDestroy()
  const { status = 200, body = {}, headers = {} } = planned
  const isPlain = typeof body === 'string' || body instanceof Uint8Array
  const bytes = isPlain ? Buffer.from(body) : Buffer.from(JSON.stringify(body))
  response.writeHead(status, { ...(isPlain ? {} : { 'content-type': 'application/json' }), ...headers })
  response.flushHeaders()
  for (const piece of piecesOf(bytes, planned.piece)) await written(response, piece)
  if (planned.hang === 'after') return
  if (planned.cut === 'after') {
    // What was written has to get out first.
    await new Promise((resolve) => setImmediate(resolve))
    return void response.destroy()
  }
  response.end()
}

const piecesOf = (bytes: Buffer, size = bytes.length): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / Math.max(size, 1)) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  )

const written = (response: ServerResponse, piece: Buffer) =>
  new Promise<void>((resolve) => response.write(piece, () => resolve()))

/** The text of an event stream. */
export const eventStream = (events: readonly (readonly [event: string, data: unknown])[]): string =>
  events
    .map(
      ([event, data]) =>
        `event: ${event}\ndata: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`,
    )
    .join('')
