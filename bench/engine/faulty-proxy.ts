/** A proxy that spoils a share of what goes through it, as networks, gateways and busy servers do. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { between, pick } from './chance.ts'
import { pause } from './fast-clock.ts'
import { forward, pour, spoilStream } from './forwarding.ts'

/** What may happen to a request; `after` means that the server has acted. */
export const FAULTS = [
  'reset before the server',
  'reset after the server',
  'body cut',
  'body stalls',
  '500 after the server',
  '502 page before the server',
  '502 page after the server',
  '429 with Retry-After',
  '503',
  'late answer',
  'stream cut',
  'stream repeats itself',
] as const

export type Fault = (typeof FAULTS)[number]

export interface FaultyProxy {
  /** Ends in /v1. */
  baseUrl: string
  /** How often each fault was done. */
  done: Map<Fault, number>
  requests(): number
  /** From 0 (honest) to 1. */
  setRate(rate: number): void
  close(): Promise<void>
}

interface Spoiling {
  request: IncomingMessage
  body: string
  response: ServerResponse
  target: URL
  random: () => number
}

/** `target` is the real server's Base URL. */
export async function startFaultyProxy(
  target: string,
  { rate, random }: { rate: number; random: () => number },
): Promise<FaultyProxy> {
  const done = new Map<Fault, number>()
  let share = rate
  let requests = 0
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    requests++
    const body = await text(request)
    const spoiling = { request, body, response, target: new URL(target), random }
    if (random() >= share) return pour(await forward(spoiling), response)
    const fault = faultFor(body.includes('"stream":true'), random)
    done.set(fault, (done.get(fault) ?? 0) + 1)
    return spoil(fault, spoiling)
  }
  const server = createServer((request, response) => {
    response.on('error', () => undefined)
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A parsed boundary: a server listening on TCP has a port.
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}${new URL(target).pathname}`,
    done,
    requests: () => requests,
    setRate: (wanted) => (share = wanted),
    close: () => closed(server),
  }
}

/** Streams are few among the requests, so half of their faults are those that only streams can have. */
function faultFor(isStream: boolean, random: () => number): Fault {
  const isOfStreams = isStream && random() < 0.5
  return pick(
    random,
    FAULTS.filter((name) => name.startsWith('stream') === isOfStreams),
  )
}

const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

const PAGE = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>'
const says = (message: string) => JSON.stringify({ error: { message, type: 'server_error', code: null } })

async function spoil(fault: Fault, spoiling: Spoiling): Promise<void> {
  const { response, random } = spoiling
  switch (fault) {
    case 'reset before the server':
      return reset(response)
    case 'reset after the server':
      await swallow(spoiling)
      return reset(response)
    case 'body cut':
    case 'body stalls':
      return halve(spoiling, fault === 'body cut')
    case '500 after the server':
      await swallow(spoiling)
      return answer(response, { status: 500, body: says('The server had an error.') })
    case '502 page before the server':
      return answer(response, { status: 502, body: PAGE, type: 'text/html' })
    case '502 page after the server':
      await swallow(spoiling)
      return answer(response, { status: 502, body: PAGE, type: 'text/html' })
    case '429 with Retry-After':
      response.setHeader('retry-after', String(between(random, 0, 1)))
      return answer(response, { status: 429, body: says('Rate limit reached.') })
    case '503':
      return answer(response, { status: 503, body: says('Overloaded.') })
    case 'late answer': {
      const arrived = await forward(spoiling)
      await pause(between(random, 20, 300))
      return pour(arrived, response)
    }
    case 'stream cut':
    case 'stream repeats itself':
      return spoilStream(await forward(spoiling), response, { isCut: fault === 'stream cut', random })
    default:
      throw new Error(`no such fault: ${JSON.stringify(fault satisfies never)}`)
  }
}

const reset = (response: ServerResponse) => void response.socket?.resetAndDestroy()

function answer(
  response: ServerResponse,
  { status, body, type = 'application/json' }: { status: number; body: string; type?: string },
) {
  response.writeHead(status, { 'content-type': type })
  response.end(body)
}

/** The server acts, and what it answers is read and thrown away; a stream is left after its first words. */
async function swallow(spoiling: Spoiling): Promise<void> {
  const arrived = await forward(spoiling)
  if (/event-stream/.test(arrived.headers['content-type'] ?? '')) arrived.destroy()
  else await text(arrived)
}

/** Half of the answer, and then either an end in the middle or silence. */
async function halve(spoiling: Spoiling, isCut: boolean): Promise<void> {
  const { response } = spoiling
  const arrived = await forward(spoiling)
  const whole = await text(arrived)
  response.writeHead(arrived.statusCode ?? 200, {
    'content-type': arrived.headers['content-type'] ?? 'application/json',
  })
  response.write(whole.slice(0, Math.floor(whole.length / 2)), () => {
    if (isCut) response.destroy()
  })
}
