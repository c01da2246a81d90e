/** Encrypted or not: never from one to the other by a server's wish, and told in words where the wrong one was asked for. */
import { createServer as createTlsServer, type Server } from 'node:https'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { makeAuthority, makeIssued } from '../../practice-server/broken/certificates.ts'
import type { HttpRequest } from './exchange.ts'
import { createNetwork, type Network } from './network.ts'
import { ANY, KEY, closeServers, failureOf, get, httpTo, serve } from './test-http.ts'

const networks: Network[] = []
const servers: Server[] = []
afterEach(async () => {
  await Promise.all(networks.splice(0).map((network) => network.close()))
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
  await closeServers()
})

interface Heard {
  count: number
  /** Bytes that came in, encrypted or not, and in which order. */
  raw: string[]
}

/** As Node's own server: asked without encryption, it hangs up without a word. */
async function secure(location?: string) {
  const authority = await makeAuthority(Date.now())
  const heard: Heard = { count: 0, raw: [] }
  const server = createTlsServer(await makeIssued(authority, Date.now()), (_request, response) => {
    heard.count += 1
    if (location !== undefined) response.writeHead(307, { location })
    response.end('{"a":1}')
  })
  server.on('tlsClientError', () => undefined)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listening on TCP, so never a string or null
  return { baseUrl: `https://127.0.0.1:${port}/v1`, pem: authority.pem, heard }
}

function ownNetwork(): Network {
  const network = createNetwork({ systemProxy: () => Promise.resolve('DIRECT'), environment: {} })
  networks.push(network)
  return network
}

const POST: HttpRequest = { ...get(), method: 'POST', body: { text: 'My words' } }

describe('a server with encryption that redirects to the same host without', () => {
  it.each([
    ['GET', get()],
    ['POST', POST],
  ])('is not followed with %s: neither key nor question leave in clear', async (_method, request) => {
    const plain = await serve({ body: { id: 'stolen' } })
    const { baseUrl, pem, heard } = await secure(`${plain.baseUrl}/in?key=${KEY}`)
    const { http } = httpTo(baseUrl, { certificates: pem, network: ownNetwork() })
    const { error } = await failureOf(http.json(request, ANY))
    expect(error).toMatchObject({ kind: 'redirected', status: 307, target: new URL(plain.baseUrl).origin })
    expect(JSON.stringify(error)).not.toContain('CANARY')
    expect([heard.count, plain.heard.length]).toEqual([1, 0])
  })
})

describe('a server with encryption that is asked without', () => {
  it('and just hangs up is told as what it is', async () => {
    const { baseUrl, heard } = await secure()
    const network = ownNetwork()
    const { http } = httpTo(baseUrl.replace('https:', 'http:'), { network })
    for (const request of [get(), POST])
      expect((await failureOf(http.json(request, ANY))).error).toMatchObject({
        kind: 'unreachable',
        reason: 'is-https',
        host: new URL(baseUrl).host,
      })
    expect(heard.count).toBe(0)
  })
})

/** Answers the first so many, hangs up on everybody else, and keeps what they said. */
async function hangingUp(answers = 0) {
  const said: string[] = []
  const server = createServer((socket: Socket) => {
    socket.on('error', () => undefined)
    socket.once('data', (bytes) => {
      said.push(bytes.toString('latin1'))
      if (said.length > answers) return void socket.destroy()
      socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 7\r\n\r\n{"a":1}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listening on TCP, so never a string or null
  return { baseUrl: `http://127.0.0.1:${port}/v1`, said, close: () => void server.close() }
}

describe('a server that hangs up', () => {
  it('is only a broken connection where no encryption is spoken, and its greeting holds no key', async () => {
    const server = await hangingUp()
    const { http } = httpTo(server.baseUrl, { network: ownNetwork() })
    const { error } = await failureOf(http.json(get(), ANY))
    server.close()
    expect(error).toMatchObject({ kind: 'unreachable', reason: 'reset' })
    expect(server.said).toHaveLength(2)
    expect(server.said[0]).toContain('CANARY')
    expect(server.said[1]).not.toMatch(/CANARY|\/v1|HTTP/)
  })

  it('after it has answered is not asked about encryption', async () => {
    const server = await hangingUp(1)
    const { http } = httpTo(server.baseUrl, { network: ownNetwork() })
    await http.json(get(), ANY)
    expect((await failureOf(http.json(get(), ANY))).error).toMatchObject({ reason: 'reset' })
    server.close()
    expect(server.said).toHaveLength(2)
  })
})
