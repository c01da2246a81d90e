/** Builds the way out: one network for all servers, the pace each of them bears, and an Http for an address. */
import type { ServerAddress } from './assistants/ports.ts'
import type { Http, Recorder } from './backends/exchange.ts'
import { createHttp } from './backends/http.ts'
import { createNetwork, type NetworkOptions } from './backends/network.ts'
import { createPace, type Pace } from './backends/pace.ts'
import { proxySecrets } from './backends/proxy-choice.ts'
import type { Clock } from './platform/clock.ts'
import type { Log } from './platform/log.ts'

interface World extends NetworkOptions {
  clock: Clock
  log: Log
  /** Texts to take out of everything that is told. */
  secrets(): string[]
}

export interface Sending {
  /** `record` hears of every request. */
  httpTo(server: ServerAddress, record?: Recorder): Http
  /** Whether requests to this address go through a proxy. */
  isProxied(baseUrl: string): Promise<boolean>
  /** Whether an address is known for the name. */
  isKnown(hostname: string): Promise<boolean>
  close(): Promise<void>
}

export function composeSending({ clock, log, secrets, ...outside }: World): Sending {
  const { environment, systemProxy } = outside
  const network = createNetwork({ ...outside, systemProxy: withinTime(systemProxy, clock) })
  const forProxy = proxySecrets(environment)
  const paces = new Map<string, Pace>()

  /** One for a server, however many conversations speak to it. */
  const paceOf = ({ baseUrl, requestsPerMinute }: ServerAddress): Pace | null => {
    if (requestsPerMinute === null) return null
    const name = `${new URL(baseUrl).origin} ${requestsPerMinute}`
    const pace = paces.get(name) ?? createPace(clock, requestsPerMinute)
    paces.set(name, pace)
    return pace
  }

  return {
    isProxied: (baseUrl) => network.isProxied(new URL(baseUrl)),
    isKnown: network.isKnown,
    close: () => network.close(),
    httpTo(server, record) {
      const pace = paceOf(server)
      return createHttp({
        baseUrl: server.baseUrl,
        key: () => server.key,
        signIn: server.signIn,
        extraHeaders: headersOf(server),
        query: server.query,
        certificates: server.certificates,
        network,
        clock,
        log,
        secrets: () => [...secrets(), ...forProxy],
        ...(pace === null ? {} : { pace }),
        ...(record === undefined ? {} : { record }),
      })
    },
  }
}

/** A proxy that is still being looked for, as on networks that configure it by themselves, must not keep everything waiting. */
const PROXY_WITHIN_MS = 5_000

const withinTime =
  (systemProxy: NetworkOptions['systemProxy'], clock: Clock): NetworkOptions['systemProxy'] =>
  async (url) => {
    let disarm = () => {}
    const late = new Promise<string>((resolve) => {
      disarm = clock.after(PROXY_WITHIN_MS, () => resolve('DIRECT'))
    })
    try {
      return await Promise.race([systemProxy(url), late])
    } finally {
      disarm()
    }
  }

/** Organisation and project besides the person's own. */
function headersOf({ headers, organization, project }: ServerAddress): Record<string, string> {
  return {
    ...Object.fromEntries(headers.map(({ name, value }) => [name, value])),
    ...(organization === '' ? {} : { 'openai-organization': organization }),
    ...(project === '' ? {} : { 'openai-project': project }),
  }
}
