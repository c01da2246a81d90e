/** Reads an error answer of any shape and says what its status means. Knows HTTP, not the protocol of any server. */
import { redact } from '../platform/redact.ts'
import type { AppError } from '../../shared/errors.ts'
import { decode, parseJson } from './read-json.ts'

export interface RefusalBody {
  /** Redacted and cut to 2,000 characters; empty when the body says nothing. */
  message: string
  code: string | null
  type: string | null
}

const LONGEST_MESSAGE = 2000

/**
 * Shapes seen: {error:{message,code,type,param}}, {error:string}, {message}, {detail: string|array},
 * {success:false,error:{issues}}, plain text and HTML.
 */
export function readRefusalBody(bytes: Uint8Array, secrets: readonly string[]): RefusalBody {
  const text = decode(bytes)
  const body = asRecord(parseJson(text))
  const said = body === null ? plain(text) : (messageOf(body) ?? text)
  const inner = asRecord(body?.['error']) ?? body
  // Redacted before it is cut, so that no half of a key stays behind at the cut.
  return {
    message: redact(said, secrets).trim().slice(0, LONGEST_MESSAGE),
    code: wordOf(inner?.['code'], secrets),
    type: wordOf(inner?.['type'], secrets),
  }
}

/** What a status from 400 up means where the adapter knows nothing better. */
export function errorOfStatus(
  status: number,
  { host, url, retryAfterMs }: { host: string; url: string; retryAfterMs: number | null },
): AppError {
  if (status >= 500)
    return status === 501 ? { kind: 'unsupported', what: 'other' } : { kind: 'server-failed', status }
  switch (status) {
    case 401:
      return { kind: 'key-refused', host }
    case 403:
      return { kind: 'forbidden' }
    case 404:
    case 410:
      return { kind: 'wrong-path', url }
    case 407:
      return { kind: 'unreachable', reason: 'proxy-login', host }
    case 405:
      return { kind: 'unsupported', what: 'other' }
    case 429:
      return { kind: 'rate-limited', retryAfterMs }
    default:
      return { kind: 'refused', status }
  }
}

function messageOf(body: Record<string, unknown>): string | null {
  const { error, message, detail } = body
  const inner = asRecord(error)
  return (
    textOf(inner?.['message']) ??
    issuesOf(inner?.['issues']) ??
    // Fastify's {message, error: "Not Found"}: the message says more than the error.
    textOf(message) ??
    textOf(error) ??
    textOf(detail) ??
    issuesOf(detail)
  )
}

/** Lists of problems, as zod and FastAPI write them. */
function issuesOf(list: unknown): string | null {
  if (!Array.isArray(list)) return null
  const lines = list.slice(0, 20).map((issue: unknown) => {
    const found = asRecord(issue)
    const where = Array.isArray(found?.['loc']) ? found['loc'] : found?.['path']
    const text = textOf(found?.['message']) ?? textOf(found?.['msg']) ?? JSON.stringify(issue)
    return Array.isArray(where) && where.length > 0 ? `${where.join('.')}: ${text}` : text
  })
  return lines.length > 0 ? lines.join('; ') : null
}

/** An error page's title, or its words without the markup. */
function plain(text: string): string {
  if (!text.trimStart().startsWith('<')) return text
  const title = /<title>([^<]{1,200})/i.exec(text)?.[1]?.trim()
  return title ?? text.replace(/<[^<>]*>/g, ' ').replace(/\s+/g, ' ')
}

const LONGEST_WORD = 100
const wordOf = (value: unknown, secrets: readonly string[]): string | null =>
  typeof value === 'string' || typeof value === 'number'
    ? redact(String(value), secrets).slice(0, LONGEST_WORD)
    : null

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null

const asRecord = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
