/** What the tests of the way out share: servers that are closed afterwards, and an Http that writes everything down. */
import { expect } from 'vitest'
import { z } from 'zod'
import type { Exchange } from '../../shared/domain/exchange.ts'
import { createTestClock } from '../platform/test-clock.ts'
import type { HttpRequest } from './exchange.ts'
import { createHttp, type HttpOptions } from './http.ts'
import { HttpFailure } from './http-failure.ts'
import { startTestServer, type Plan, type Planned, type TestServer } from './test-server.ts'

export const KEY = 'sk-CANARY-0123456789abcdef0123456789abcdef'
const servers: TestServer[] = []
export const closeServers = async (): Promise<void> => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
}

export async function serve(plan: Plan | Planned): Promise<TestServer> {
  const server = await startTestServer(typeof plan === 'function' ? plan : () => plan)
  servers.push(server)
  return server
}

export function httpTo(baseUrl: string, options: Partial<HttpOptions> = {}) {
  const clock = createTestClock()
  const exchanges: Exchange[] = []
  const lines: string[] = []
  const http = createHttp({
    baseUrl,
    key: () => KEY,
    clock,
    log: (...[, , , facts]) => void lines.push(JSON.stringify(facts)),
    record: (exchange) => void exchanges.push(exchange),
    ...options,
  })
  return { http, clock, exchanges, lines }
}

export const ANY = z.looseObject({})
export const get = (changes: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  path: '/x',
  signal: new AbortController().signal,
  ...changes,
})
export const failureOf = async (promised: Promise<unknown>): Promise<HttpFailure> => {
  const thrown: unknown = await promised.then(
    () => 'nothing thrown',
    (error: unknown) => error,
  )
  if (thrown instanceof HttpFailure) return thrown
  throw new Error(`not an HttpFailure: ${String(thrown)}`)
}
export const json = async (planned: Planned | Plan, changes: Partial<HttpRequest> = {}) => {
  const server = await serve(planned)
  return failureOf(httpTo(server.baseUrl).http.json(get(changes), ANY))
}

/** Until the server has heard and anything it sent has arrived. */
export async function settled(server: TestServer) {
  await expect.poll(() => server.heard.length).toBeGreaterThan(0)
  await new Promise((resolve) => setTimeout(resolve, 20))
}
