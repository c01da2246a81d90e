/** Reads a Base URL as people write it and says where requests will go, or what is wrong with it. */
import type { FieldProblem } from '../errors.ts'
import type { QueryParameter } from './connection.ts'

export const DEFAULT_BASE_URL = 'https://api.openai.com/v1'

export type BaseUrl =
  | {
      ok: true
      /** Without its query. */
      baseUrl: string
      origin: string
      host: string
      isPlainHttp: boolean
      /** On this very computer: nothing leaves it, encrypted or not. */
      isLoopback: boolean
      query: QueryParameter[]
    }
  | { ok: false; problem: FieldProblem }

/** Ends that people copy along with the address, and marks that stand behind it; requests add the first themselves. */
const COPIED_ENDINGS = /\/(threads|assistants|files|chat\/completions|responses|models)(\/runs)?$/i
const COPIED_MARKS = /[/'",;]+$/
const VERSION_TWICE = /(\/v\d+)\1$/

/** Never throws. Empty text means the default. Refuses credentials, also in the query, link-local hosts and http to public hosts. */
export function readBaseUrl(written: string): BaseUrl {
  const text = unwrap(written)
  if (text === '') return readBaseUrl(DEFAULT_BASE_URL)
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  if (!hasScheme && /^[^/]*@/.test(text) && !/^mailto:/i.test(text))
    return { ok: false, problem: 'credentials-in-url' }
  if (!hasScheme && /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)) return { ok: false, problem: 'wrong-scheme' }
  const url = parse(hasScheme ? text : `${guessScheme(text)}://${text}`)
  if (url === null || /\s/.test(text)) return { ok: false, problem: 'not-a-url' }
  return judge(url)
}

/** URL lets marks such as `'` and `!` pass as names of hosts. */
const HOST = /^((?=.*[a-z0-9])[a-z0-9_.-]+|\[[0-9a-f:.]+\])$/

function judge(url: URL): BaseUrl {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { ok: false, problem: 'wrong-scheme' }
  if (!HOST.test(url.hostname)) return { ok: false, problem: 'not-a-url' }
  if (url.username !== '' || url.password !== '') return { ok: false, problem: 'credentials-in-url' }
  const query = [...url.searchParams].map(([name, value]) => ({ name, value }))
  if (query.some(looksSecret)) return { ok: false, problem: 'secret-in-url' }
  if (isLinkLocal(url.hostname)) return { ok: false, problem: 'link-local' }
  const isPlainHttp = url.protocol === 'http:'
  if (isPlainHttp && !isPrivateHost(url.hostname)) return { ok: false, problem: 'public-http' }
  const path = withoutCopied(url.pathname.replace(/\/{2,}/g, '/'))
  const isLoopback = isLoopbackHost(url.hostname)
  const { origin, host } = url
  return { ok: true, baseUrl: `${origin}${path}`, origin, host, isPlainHttp, isLoopback, query }
}

const SECRET_NAME =
  /(key|token|secret|passw(or)?d|passphrase|pwd|signature|credentials?|authorization|bearer|jwt)$|^(sig|sas|code|auth|pass|api[-_]?key.*)$/i
const SHAPED_LIKE_KEY = /^((sk|pk|rk|asst-key)-[\w-]{8,}|Bearer\s|eyJ[\w-]+\.eyJ)/

/** An address is written into logs and shown everywhere, so a key or password must not be in it. */
export const looksSecret = ({ name, value }: QueryParameter): boolean =>
  SECRET_NAME.test(name.trim()) || SHAPED_LIKE_KEY.test(value.trim())

/** Until nothing is left to take off, so that a path that was read once reads the same again. */
function withoutCopied(path: string): string {
  const shorter = path.replace(COPIED_MARKS, '').replace(COPIED_ENDINGS, '').replace(VERSION_TWICE, '$1')
  // What is left may end in `/.`, which means something else to the next reader.
  const rest = /\/\.{1,2}$/.test(shorter) ? (parse(`https://host${shorter}`)?.pathname ?? '') : shorter
  return rest === path ? path : withoutCopied(rest)
}

/** Takes off what gets copied round an address: spaces, quotes, angle brackets, `base_url=`. Full-width characters are meant as their plain ones. */
const unwrap = (written: string): string =>
  written
    .normalize('NFKC')
    .trim()
    .replace(/^(export\s+)?[a-z_]*base_?url\s*[=:]\s*/i, '')
    .replace(/^["'`<「『“]+|["'`>」』”,;]+$/g, '')
    .trim()

const guessScheme = (text: string): string =>
  isPrivateHost(parse(`https://${text}`)?.hostname ?? '') ? 'http' : 'https'

function parse(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

/** Names and addresses outside the link-local block at which cloud machines tell their secrets, and those that mean any address. */
const TELLING_HOSTS = new Set([
  'metadata',
  'metadata.google.internal',
  '100.100.100.200',
  'fd00:ec2::254',
  '0.0.0.0',
  '::',
  '::ffff:0:0',
])

/** Cloud machines answer secrets to anyone on these addresses. URL has already folded odd spellings of an IPv4. */
function isLinkLocal(hostname: string): boolean {
  const host = bare(hostname)
  return (
    host.startsWith('169.254.') ||
    /^fe[89ab][0-9a-f]:/.test(host) ||
    // 169.254.0.0/16 dressed as IPv6: mapped, compatible, or behind NAT64.
    /^(::|::ffff:|64:ff9b::)a9fe:/.test(host) ||
    TELLING_HOSTS.has(host)
  )
}

/** Hosts of this computer or this house: loopback, RFC 1918, unique local IPv6, and names that never leave a local network. */
export function isPrivateHost(hostname: string): boolean {
  const host = bare(hostname)
  return (
    isLoopbackHost(host) ||
    /^10\.\d+\.\d+\.\d+$/.test(host) ||
    /^192\.168\.\d+\.\d+$/.test(host) ||
    /^172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(host) ||
    /^f[cd][0-9a-f]{2}:/.test(host) ||
    /\.(local|lan|internal|home\.arpa)$/.test(host)
  )
}

/** This computer itself. */
export function isLoopbackHost(hostname: string): boolean {
  const host = bare(hostname)
  return (
    host === 'localhost' || host.endsWith('.localhost') || /^127\.\d+\.\d+\.\d+$/.test(host) || host === '::1'
  )
}

const bare = (hostname: string): string =>
  hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
