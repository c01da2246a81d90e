/** The only way out: sends a request, follows no redirect, trusts no answer, and takes the key out of all it tells. */
import type { z } from 'zod'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { isWord } from '../platform/redact.ts'
import type { QueryParameter, SignIn } from '../../shared/domain/connection.ts'
import { asFailure, bodiesOf, exchangeOf, refusalOf, takeIn, type Attempt } from './attempt.ts'
import { createDeadline } from './deadline.ts'
import type { Http, HttpRequest, Recorder, StreamReply } from './exchange.ts'
import { HttpFailure } from './http-failure.ts'
import { nothingReceived } from './kept-body.ts'
import { straightNetwork, type Network } from './network.ts'
import type { Pace } from './pace.ts'
import { joined, readPieces, type BodyLimits } from './read-body.ts'
import { readJson } from './read-json.ts'
import { bodyFor } from './request-body.ts'
import { createSseParser, type SseEvent } from './sse.ts'
import { withoutKeys } from './without-keys.ts'

export interface HttpOptions {
  /** As `readBaseUrl` gives it: without a slash at the end. */
  baseUrl: string
  /** Null sends none. Asked anew for each request. */
  key: () => string | null | Promise<string | null>
  /** How the key is sent; as bearer unless told. */
  signIn?: SignIn
  /** Sent with every request; ours win. Their values may be secrets. */
  extraHeaders?: Readonly<Record<string, string>>
  /** Added to every address; what a request asks for itself wins. */
  query?: readonly QueryParameter[]
  /** PEM of authorities trusted besides the usual ones. */
  certificates?: string | null
  /** Waited for before each request. */
  pace?: Pace
  /** Goes straight unless told. */
  network?: Network
  clock: Clock
  log: Log
  record?: Recorder
  /** Texts to take out of everything, besides the key. */
  secrets?: () => readonly string[]
}

const MiB = 1024 * 1024
const JSON_LIMITS: BodyLimits = { bytes: 32 * MiB, stallMs: 30_000 }
const FILE_LIMITS: BodyLimits = { bytes: 64 * MiB, stallMs: 30_000 }
/** A stream is watched by whoever reads it; what it may hold is limited event by event. */
const STREAM_LIMITS: BodyLimits = { bytes: Number.POSITIVE_INFINITY, stallMs: null }
const HEADERS_WITHIN_MS = 30_000
/** For the whole body, so that a drip does not last for ever. */
const BODY_WITHIN_MS = 120_000

/** What all requests of one Http share. */
interface Line {
  options: HttpOptions
  /** How many exchanges are over. */
  exchanges: number
}

export function createHttp(options: HttpOptions): Http {
  const line: Line = { options, exchanges: 0 }
  return {
    async json(request, schema) {
      const attempt = await send(line, request)
      const value = await complete(line, attempt, async () => checked(await readValue(attempt), schema))
      return { value, status: attempt.response?.status ?? 0, headers: headersFrom(attempt) }
    },
    async stream(request): Promise<StreamReply> {
      const attempt = await send(line, request)
      if (/^\s*text\/event-stream\b/i.test(headerOf(attempt, 'content-type'))) {
        const close = () => {
          finish(line, attempt, {})
          attempt.deadline.cut()
        }
        return { kind: 'events', events: readEvents(line, attempt), close }
      }
      const value = await complete(line, attempt, () => readValue(attempt))
      return { kind: 'json', value, headers: headersFrom(attempt) }
    },
    async bytes(request) {
      const attempt = await send(line, request)
      return complete(line, attempt, () => readWhole(attempt, FILE_LIMITS))
    },
  }
}

/** Sends, and comes back once there is an answer from 200 to 299 whose body waits to be read. */
async function send(line: Line, request: HttpRequest): Promise<Attempt> {
  const { options } = line
  const { network = straightNetwork(), certificates = null } = options
  await options.pace?.wait(request.signal, request.isUrgent)
  const key = await options.key()
  const attempt = begin(request, options, secretsWith(options, key))
  try {
    const { method, headersWithinMs = HEADERS_WITHIN_MS } = request
    const payload = bodyFor(attempt, headersWithinMs)
    attempt.deadline.expectWithin(headersWithinMs)
    const headers = headersOf(options, request, key)
    const init = { method, ...payload, headers, signal: attempt.deadline.signal }
    attempt.response = await network.fetch(attempt.url, init, certificates)
    attempt.deadline.expectWithin(null)
    if (!attempt.response.ok) {
      const refusal = await refusalOf(attempt, attempt.response, options.clock.now())
      throw key === null && options.signIn !== 'none' ? ofNoKey(refusal) : refusal
    }
    return attempt
  } catch (thrown) {
    throw finish(line, attempt, { thrown })
  }
}

/** Ends an attempt, tells of it, and returns what to throw if it failed. */
function finish(line: Line, attempt: Attempt, outcome: { thrown?: unknown }): unknown {
  const { clock, log, record } = line.options
  const failure = 'thrown' in outcome ? asFailure(attempt, outcome.thrown) : null
  if (attempt.isOver) return failure
  attempt.isOver = true
  attempt.deadline.end()
  const exchange = exchangeOf(attempt, { id: ++line.exchanges, failure, elapsed: clock.elapsed() })
  const { about, ourRunId } = attempt.request
  record?.(exchange, {
    ...(about === undefined ? {} : { about }),
    ...(ourRunId === undefined ? {} : { ourRunId }),
    bodies: bodiesOf(attempt),
  })
  log(failure === null ? 'debug' : 'warn', 'backends', 'exchange', { ...exchange })
  return failure
}

/** Reads an answer to its end; whatever goes wrong on the way becomes the attempt's failure. */
async function complete<T>(line: Line, attempt: Attempt, read: () => Promise<T>): Promise<T> {
  try {
    const value = await read()
    finish(line, attempt, {})
    return value
  } catch (thrown) {
    throw finish(line, attempt, { thrown })
  }
}

async function readWhole(attempt: Attempt, limits: BodyLimits): Promise<Uint8Array> {
  attempt.deadline.finishWithin(BODY_WITHIN_MS)
  const pieces: Uint8Array[] = []
  for await (const piece of readPieces(attempt.response?.body ?? null, limits, attempt.deadline)) {
    takeIn(attempt, piece)
    pieces.push(piece)
  }
  return joined(pieces)
}

async function readValue(attempt: Attempt): Promise<unknown> {
  const bytes = await readWhole(attempt, JSON_LIMITS)
  const read = readJson(bytes, headerOf(attempt, 'content-type'), withoutKeys(attempt.secrets))
  if (!read.ok) throw new HttpFailure(read.error)
  return read.value
}

async function* readEvents(line: Line, attempt: Attempt): AsyncGenerator<SseEvent, void> {
  const parser = createSseParser()
  const clean = withoutKeys(attempt.secrets)
  const told = (event: SseEvent): SseEvent => ({ ...event, data: clean(event.data) })
  try {
    const body = attempt.response?.body ?? null
    for await (const piece of readPieces(body, STREAM_LIMITS, attempt.deadline)) {
      takeIn(attempt, piece)
      yield* parser.push(piece).map(told)
    }
    yield* parser.end().map(told)
  } catch (thrown) {
    throw finish(line, attempt, { thrown })
  } finally {
    finish(line, attempt, {})
  }
}

function urlOf({ baseUrl, query = [] }: HttpOptions, request: HttpRequest): URL {
  const url = new URL(`${baseUrl}${request.path}`)
  for (const { name, value } of query) url.searchParams.set(name, value)
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value)
  return url
}

function begin(request: HttpRequest, options: HttpOptions, secrets: readonly string[]): Attempt {
  const { clock } = options
  return {
    request,
    url: urlOf(options, request),
    deadline: createDeadline(clock, request.signal),
    secrets,
    startedAt: clock.now(),
    startedElapsed: clock.elapsed(),
    requestBytes: 0,
    responseBytes: 0,
    sent: null,
    received: nothingReceived(),
    response: null,
    isOver: false,
  }
}

function secretsWith({ secrets, extraHeaders = {} }: HttpOptions, key: string | null): readonly string[] {
  const own = Object.values(extraHeaders).filter((value) => !isWord(value))
  return [...(key === null ? [] : [key]), ...own, ...(secrets?.() ?? [])]
}

/** Undici names the whole value when a header is unsafe, so an unsafe key must not get that far. */
const SAFE_KEY = /^[\x21-\x7e]+$/

/** What a server says to a request without a key is not that a key is wrong. */
const ofNoKey = (refusal: HttpFailure): HttpFailure =>
  refusal.error.kind === 'key-refused'
    ? new HttpFailure({ ...refusal.error, kind: 'key-missing' }, refusal.retryAfterMs)
    : refusal

function headersOf(options: HttpOptions, request: HttpRequest, key: string | null): Headers {
  if (key !== null && !SAFE_KEY.test(key)) {
    throw new HttpFailure({ kind: 'invalid-fields', fields: { apiKey: 'unsafe-characters' } })
  }
  const headers = new Headers({ accept: 'application/json, text/event-stream', ...options.extraHeaders })
  for (const [name, value] of Object.entries(request.headers ?? {})) headers.set(name, value)
  if (request.body !== undefined) headers.set('content-type', 'application/json')
  if (request.upload !== undefined) {
    headers.set('content-type', request.upload.type)
    headers.set('content-length', String(request.upload.bytes))
  }
  const { signIn = 'bearer' } = options
  if (key !== null && signIn === 'bearer') headers.set('authorization', `Bearer ${key}`)
  if (key !== null && signIn === 'api-key') headers.set('api-key', key)
  return headers
}

const headersFrom = ({ response }: Attempt): Headers => response?.headers ?? new Headers()
const headerOf = (attempt: Attempt, name: string): string => headersFrom(attempt).get(name) ?? ''

function checked<T>(value: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const where = issue === undefined ? '' : `${issue.path.map(String).join('.')}: ${issue.message}`
  throw new HttpFailure({ kind: 'unexpected-reply', technical: { serverMessage: where.slice(0, 2000) } })
}
