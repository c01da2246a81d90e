/** A server on loopback that only writes down who came: what must not be reached is pointed at it. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Listener {
  url: string
  /** Method and path of every request, and `connection` for every one that said nothing. */
  asked: readonly string[]
  close(): Promise<void>
}

export async function startListener(): Promise<Listener> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`)
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' }).end('<p>')
  })
  server.on('connection', () => asked.push('connection'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // It listens on TCP, so it has an address with a port.
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
