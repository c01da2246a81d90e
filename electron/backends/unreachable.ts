/** Reads the network's many ways of saying that no answer came. */
import type { UnreachableReason } from '../../shared/errors.ts'

/** What broke, and the network's code for it. */
export interface Breakage {
  reason: UnreachableReason
  code: string | null
  /** True when a header section was too large to take in. */
  isOversized: boolean
}

/** Something went wrong on the way through a proxy, or there is no way through this kind of one. */
export class ProxyTrouble extends Error {
  /** `before` it had connected us to anyone. */
  readonly where: 'kind' | 'before' | 'on-the-way'

  constructor(where: ProxyTrouble['where'], options?: ErrorOptions) {
    super(`proxy: ${where}`, options)
    this.name = 'ProxyTrouble'
    this.where = where
  }
}

/** A server hung up on an unencrypted request, and takes encrypted ones at the same port. */
export class EncryptionWanted extends Error {
  constructor(options?: ErrorOptions) {
    super('encryption wanted', options)
    this.name = 'EncryptionWanted'
  }
}

/** Undici's `fetch failed` hides the story in its cause, or in the first error of a cause with several. */
export function readBreakage(thrown: unknown): Breakage {
  const causes = chain(thrown)
  const codes = causes.map(codeOf).filter((found) => found !== null)
  // A proxy's wrapping of another error has a code that says nothing.
  const code = codes.find((found) => found !== 'UND_ERR_PRX_TLS') ?? codes[0] ?? null
  const isBadPort = causes.some((cause) => cause instanceof Error && cause.message === 'bad port')
  const reason = isBadPort ? 'bad-port' : (saidOutright(causes) ?? reasonOf(code ?? ''))
  // The innermost knows best how far it came.
  const proxy = causes.findLast((cause) => cause instanceof ProxyTrouble)
  return {
    reason: proxy === undefined ? reason : throughProxy(proxy, reason, causes),
    code: proxy?.where === 'before' ? NEVER_CONNECTED : code,
    isOversized: code === 'UND_ERR_HEADERS_OVERFLOW' || code === 'HPE_HEADER_OVERFLOW',
  }
}

/** True when trying the same again cannot help: something has to be changed first. */
export const isForPerson = (reason: UnreachableReason): boolean =>
  reason === 'bad-port' ||
  reason === 'is-https' ||
  reason.startsWith('tls') ||
  /^proxy-(login|refused|kind)$/.test(reason)

/** True when nobody was there to take the request. */
export const isNeverSent = (reason: UnreachableReason, code: string | undefined): boolean =>
  /^(dns|refused|bad-port|tls.*|proxy-(login|refused|kind|unreachable))$/.test(reason) ||
  UNSENT_CODES.has(code ?? '')

/** Our own code: a proxy was reached and connected us to nobody. */
const NEVER_CONNECTED = 'PROXY_NOT_CONNECTED'

/** Codes of failures in which the request cannot have left: nobody was there to take it. */
const UNSENT_CODES: ReadonlySet<string> = new Set([
  NEVER_CONNECTED,
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
  return tlsReasonOf(code) ?? 'other'
}

/** By the codes of OpenSSL (x509_vfy.h, sslerr.h) and BoringSSL, which Electron is built with. */
const TLS_REASONS: readonly [RegExp, UnreachableReason][] = [
  [/DEPTH_ZERO_SELF_SIGNED/, 'tls-self-signed'],
  [/CERT_HAS_EXPIRED|CERTIFICATE_EXPIRED|CRL_HAS_EXPIRED/, 'tls-expired'],
  [/CERT_NOT_YET_VALID/, 'tls-not-yet'],
  [/ALTNAME_INVALID|HOSTNAME_MISMATCH/, 'tls-wrong-host'],
  [
    /PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW|TOO_WEAK|TOO_SMALL|WEAK_|UNSUPPORTED_(SIGNATURE|ALGORITHM)|WRONG_SIGNATURE_TYPE|SIGNATURE_ALGORITHM|NO_SHARED_CIPHER|LEGACY_SIGALG/,
    'tls-too-old',
  ],
  [
    /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|RECORD_TOO_SMALL|HTTP_REQUEST|NOT_SSL|UNEXPECTED_MESSAGE/,
    'tls-is-http',
  ],
  [
    /^UNABLE_TO_|SELF_SIGNED_CERT_IN_CHAIN|CERT_UNTRUSTED|INVALID_CA|CERT_CHAIN_TOO_LONG|PATH_LENGTH/,
    'tls-untrusted',
  ],
  [/^(ERR_SSL|ERR_TLS|ERR_OSSL|CERT_|EPROTO)|_CERT|CRL_/, 'tls'],
]

const tlsReasonOf = (code: string): UnreachableReason | null =>
  TLS_REASONS.find(([pattern]) => pattern.test(code))?.[1] ?? null

/** What has no code of its own. */
function saidOutright(causes: readonly unknown[]): UnreachableReason | null {
  if (isTlsAnswer(causes) || causes[0] instanceof EncryptionWanted) return 'is-https'
  if (isUnspoken407(causes)) return 'proxy-login'
  const isWeak = causes.some(
    (cause) => cause instanceof Error && /(digest algorithm|key|md) too (weak|small)/i.test(cause.message),
  )
  return isWeak ? 'tls-too-old' : null
}

/** A server that expects TLS answers plain words with an alert: a record of type 21 and version 3. */
const isTlsAnswer = (causes: readonly unknown[]): boolean =>
  causes.some(
    (cause) =>
      cause instanceof Error &&
      cause.name === 'HTTPParserError' &&
      'data' in cause &&
      String(cause.data).startsWith('\u0015\u0003'),
  )

/** Fetch hands no 407 over (Fetch Standard, HTTP-network-or-cache fetch, 15): all it leaves behind is an error without words. */
const isUnspoken407 = (causes: readonly unknown[]): boolean => {
  const [outer, inner] = causes
  return (
    causes.length === 2 &&
    outer instanceof TypeError &&
    inner instanceof Error &&
    inner.message === '' &&
    !('code' in inner)
  )
}

/** Behind a proxy, whoever did not answer is the proxy, until it has connected us. */
function throughProxy(
  { where }: ProxyTrouble,
  reason: UnreachableReason,
  causes: readonly unknown[],
): UnreachableReason {
  if (where === 'kind') return 'proxy-kind'
  const said = causes.map((cause) => (cause instanceof Error ? cause.message : '')).join('\n')
  const [, status] = /Proxy response \((\d+)\)/.exec(said) ?? []
  if (status !== undefined) return status === '407' ? 'proxy-login' : 'proxy-refused'
  if (reason === 'dns' || reason === 'refused' || (reason === 'timeout' && where === 'before'))
    return 'proxy-unreachable'
  return reason === 'reset' ? 'proxy-dropped' : reason
}

const DEEPEST = 6

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
