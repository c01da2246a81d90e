/** The practice server: a real HTTP server on 127.0.0.1 that speaks the Assistants v2 protocol without any model behind it. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { assistantRoutes } from './assistant-routes.ts'
import { castOf, PRACTICE_ASSISTANT_IDS } from './assistants/cast.ts'
import { shelfOf, type HelpPage } from './assistants/help-pages.ts'
import type { Clock, NewId } from './clock.ts'
import { fileRoutes } from './files.ts'
import { readRequest } from './incoming.ts'
import type { Moods } from './moods.ts'
import { createRequestBook, type RecordedRequest } from './request-book.ts'
import { refusal, respond, type Answer, type Outcome } from './respond.ts'
import { ROOT, type Route } from './router.ts'
import { createRunEngine } from './run-engine.ts'
import { runRoutes } from './run-routes.ts'
import { createStore, type StateFile } from './store.ts'
import { randomId, systemClock } from './system-clock.ts'
import { threadRoutes } from './thread-routes.ts'
import type { World } from './world.ts'

export interface PracticeServerOptions {
  /** 0, the default, takes any free port. */
  port?: number
  key: string
  pages: readonly HelpPage[]
  /** 1, the default, is lifelike; 0 does everything at once. */
  speed?: number
  /** False makes a server that ignores stream:true, as some do. */
  streaming?: boolean
  /** False makes a server that lets two runs share a thread, as some do. */
  locksThreads?: boolean
  /** How many assistants there are: the four, and as many more as it takes. */
  assistants?: number
  /** Milliseconds a run may stay open; 600,000 by default, as at OpenAI. */
  runLifetimeMs?: number
  moods?: Moods
  clock?: Clock
  newId?: NewId
  log?(line: string): void
  stateFile?: StateFile
}

export interface PracticeServer {
  /** Ends in /v1. */
  baseUrl: string
  port: number
  key: string
  assistantIds: typeof PRACTICE_ASSISTANT_IDS
  /** The newest requests, oldest first. */
  requests: readonly RecordedRequest[]
  setMoods(moods: Moods): void
  /** Ends open streams at once and writes the state. */
  close(): Promise<void>
}

/** Rejects with Node's own error when the port is taken. */
export async function startPracticeServer(options: PracticeServerOptions): Promise<PracticeServer> {
  let moods = options.moods ?? {}
  const world = worldFrom(options, () => moods)
  const routes = routesOf(world, options.pages)
  const book = createRequestBook()
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const startedMs = world.clock.now()
    const outcome = await outcomeOf(world, routes, incoming)
    book.write(incoming, outcome)
    send(response, outcome.answer, {
      'x-request-id': world.newId('req_'),
      'openai-processing-ms': String(Math.max(0, Math.round(world.clock.now() - startedMs))),
      'openai-version': '2020-10-01',
    })
  }
  const server = createServer((incoming, response) => {
    response.on('error', () => undefined)
    handle(incoming, response).catch((thrown: unknown) => {
      options.log?.(`practice server: ${String(thrown)}`)
      response.destroy()
    })
  })
  guard(server)
  const port = await listening(server, options.port ?? 0)
  return {
    baseUrl: `http://127.0.0.1:${port}${ROOT}`,
    port,
    key: options.key,
    assistantIds: PRACTICE_ASSISTANT_IDS,
    requests: book.entries,
    setMoods: (wanted) => {
      moods = wanted
    },
    close: () => closed(server, world),
  }
}

function worldFrom(options: PracticeServerOptions, moods: () => Moods): World {
  const clock = options.clock ?? systemClock
  const log = (line: string) => options.log?.(line)
  const store = createStore({ clock, stateFile: options.stateFile, log })
  return {
    clock,
    newId: options.newId ?? randomId,
    store,
    engine: createRunEngine({ clock, store }),
    cast: castOf(options.pages, { speed: options.speed ?? 1, assistants: options.assistants ?? 4 }),
    settings: {
      key: options.key,
      speed: options.speed ?? 1,
      streaming: options.streaming ?? true,
      locksThreads: options.locksThreads ?? true,
      runLifetimeMs: options.runLifetimeMs ?? 600_000,
    },
    moods,
  }
}

const routesOf = (world: World, pages: readonly HelpPage[]): Route[] => [
  ...assistantRoutes(world),
  ...runRoutes(world),
  ...threadRoutes(world),
  ...fileRoutes(world, shelfOf(pages)),
]

async function outcomeOf(
  world: World,
  routes: readonly Route[],
  incoming: IncomingMessage,
): Promise<Outcome & { body?: Buffer }> {
  try {
    const request = await readRequest(incoming)
    return { ...respond(world, routes, request), body: request.body }
  } catch (thrown) {
    return { answer: refusal(world, thrown), left: [] }
  }
}

function send(response: ServerResponse, answer: Answer, extra: Record<string, string>) {
  for (const [name, value] of Object.entries({ ...extra, ...answer.headers })) response.setHeader(name, value)
  if ('open' in answer) return answer.open(response)
  response.setHeader('content-length', answer.body.length)
  response.writeHead(answer.status)
  response.end(answer.body)
}

/** Slow or senseless clients cost a socket for some seconds, never more. */
function guard(server: Server) {
  server.headersTimeout = 10_000
  server.requestTimeout = 60_000
  server.on('clientError', (_error: Error, socket: Socket) => {
    if (!socket.writable) {
      socket.destroy()
      return
    }
    const body = '{"error":{"message":"Bad request","type":"invalid_request_error","param":null,"code":null}}'
    socket.end(
      `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`,
    )
  })
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      // A parsed boundary: a server listening on TCP has a port.
      resolve((server.address() as AddressInfo).port)
    })
  })
}

function closed(server: Server, { engine, store }: World): Promise<void> {
  engine.close()
  store.flush()
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
