/** One request under way: what is known of it, and how to tell of its end. */
import type { Exchange, ExchangeBodies } from '../../shared/domain/exchange.ts'
import { Failure, type AppError, type Technical } from '../../shared/errors.ts'
import { redact } from '../platform/redact.ts'
import type { Deadline } from './deadline.ts'
import type { HttpRequest } from './exchange.ts'
import { HttpFailure } from './http-failure.ts'
import { keepReceived, keepText, receivePiece, type Received } from './kept-body.ts'
import { joined, readPieces, tooLarge, type BodyLimits } from './read-body.ts'
import { errorOfStatus, readRefusalBody } from './read-refusal.ts'
import { readRetryAfter } from './retry-after.ts'
import { readBreakage } from './unreachable.ts'

export interface Attempt {
  request: HttpRequest
  url: URL
  deadline: Deadline
  secrets: readonly string[]
  /** Milliseconds since the epoch. */
  startedAt: number
  /** The same moment by the clock that only grows. */
  startedElapsed: number
  requestBytes: number
  responseBytes: number
  /** The body as it was sent, where it is text. */
  sent: string | null
  received: Received
  response: Response | null
  isOver: boolean
}

const ERROR_LIMITS: BodyLimits = { bytes: 256 * 1024, stallMs: 10_000 }
const ERROR_WITHIN_MS = 30_000
/** Node takes in no more, and cannot be told to here. */
const HEADERS_LIMIT = 16 * 1024

/** What an answer outside 200..299 means. */
export async function refusalOf(attempt: Attempt, response: Response, now: number): Promise<HttpFailure> {
  const { status, headers } = response
  const retryAfterMs = readRetryAfter(headers, now)
  if (status < 400) {
    response.body?.cancel().catch(() => undefined)
    return new HttpFailure({ kind: 'redirected', status, target: targetOf(attempt, headers.get('location')) })
  }
  const body = readRefusalBody(await readLeniently(attempt, response), attempt.secrets)
  const place = { host: attempt.url.host, url: redact(attempt.url.href, attempt.secrets) }
  const error =
    wantsEncryption(attempt, status, body.message) ??
    attempt.request.explain?.({ status, ...body, ...place }) ??
    errorOfStatus(status, { ...place, retryAfterMs })
  const technical: Technical = {
    ...(body.message === '' ? {} : { serverMessage: body.message }),
    ...codeOf(body.code ?? body.type),
  }
  return new HttpFailure({ ...error, technical: { ...technical, ...error.technical } }, retryAfterMs)
}

/** What servers say when they are spoken to without encryption at a port that has it: nginx, Apache, Go. */
const WANTS_HTTPS =
  /plain HTTP request was sent to HTTPS port|speaking plain HTTP to an SSL-enabled server|sent an HTTP request to an HTTPS server/i

const wantsEncryption = ({ url }: Attempt, status: number, message: string): AppError | null =>
  url.protocol === 'http:' && status === 400 && WANTS_HTTPS.test(message)
    ? { kind: 'unreachable', reason: 'is-https', host: url.host }
    : null

/** An error page that is cut or endless still has its status, so what came of it will do. */
async function readLeniently(attempt: Attempt, response: Response): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  attempt.deadline.finishWithin(ERROR_WITHIN_MS)
  try {
    for await (const piece of readPieces(response.body, ERROR_LIMITS, attempt.deadline)) {
      takeIn(attempt, piece)
      pieces.push(piece)
    }
  } catch {
    attempt.request.signal.throwIfAborted()
  }
  return joined(pieces)
}

/** Counts a piece of the answer and keeps what will be shown of it. */
export function takeIn(attempt: Attempt, piece: Uint8Array): void {
  attempt.responseBytes += piece.byteLength
  receivePiece(attempt.received, piece)
}

/** Both bodies without the keys, as far as they are kept. */
export const bodiesOf = ({ sent, received, secrets }: Attempt): ExchangeBodies => ({
  request: sent === null ? null : keepText(sent, secrets),
  response: keepReceived(received, secrets),
})

/** Where a redirect points: scheme and host only, for the rest may carry what the server was told. */
function targetOf({ url, secrets }: Attempt, location: string | null): string {
  try {
    return redact(new URL(location ?? '', url).origin, secrets)
  } catch {
    return url.host
  }
}

/** What to throw for an attempt that failed: the signal's reason after an abort, else an HttpFailure. */
export function asFailure(attempt: Attempt, thrown: unknown): unknown {
  const { request, response, url, deadline } = attempt
  if (request.signal.aborted) return request.signal.reason
  const own = ownFailure(thrown)
  if (own !== null) {
    const retryAfterMs = own instanceof HttpFailure ? own.retryAfterMs : null
    return new HttpFailure(withTechnical(attempt, own.error), retryAfterMs)
  }
  const { reason, code, isOversized } = readBreakage(thrown)
  const told = { technical: { ...codeOf(code) } }
  if (deadline.isPast()) {
    return failed(attempt, { kind: 'unreachable', reason: 'timeout', host: url.host })
  }
  if (isOversized) return failed(attempt, { ...tooLarge(HEADERS_LIMIT), ...told })
  if (response !== null) return failed(attempt, { kind: 'cut-reply', ...told })
  return failed(attempt, { kind: 'unreachable', reason, host: url.host, ...told })
}

/** A failure of ours, also where fetch wraps it: a file that cannot be read breaks the request it is sent in. */
function ownFailure(thrown: unknown): Failure | null {
  if (thrown instanceof Failure) return thrown
  return thrown instanceof Error && thrown.cause instanceof Failure ? thrown.cause : null
}

const failed = (attempt: Attempt, error: AppError): HttpFailure =>
  new HttpFailure(withTechnical(attempt, error))

const codeOf = (code: string | null): Technical => (code === null ? {} : { code })

function withTechnical(attempt: Attempt, error: AppError): AppError {
  const { request, response, url } = attempt
  const requestId = requestIdOf(attempt)
  const technical: Technical = {
    method: request.method,
    path: pathOf(attempt),
    host: url.host,
    ...(response === null ? {} : { status: response.status }),
    ...(requestId === null ? {} : { requestId }),
    ...request.about,
    ...error.technical,
  }
  return { ...error, technical }
}

/** The record of an attempt that is over. `elapsed` is now by the clock that only grows. */
export function exchangeOf(
  attempt: Attempt,
  { id, failure, elapsed }: { id: number; failure: unknown; elapsed: number },
): Exchange {
  const exchange: Exchange = {
    id,
    method: attempt.request.method,
    path: pathOf(attempt),
    status: attempt.response?.status ?? null,
    ms: Math.round(elapsed - attempt.startedElapsed),
    requestId: requestIdOf(attempt),
    requestBytes: attempt.requestBytes,
    responseBytes: attempt.responseBytes,
    startedAt: attempt.startedAt,
  }
  if (failure === null) return exchange
  return { ...exchange, error: failure instanceof Failure ? failure.error.kind : 'aborted' }
}

const pathOf = ({ url, secrets }: Attempt): string => redact(`${url.pathname}${url.search}`, secrets)

const LONGEST_ID = 200
function requestIdOf({ response, secrets }: Attempt): string | null {
  const id = response?.headers.get('x-request-id') ?? null
  return id === null ? null : redact(id, secrets).slice(0, LONGEST_ID)
}
