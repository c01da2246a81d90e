/** The way to a server: encryption that is never waived, authorities of one's own, proxies that never see the key, and each failure by its name. */
import { createServer as createPlainServer } from 'node:http'
import { createServer as createTlsServer, type Server } from 'node:https'
import { createServer, type AddressInfo } from 'node:net'
import { fetch } from 'undici'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  makeAuthority,
  makeIssued,
  makeSelfSigned,
  type Authority,
  type Flaw,
  type Made,
} from '../../practice-server/broken/certificates.ts'
import { createNetwork, type Network } from './network.ts'
import { isCertainlyUnsent, isReadWorthRepeating } from './retry.ts'
import { ANY, KEY, closeServers, failureOf, get, httpTo, serve } from './test-http.ts'
import { startTestProxy, type ProxyMood, type TestProxy } from './test-proxy.ts'
import type { Environment } from './proxy-choice.ts'

const PASSWORD = 'proxy-password-1234'
const servers: Server[] = []
const proxies: TestProxy[] = []
const networks: Network[] = []
let ours: Authority

beforeAll(async () => {
  ours = await makeAuthority(Date.now())
})
afterEach(async () => {
  await Promise.all(networks.splice(0).map((network) => network.close()))
  await Promise.all(proxies.splice(0).map((way) => way.close()))
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})
afterAll(closeServers)

interface Heard {
  count: number
  headers: string[]
}

async function secure(options: object, heard: Heard = { count: 0, headers: [] }): Promise<string> {
  const server = createTlsServer(options, (request, response) => {
    heard.count++
    heard.headers.push(JSON.stringify(request.headers))
    response.setHeader('content-type', 'application/json')
    response.end('{"a":1}')
  })
  server.on('tlsClientError', () => undefined)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listening on TCP, so never a string or null
  return `https://127.0.0.1:${port}/v1`
}

/** As a computer whose system names this proxy; the environment goes before it. */
function networkWith(system = 'DIRECT', environment: Environment = {}): Network {
  const network = createNetwork({ systemProxy: () => Promise.resolve(system), environment })
  networks.push(network)
  return network
}

const ask = (baseUrl: string, certificates: string | null, network = networkWith()) =>
  httpTo(baseUrl, { certificates, network }).http.json(get(), ANY)

describe('a server with encryption', () => {
  it('is believed when an authority of the connection vouches for it, and only by that connection', async () => {
    const server = await secure(await signed())
    const network = networkWith()
    expect((await ask(server, ours.pem, network)).value).toEqual({ a: 1 })
    const { error } = await failureOf(ask(server, null, network))
    expect(error).toMatchObject({ kind: 'unreachable', reason: 'tls-untrusted' })
  })

  it('that vouches for itself is believed when its own certificate was chosen', async () => {
    const made = await selfSigned()
    expect((await ask(await secure(made), made.cert)).value).toEqual({ a: 1 })
  })

  const FLAWS: [name: string, make: () => Promise<Made & object>, trusts: boolean, reason: string][] = [
    ['vouches only for itself', selfSigned, false, 'tls-self-signed'],
    ['has an unknown authority', () => signed(), false, 'tls-untrusted'],
    ['sends its unknown authority along', chained, false, 'tls-untrusted'],
    ['is out of date', () => signed({ validToDays: -1 }), true, 'tls-expired'],
    ['is from tomorrow', () => signed({ validFromDays: 1 }), true, 'tls-not-yet'],
    ['is made out to another host', () => signed({ hosts: ['example.com'] }), true, 'tls-wrong-host'],
    ['is signed with SHA-1', () => signed({ hash: 'SHA-1' }), true, 'tls-too-old'],
    ['speaks only TLS 1.0 and 1.1', old, true, 'tls-too-old'],
  ]
  it.each(FLAWS)('that %s gets nothing, and the reason is named', async (...[, make, trusts, reason]) => {
    const heard = { count: 0, headers: [] }
    const failure = await failureOf(ask(await secure(await make(), heard), trusts ? ours.pem : null))
    expect(failure.error).toMatchObject({ kind: 'unreachable', reason, host: expect.any(String) })
    expect(heard.count).toBe(0)
    expect([isReadWorthRepeating(failure), isCertainlyUnsent(failure)]).toEqual([false, true])
  })

  it('is refused even where the environment tells Node to look away', async () => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
    try {
      const { error } = await failureOf(ask(await secure(await selfSigned()), null))
      expect(error).toMatchObject({ reason: 'tls-self-signed' })
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED']
    }
  })

  it('asked without it says so, as OpenSSL does', async () => {
    const server = createServer((socket) => void socket.end(Buffer.from('15030100020246', 'hex')))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo // listening on TCP, so never a string or null
    const { error } = await failureOf(ask(`http://127.0.0.1:${port}/v1`, null))
    server.close()
    expect(error).toMatchObject({ kind: 'unreachable', reason: 'is-https' })
  })

  it.each([
    '<center>The plain HTTP request was sent to HTTPS port</center>',
    'Client sent an HTTP request to an HTTPS server.\n',
    'You are speaking plain HTTP to an SSL-enabled server port.',
  ])('asked without it may say so in words: %s', async (body) => {
    const { baseUrl } = await serve({ status: 400, body })
    expect((await failureOf(ask(baseUrl, null))).error).toMatchObject({ reason: 'is-https' })
  })

  it('asked for where there is none says so', async () => {
    const { baseUrl, heard } = await serve({})
    const { error } = await failureOf(ask(baseUrl.replace('http:', 'https:'), null))
    expect(error).toMatchObject({ kind: 'unreachable', reason: 'tls-is-http' })
    expect(heard).toEqual([])
  })

  it('below localhost is looked for on this computer, whatever a name server says', async () => {
    const server = await secure(await signed({ hosts: ['desk.localhost'] }))
    expect((await ask(server.replace('127.0.0.1', 'desk.localhost'), ours.pem)).value).toEqual({ a: 1 })
  })
})

const selfSigned = () => makeSelfSigned(Date.now())
const signed = (flaw: Flaw = {}) => makeIssued(ours, Date.now(), flaw)
const chained = async () => {
  const { cert, key } = await signed()
  return { cert: `${cert}\n${ours.pem}`, key }
}
const old = async () => ({
  ...(await signed()),
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1.1',
  ciphers: 'ALL:@SECLEVEL=0',
})

async function proxy(mood: ProxyMood = 'connects', login: string | null = null): Promise<TestProxy> {
  const started = await startTestProxy(mood, login)
  proxies.push(started)
  return started
}

/** A name that is not of this computer, so that the proxy is asked; the proxy of the test finds it there all the same. */
const asOther = (baseUrl: string) => baseUrl.replace('127.0.0.1', '127-0-0-1.test')

describe('a proxy', () => {
  it('of the system is asked for a tunnel, and sees neither key nor question', async () => {
    const heard: Heard = { count: 0, headers: [] }
    const [way, server] = [await proxy(), await secure(await signed({ hosts: ['127-0-0-1.test'] }), heard)]
    const { value } = await ask(asOther(server), ours.pem, networkWith(`PROXY ${way.host}; DIRECT`))
    expect(value).toEqual({ a: 1 })
    expect(heard.headers[0]).toContain(KEY)
    expect(way.heads[0]).toMatch(/^CONNECT 127-0-0-1\.test:\d+ HTTP\/1\.1\r\n/)
    expect(way.heard()).not.toMatch(/CANARY|Bearer|authorization/i)
  })

  it('of the environment goes before the system’s, with its login, which nobody is told', async () => {
    const [way, server] = [
      await proxy('connects', `desk:${PASSWORD}`),
      await secure(await signed({ hosts: ['127-0-0-1.test'] })),
    ]
    const network = networkWith('PROXY 127.0.0.1:1', { HTTPS_PROXY: `http://desk:${PASSWORD}@${way.host}` })
    const { http, exchanges, lines } = httpTo(asOther(server), { certificates: ours.pem, network })
    await http.json(get(), ANY)
    expect(way.heads).toHaveLength(1)
    expect(JSON.stringify([exchanges, lines])).not.toContain(PASSWORD)
  })

  it.each([
    ['NO_PROXY', { https_proxy: 'http://127.0.0.1:1', no_proxy: 'other.example, .test' }],
    ['nothing at all for this computer', { https_proxy: 'http://127.0.0.1:1' }],
  ])('is passed by for %s', async (_why, environment) => {
    const server = await secure(await signed())
    const network = networkWith('DIRECT', environment)
    expect(await network.isProxied(new URL('https://127-0-0-1.test/'))).toBe(!('no_proxy' in environment))
    expect((await ask(server, ours.pem, network)).value).toEqual({ a: 1 })
  })

  it('never carries what is not encrypted', async () => {
    const way = await proxy()
    const { baseUrl, heard } = await serve({ body: { a: 1 } })
    const network = networkWith(`PROXY ${way.host}`, {
      HTTPS_PROXY: `http://${way.host}`,
      ALL_PROXY: `http://${way.host}`,
    })
    await ask(baseUrl, null, network)
    expect([heard.length, way.heads]).toEqual([1, []])
  })

  const TROUBLE: [name: string, mood: ProxyMood, login: string | null, reason: string][] = [
    ['wants a login', 'connects', `desk:${PASSWORD}`, 'proxy-login'],
    ['refuses', 'refuses', null, 'proxy-refused'],
    ['hangs up', 'hangs-up', null, 'proxy-dropped'],
    ['hangs up behind the greeting', 'hangs-up-later', null, 'proxy-dropped'],
  ]
  it.each(TROUBLE)('that %s is named, and told nothing', async (...[, mood, login, reason]) => {
    const [way, server] = [
      await proxy(mood, login),
      await secure(await signed({ hosts: ['127-0-0-1.test'] })),
    ]
    const { error } = await failureOf(ask(asOther(server), ours.pem, networkWith(`PROXY ${way.host}`)))
    expect(error).toMatchObject({ kind: 'unreachable', reason })
    expect(way.heard()).not.toContain('CANARY')
  })

  it('that is not there is told apart from a server that is not', async () => {
    const way = await proxy()
    await way.close()
    const failure = await failureOf(ask('https://server.test/v1', null, networkWith(`PROXY ${way.host}`)))
    expect(failure.error).toMatchObject({ reason: 'proxy-unreachable', host: 'server.test' })
    expect(isCertainlyUnsent(failure)).toBe(true)
  })

  it('of a kind we do not go through is not passed by in silence', async () => {
    const { error } = await failureOf(
      ask('https://server.test/v1', null, networkWith('SOCKS5 127.0.0.1:1080')),
    )
    expect(error).toMatchObject({ reason: 'proxy-kind' })
  })

  it('does not make another’s certificate good', async () => {
    const [way, server] = [await proxy(), await secure(await signed({ hosts: ['example.com'] }))]
    const { error } = await failureOf(ask(asOther(server), ours.pem, networkWith(`PROXY ${way.host}`)))
    expect(error).toMatchObject({ reason: 'tls-wrong-host' })
    const untrusted = await failureOf(ask(asOther(server), null, networkWith(`PROXY ${way.host}`)))
    expect(untrusted.error).toMatchObject({ reason: 'tls-untrusted' })
  })

  it('that answers with 407 leaves an error without words behind, which is how we know it', async () => {
    const { baseUrl } = await serve({ status: 407, body: '' })
    const thrown: unknown = await fetch(baseUrl).catch((error: unknown) => error)
    expect(thrown).toMatchObject({ name: 'TypeError', message: 'fetch failed', cause: { message: '' } })
    const cause = thrown instanceof Error ? thrown.cause : null
    expect(cause).toBeInstanceOf(Error)
    expect(cause).not.toHaveProperty('code')
    expect(cause).not.toHaveProperty('cause')
  })

  it('that answers for the server with 407 wants a login', async () => {
    const { baseUrl } = await serve({ status: 407, body: '' })
    expect((await failureOf(ask(baseUrl, null))).error).toMatchObject({ reason: 'proxy-login' })
  })
})

describe('localhost', () => {
  it.each(['127.0.0.1', '::1'])('is found where a server listens on %s only', async (address) => {
    const server = createPlainServer((_request, response) => response.end('{"a":1}'))
    await new Promise<void>((resolve) => server.listen(0, address, resolve))
    const { port } = server.address() as AddressInfo // listening on TCP, so never a string or null
    const written = address === '::1' ? '[::1]' : address
    for (const host of ['localhost', written])
      expect((await ask(`http://${host}:${port}/v1`, null)).value).toEqual({ a: 1 })
    server.closeAllConnections()
    server.close()
  })
})
