/** A small CONNECT proxy for tests, which remembers every byte that went through it. */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net'

export type ProxyMood = 'connects' | 'refuses' | 'hangs-up' | 'hangs-up-later'

export interface TestProxy {
  host: string
  /** The request line and headers of every caller. */
  heads: string[]
  /** Everything callers sent, tunnelled or not. */
  heard(): string
  close(): Promise<void>
}

/** With a login, callers have to give it. */
export async function startTestProxy(
  mood: ProxyMood = 'connects',
  login: string | null = null,
): Promise<TestProxy> {
  const heads: string[] = []
  const heard: Buffer[] = []
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer((caller) => {
    keep(caller)
    caller.on('data', (bytes) => heard.push(bytes))
    caller.once('data', (bytes) => {
      const head = bytes.toString('latin1')
      heads.push(head)
      if (mood === 'hangs-up') return void caller.destroy()
      if (login !== null && !head.includes(`Basic ${Buffer.from(login).toString('base64')}`))
        return void caller.end(
          'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n',
        )
      if (mood === 'refuses') return void caller.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
      const [, host = '', port = ''] = /^CONNECT ([^\s:]+):(\d+)/.exec(head) ?? []
      const beyond = connect(Number(port), host.endsWith('.test') ? '127.0.0.1' : host, () => {
        caller.write('HTTP/1.1 200 Connection established\r\n\r\n')
        if (mood === 'hangs-up-later') return void setImmediate(() => caller.destroy())
        caller.pipe(beyond).pipe(caller)
      })
      keep(beyond)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listening on TCP, so never a string or null
  return {
    host: `127.0.0.1:${port}`,
    heads,
    heard: () => Buffer.concat(heard).toString('latin1'),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
