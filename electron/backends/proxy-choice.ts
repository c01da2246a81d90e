/** Which way a request goes: straight, or through which proxy. Pure. */
import { isLoopbackHost } from '../../shared/domain/base-url.ts'

export type Way =
  | { kind: 'direct' }
  /** `uri` may hold a name and password: never to be logged. */
  | { kind: 'proxy'; uri: string }
  /** A kind of proxy we do not go through. */
  | { kind: 'unsupported' }

/** The variables other programs read, too. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * `askSystem` gives Chromium's answer, such as `PROXY proxy.example:8080; DIRECT`; it is asked last, because a login can
 * stand in the environment only. Requests to this computer go straight, and so does everything without encryption: a
 * proxy would read the key.
 */
export async function chooseWay(
  url: URL,
  environment: Environment,
  askSystem: () => Promise<string>,
): Promise<Way> {
  if (url.protocol !== 'https:' || isLoopbackHost(url.hostname)) return { kind: 'direct' }
  const named = variable(environment, 'https_proxy') ?? variable(environment, 'all_proxy')
  if (named === null) return firstOf(await askSystem())
  if (isExempt(url, variable(environment, 'no_proxy') ?? '')) return { kind: 'direct' }
  return fromUri(named)
}

/** The name and password of the proxy in the environment, to be taken out of whatever is logged. */
export function proxySecrets(environment: Environment): string[] {
  const named = variable(environment, 'https_proxy') ?? variable(environment, 'all_proxy')
  const uri = named === null ? null : parse(named)
  if (uri === null || uri.password === '') return []
  const password = decoded(uri.password)
  return [password, Buffer.from(`${decoded(uri.username)}:${password}`).toString('base64')]
}

const variable = (environment: Environment, name: string): string | null =>
  (environment[name] ?? environment[name.toUpperCase()] ?? '').trim() || null

/** The first entry of a list as proxy auto-configuration files give it. */
function firstOf(system: string): Way {
  const [, kind = '', place = ''] = /^\s*([a-z0-9]+)(?:\s+([^\s;]+))?/i.exec(system) ?? []
  switch (kind.toUpperCase()) {
    case '':
    case 'DIRECT':
      return { kind: 'direct' }
    case 'PROXY':
    case 'HTTP':
      return fromUri(`http://${place}`)
    case 'HTTPS':
      return fromUri(`https://${place}`)
    default:
      return { kind: 'unsupported' }
  }
}

function fromUri(written: string): Way {
  const uri = parse(written)
  if (uri === null || !/^https?:$/.test(uri.protocol)) return { kind: 'unsupported' }
  return { kind: 'proxy', uri: uri.href }
}

/** `proxy.example:8080` is meant as http. */
function parse(written: string): URL | null {
  try {
    return new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(written) ? written : `http://${written}`)
  } catch {
    return null
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Names, domains with or without a leading dot, `host:port`, and `*` for all. */
function isExempt({ hostname, port }: URL, list: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '')
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true
      const [, name = '', only] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry.replace(/^\[|\]/g, '')) ?? []
      if (only !== undefined && only !== (port || '443')) return false
      return host === name || host.endsWith(`.${name}`)
    })
}
