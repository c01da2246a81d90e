/** Reads the network's many ways of saying that no answer came. */
import type { UnreachableReason } from '../../shared/errors.ts'

/** What broke, and the network's code for it. */
export interface Breakage {
  reason: UnreachableReason
  code: string | null
  /** True when a header section was too large to take in. */
  isOversized: boolean
}

/** Undici's `fetch failed` hides the story in its cause, or in the first error of a cause with several. */
export function readBreakage(thrown: unknown): Breakage {
  const causes = chain(thrown)
  const code = causes.map(codeOf).find((found) => found !== null) ?? null
  const isBadPort = causes.some((cause) => cause instanceof Error && cause.message === 'bad port')
  return {
    reason: isBadPort ? 'bad-port' : reasonOf(code ?? ''),
    code,
    isOversized: code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW',
  }
}

/** Codes of failures in which the request cannot have left: nobody was there to take it. */
export const UNSENT_CODES: ReadonlySet<string> = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EINVAL',
])

function reasonOf(code: string): UnreachableReason {
  if (/^(ENOTFOUND|EAI_)/.test(code)) return 'dns'
  if (code === 'ECONNREFUSED') return 'refused'
  if (/^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_CLOSED|UND_ERR_DESTROYED)$/.test(code))
    return 'reset'
  if (/TIMEOUT|^ETIMEDOUT$/.test(code)) return 'timeout'
  if (
    /^(ERR_SSL|ERR_TLS|ERR_OSSL|CERT_|UNABLE_TO_|EPROTO)|SELF_SIGNED|_CERT|CRL_|HOSTNAME_MISMATCH/.test(code)
  )
    return 'tls'
  return 'other'
}

const DEEPEST = 5

function chain(thrown: unknown): unknown[] {
  const found: unknown[] = []
  let next: unknown = thrown
  while (next instanceof Error && found.length < DEEPEST) {
    found.push(next)
    next = next.cause ?? (next instanceof AggregateError ? next.errors[0] : undefined)
  }
  return found
}

function codeOf(thrown: unknown): string | null {
  if (!(thrown instanceof Error)) return null
  if ('code' in thrown && typeof thrown.code === 'string') return thrown.code
  // Newer undici leaves the parser's code empty.
  return thrown.name === 'HTTPParserError' ? 'HPE_INVALID' : null
}
