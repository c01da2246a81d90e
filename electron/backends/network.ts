/** The network as requests see it: fetch, over connections that are shared by all who trust the same authorities and go the same way. */
import { lookup, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import type { SecureContext } from 'node:tls'
import type * as Undici from 'undici'
import { checkIdentity, createAuthorities } from './authorities.ts'
import { chooseWay, type Environment } from './proxy-choice.ts'
import { speaksTls } from './speaks-tls.ts'
import { EncryptionWanted, ProxyTrouble, readBreakage } from './unreachable.ts'

export interface NetworkOptions {
  /** Chromium's answer for an address, such as `PROXY proxy.example:8080; DIRECT`. */
  systemProxy(url: string): Promise<string>
  environment: Environment
  /** Finds a name's addresses; the system's own way unless told. */
  lookUp?: LookupFunction
}

/** A request without its address. */
export interface Outgoing {
  method: string
  headers: Headers
  body: string | ReadableStream<Uint8Array> | null
  /** Fetch asks for this word where a body comes in pieces. */
  duplex?: 'half'
  signal: AbortSignal
}

export interface Network {
  /** Follows no redirect. `certificates` are trusted besides the usual authorities. */
  fetch(url: URL, outgoing: Outgoing, certificates: string | null): Promise<Response>
  /** Whether requests to this address go through a proxy. */
  isProxied(url: URL): Promise<boolean>
  /** Whether an address is known for the name. */
  isKnown(hostname: string): Promise<boolean>
  close(): Promise<void>
}

/** For taking a connection up, with the proxy's answer and with encryption, in milliseconds. */
const CONNECT_WITHIN_MS = 10_000
/** Undici gives up by itself after 300 s without headers or between two pieces; a run may take longer, and only our own deadlines count. */
const PATIENT = { headersTimeout: 0, bodyTimeout: 0 }

type Library = typeof Undici

export function createNetwork({ systemProxy, environment, lookUp = lookup }: NetworkOptions): Network {
  const authorities = createAuthorities()
  const find = withLocalhost(lookUp)
  const breakages = createBreakages(find)
  const dispatchers = new Map<string, Undici.Dispatcher>()
  let loading: Promise<Library> | null = null
  // Only the first request pays for it, not the start.
  const load = () => (loading ??= import('undici'))
  const wayTo = (url: URL) => chooseWay(url, environment, () => asked(systemProxy, url))

  const dispatcherFor = (undici: Library, proxy: string | null, certificates: string | null) => {
    const name = JSON.stringify([proxy, certificates])
    const known = dispatchers.get(name)
    if (known !== undefined) return known
    const contexts = { ours: authorities(certificates), usual: authorities(null) }
    const made = makeDispatcher(undici, proxy, { ...contexts, lookup: find })
    dispatchers.set(name, made)
    return made
  }

  return {
    isProxied: async (url) => (await wayTo(url)).kind !== 'direct',
    isKnown: (hostname) =>
      new Promise((resolve) => {
        find(hostname, {}, (error) => resolve(error === null))
      }),
    async fetch(url, { headers, ...outgoing }, certificates) {
      const way = await wayTo(url)
      if (way.kind === 'unsupported') throw new ProxyTrouble('kind')
      const undici = await load()
      const dispatcher = dispatcherFor(undici, way.kind === 'proxy' ? way.uri : null, certificates)
      try {
        const sent = [...headers]
        const response = await undici.fetch(url, {
          ...outgoing,
          headers: sent,
          redirect: 'manual',
          dispatcher,
        })
        breakages.noteAnswer(url)
        // Undici's own class, which is the runtime's in all we use of it.
        return response as unknown as Response
      } catch (thrown) {
        if (way.kind === 'proxy') throw new ProxyTrouble('on-the-way', { cause: thrown })
        throw await breakages.storyOf(thrown, url, outgoing.signal)
      }
    },
    async close() {
      const open = [...dispatchers.values()]
      dispatchers.clear()
      await Promise.all(open.map((dispatcher) => dispatcher.destroy()))
    },
  }
}

/** `ours` vouch for the server, `usual` for a proxy that is spoken to with encryption itself. */
function makeDispatcher(
  undici: Library,
  proxy: string | null,
  { ours, usual, lookup: find }: Record<'ours' | 'usual', SecureContext> & { lookup: LookupFunction },
): Undici.Dispatcher {
  const connect = {
    secureContext: ours,
    // Said outright, because NODE_TLS_REJECT_UNAUTHORIZED would otherwise decide.
    rejectUnauthorized: true,
    checkServerIdentity: checkIdentity,
    timeout: CONNECT_WITHIN_MS,
    lookup: find,
  }
  if (proxy === null) return new undici.Agent({ ...PATIENT, connect })
  return new undici.ProxyAgent({
    ...PATIENT,
    uri: proxy,
    proxyTunnel: true,
    requestTls: connect,
    proxyTls: { ...connect, secureContext: usual },
    clientFactory: (origin, options) => poolTo(undici, origin, options),
  })
}

/** Connections to a proxy. Undici asks one that hangs up again and again, without end, unless the error has no code. */
function poolTo({ Pool }: Library, origin: URL, options: object): Undici.Dispatcher {
  const pool = new Pool(origin, { ...options, headersTimeout: CONNECT_WITHIN_MS })
  const connect = pool.connect.bind(pool)
  return Object.assign(pool, {
    connect: (wish: Parameters<typeof pool.connect>[0]) =>
      connect(wish).catch((thrown: unknown) => {
        throw new ProxyTrouble('before', { cause: thrown })
      }),
  })
}

/** No answer is no proxy: the request itself will tell. */
async function asked(systemProxy: NetworkOptions['systemProxy'], url: URL): Promise<string> {
  try {
    // Only the origin: an auto-configuration file is a stranger's script.
    return await systemProxy(url.origin)
  } catch {
    return 'DIRECT'
  }
}

/** What is told of direct requests that broke: servers that expect encryption may just hang up. */
function createBreakages(find: LookupFunction) {
  /** Origins that have answered without encryption, so that a broken connection to them is just that. */
  const plainSpoken = new Set<string>()
  return {
    noteAnswer({ protocol, origin }: URL): void {
      if (protocol === 'http:') plainSpoken.add(origin)
    },
    async storyOf(thrown: unknown, url: URL, signal: AbortSignal): Promise<unknown> {
      const isNew = url.protocol === 'http:' && !plainSpoken.has(url.origin)
      const isPuzzling = isNew && !signal.aborted && isHungUp(thrown)
      const isWanted = isPuzzling && (await speaksTls({ url, lookup: find, signal }))
      return isWanted ? new EncryptionWanted({ cause: thrown }) : thrown
    },
  }
}

const isHungUp = (thrown: unknown): boolean => readBreakage(thrown).reason === 'reset'

const THIS_COMPUTER: LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
]

/** `localhost` and names below it are this computer (RFC 6761, 6.3), in both of its addresses, whatever a name server says of them. */
const withLocalhost =
  (lookUp: LookupFunction): LookupFunction =>
  (hostname, options, found) => {
    if (!/(^|\.)localhost\.?$/i.test(hostname)) return lookUp(hostname, options, found)
    queueMicrotask(() => (options.all === true ? found(null, THIS_COMPUTER) : found(null, '127.0.0.1', 4)))
  }

let straight: Network | null = null

/** Goes straight and knows of no proxy: for tests, measurements and whatever else has no system to ask. */
export function straightNetwork(): Network {
  straight ??= createNetwork({ systemProxy: () => Promise.resolve('DIRECT'), environment: {} })
  return straight
}
