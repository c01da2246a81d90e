/** Servers that are not what a person hoped for: each answers every request in its own wrong way. */
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Oddity =
  | 'html'
  | 'login page'
  | 'cut JSON'
  | 'redirect'
  | 'wrong path'
  | 'unknown assistant'
  | 'server error'
  | 'rate limit'
  | 'no quota'

export interface OddServer {
  baseUrl: string
  /** Paths asked for, so that a test can see where nothing went. */
  asked: string[]
  close(): Promise<void>
}

const NEVER_CALLED = 'http://localhost:9/v1'

const answers: Record<Oddity, (response: ServerResponse) => void> = {
  html: (response) =>
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><title>Welcome</title><h1>It works</h1>'),
  'login page': (response) =>
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<form>Sign in <input type="password"></form>'),
  'cut JSON': (response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"thread_1","object":"thr'),
  redirect: (response) => response.writeHead(307, { location: NEVER_CALLED }).end(),
  'wrong path': (response) =>
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"detail":"Not Found"}'),
  'unknown assistant': (response) =>
    response
      .writeHead(404, { 'content-type': 'application/json' })
      .end(
        '{"error":{"message":"No assistant found with id \'asst_gone\'.","type":"invalid_request_error","param":null,"code":null}}',
      ),
  'server error': (response) =>
    response.writeHead(500, { 'content-type': 'text/plain' }).end('Internal Server Error'),
  'rate limit': (response) =>
    response
      .writeHead(429, { 'content-type': 'application/json', 'retry-after': '7200' })
      .end('{"error":{"message":"Rate limit reached","type":"requests","code":"rate_limit_exceeded"}}'),
  'no quota': (response) =>
    response
      .writeHead(429, { 'content-type': 'application/json' })
      .end(
        '{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}',
      ),
}

export async function startOddServer(oddity: Oddity): Promise<OddServer> {
  const asked: string[] = []
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '')
    request.resume().on('end', () => answers[oddity](response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an AddressInfo.
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
