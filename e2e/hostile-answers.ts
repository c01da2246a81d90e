/** A server whose assistant says what a test wants said: the practice server behind a proxy that rewrites its answers. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PracticeServer } from '../practice-server/server.ts'

export interface HostileServer {
  baseUrl: string
  close(): Promise<void>
}

/** Every assistant message that passes says `text` instead of its own. Needs a practice server without streaming. */
export async function startHostileAnswers(behind: PracticeServer, text: string): Promise<HostileServer> {
  const server = createServer((request, response) => {
    const forward = async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers
      const answer = await fetch(`http://127.0.0.1:${behind.port}${request.url ?? '/'}`, {
        method: request.method ?? 'GET',
        headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
        ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
      })
      const type = answer.headers.get('content-type') ?? 'application/json'
      const body = await answer.text()
      const spoken = type.includes('json') ? JSON.stringify(withText(JSON.parse(body), text)) : body
      response.writeHead(answer.status, { 'content-type': type }).end(spoken)
    }
    forward().catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // It listens on TCP, so it has an address with a port.
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function withText(value: unknown, text: string): unknown {
  if (Array.isArray(value)) return value.map((each) => withText(each, text))
  if (typeof value !== 'object' || value === null) return value
  const object = value as Record<string, unknown>
  if (object['object'] === 'thread.message' && object['role'] === 'assistant')
    return { ...object, content: [{ type: 'text', text: { value: text, annotations: [] } }] }
  return Object.fromEntries(Object.entries(object).map(([name, each]) => [name, withText(each, text)]))
}
