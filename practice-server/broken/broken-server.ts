/** A server broken in one way, in front of a sound practice server: what it does not answer itself it hands on. */
import {
  createServer,
  request as ask,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Server, Socket } from 'node:net'
import type { HelpPage } from '../assistants/help-pages.ts'
import type { Clock } from '../clock.ts'
import { addressOf } from '../incoming.ts'
import { startPracticeServer, type PracticeServer } from '../server.ts'
import { systemClock } from '../system-clock.ts'
import type { Asked, Canned, Passed } from './behaviours.ts'
import { makeAuthority, makeCertificate, makeIssued, type MadeCertificate } from './certificates.ts'
import { KINDS, typedFor, type Kind, type KindName, type Typed } from './kinds.ts'

export interface BrokenOptions {
  kind: KindName
  /** The one that is right. */
  key: string
  pages: readonly HelpPage[]
  /** 0, the default, takes any free port. */
  port?: number
  /** 1 is lifelike; 0, the default, does everything at once. */
  speed?: number
  /** Where `moved` points to: an origin. */
  elsewhere?: string
  /** Speaks TLS as a server of this name, whatever the kind; the name has to be led here. */
  secureAs?: string
  clock?: Clock
}

/** A request as it came, with its headers: a search in them shows where a key went. */
export interface Heard {
  method: string
  path: string
  headers: IncomingHttpHeaders
}

export interface BrokenServer {
  /** What a person has typed, with the mistake where the mistake is theirs. */
  typed: Typed
  /** What is right. */
  key: string
  assistantId: string
  /** PEM to trust, where TLS is spoken. */
  authority: string | null
  heard: readonly Heard[]
  /** The sound server behind: what it was asked tells whether anything was made. */
  behind: PracticeServer
  close(): Promise<void>
}

export async function startBrokenServer(options: BrokenOptions): Promise<BrokenServer> {
  const kind: Kind = KINDS[options.kind]
  const { key, pages, port = 0, speed = 0, clock = systemClock } = options
  const behind = await startPracticeServer({
    key,
    pages,
    speed,
    clock,
    moods: { noAuthCheck: kind.takesAnyKey === true },
  })
  const made = await certificateFor(kind, options.secureAs, clock.now())
  const heard: Heard[] = []
  const around = { key, elsewhere: options.elsewhere ?? 'http://login.example' }
  const handle = (incoming: IncomingMessage, response: ServerResponse) => {
    const { method = '', url = '/', headers } = incoming
    heard.push({ method, path: url, headers })
    const asked: Asked = { method, headers, ...addressOf(url) }
    const outcome = kind.behave(asked, around)
    if ('status' in outcome) answer(response, outcome)
    else handOn({ incoming, response }, { outcome, behind })
  }
  const front = await listen(handle, { made, port, host: options.secureAs ?? '127.0.0.1' })
  const assistantId = behind.assistantIds.guide
  return {
    typed: typedFor(kind, { origin: front.origin, key, assistantId }),
    key,
    assistantId,
    authority: made?.authority ?? null,
    heard,
    behind,
    close: async () => {
      await front.close()
      await behind.close()
    },
  }
}

async function certificateFor(
  { certificate }: Kind,
  host: string | undefined,
  now: number,
): Promise<MadeCertificate | null> {
  if (host === undefined) return certificate === undefined ? null : makeCertificate(certificate, now)
  const authority = await makeAuthority(now)
  return { ...(await makeIssued(authority, now, { hosts: [host] })), authority: authority.pem }
}

function answer(response: ServerResponse, { status, headers = {}, body }: Canned): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

interface Exchange {
  incoming: IncomingMessage
  response: ServerResponse
}

function handOn(
  { incoming, response }: Exchange,
  { outcome, behind }: { outcome: Passed; behind: PracticeServer },
): void {
  const { search } = new URL(incoming.url ?? '/', 'http://localhost')
  const authorization = outcome.key === undefined ? {} : { authorization: `Bearer ${outcome.key}` }
  const onward = ask({
    host: '127.0.0.1',
    port: behind.port,
    path: `${outcome.path}${search}`,
    method: incoming.method,
    headers: { ...incoming.headers, ...authorization },
  })
  onward.on('response', (reply) => {
    response.writeHead(reply.statusCode ?? 502, reply.headers)
    reply.pipe(response)
  })
  onward.on('error', () => response.destroy())
  incoming.pipe(onward)
}

type Handle = (incoming: IncomingMessage, response: ServerResponse) => void

interface Front {
  made: MadeCertificate | null
  port: number
  /** By which it is known. */
  host: string
}

async function listen(handle: Handle, { made, port, host }: Front) {
  const server: Server = made === null ? createServer(handle) : createTlsServer(made, handle)
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  // A parsed boundary: a server listening on TCP has a port.
  const { port: taken } = server.address() as AddressInfo
  return {
    origin: `${made === null ? 'http' : 'https'}://${host}:${taken}`,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
