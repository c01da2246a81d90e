/** What an answer to a check's question shows of the place it came from. Pure. */
import { type AppError } from '../../../shared/errors.ts'
import type { Came } from './ports.ts'

export type Reading =
  /** It has what was asked for. */
  | 'speaks'
  /** It knows such things, only not this one: the protocol is spoken there. */
  | 'no-such-thing'
  | 'no-such-path'
  | 'key-wanted'
  | 'busy'
  | 'version-wanted'
  /** A page for people, or JSON of another kind. */
  | 'page'
  | 'empty'
  /** Any other refusal: the path leads somewhere. */
  | 'refused'
  | 'moved'
  | 'broken'
  | 'proxy-login'
  | 'no-answer'

/** Azure's words for it differ from service to service; the parameter's name is in all of them. */
const VERSION = /api[ _-]?version/i

export function read(came: Came): Reading {
  if (came.ok) return 'speaks'
  const { error } = came
  const { status, serverMessage = '', code = '' } = error.technical ?? {}
  const isRefused = status !== undefined && status >= 400 && status < 500
  if (isRefused && status !== 401 && (VERSION.test(serverMessage) || VERSION.test(code)))
    return 'version-wanted'
  if (status === 407) return 'proxy-login'
  return readKind(error)
}

function readKind(error: AppError): Reading {
  switch (error.kind) {
    case 'assistant-not-found':
    case 'thread-not-found':
    case 'run-not-found':
      return 'no-such-thing'
    case 'wrong-path':
    case 'api-retired':
    case 'unsupported':
      return 'no-such-path'
    case 'key-refused':
    case 'key-missing':
    case 'forbidden':
      return 'key-wanted'
    case 'rate-limited':
    case 'quota-exceeded':
      return 'busy'
    case 'not-json':
    case 'unexpected-reply':
      return 'page'
    case 'cut-reply':
      return 'empty'
    case 'redirected':
      return 'moved'
    case 'server-failed':
      return 'broken'
    case 'unreachable':
    case 'address-refused':
      return 'no-answer'
    default:
      return 'refused'
  }
}

/** Whether the protocol is spoken at a place that reads like this. */
export const isAlive = (reading: Reading): boolean =>
  reading === 'speaks' || reading === 'no-such-thing' || reading === 'busy'

/** The error of an answer that is none. */
export function errorOf(came: Came): AppError {
  return came.ok ? { kind: 'unexpected-reply' } : came.error
}

/** The first is Azure's for every token it does not take, whether it lapsed or was never good. */
const LAPSED =
  /\baccess token is missing, invalid\b.*\bexpired\b|\btoken\b[^.\n]{0,80}\bexpired\b|\blifetime validation failed\b/i

/** True for a token that was good for a while: by the server's words, or by what the token says of itself. */
export function hasLapsed(came: Came, { key, now }: { key: string; now: number }): boolean {
  if (came.ok || came.error.technical?.status !== 401) return false
  const expiry = expiryOf(key)
  return (expiry !== null && expiry <= now) || LAPSED.test(came.error.technical.serverMessage ?? '')
}

/** When a JSON Web Token ends, in milliseconds since the epoch; null for any other key. */
export function expiryOf(key: string): number | null {
  const [, claims] = /^eyJ[\w-]*\.([\w-]+)\.[\w-]*$/.exec(key) ?? []
  if (claims === undefined) return null
  try {
    const parsed: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString())
    const exp = typeof parsed === 'object' && parsed !== null && 'exp' in parsed ? parsed.exp : null
    return typeof exp === 'number' && Number.isFinite(exp) ? exp * 1000 : null
  } catch {
    return null
  }
}
