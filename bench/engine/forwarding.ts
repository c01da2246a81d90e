/** Passing a request on to the real server and its answer back, well or badly. */
import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import { between } from './chance.ts'

interface Passing {
  request: IncomingMessage
  body: string
  target: URL
}

/** The real server's answer, still unread. */
export function forward({ request, body, target }: Passing): Promise<IncomingMessage> {
  const { host: _host, connection: _connection, 'transfer-encoding': _encoding, ...headers } = request.headers
  return new Promise((resolve, reject) => {
    const onward = ask(
      {
        host: target.hostname,
        port: target.port,
        method: request.method,
        path: request.url,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      },
      (arrived) => {
        // Whoever reads it hears of a break by its end.
        arrived.on('error', () => undefined)
        resolve(arrived)
      },
    )
    onward.on('error', reject)
    onward.end(body)
  })
}

function begin(arrived: IncomingMessage, response: ServerResponse) {
  const { 'content-length': _length, connection: _connection, ...headers } = arrived.headers
  response.writeHead(arrived.statusCode ?? 502, headers)
}

/** The answer as it is; a client that goes away takes the server's stream with it. */
export async function pour(arrived: IncomingMessage, response: ServerResponse): Promise<void> {
  begin(arrived, response)
  response.on('close', () => arrived.destroy())
  for await (const piece of arrived) response.write(piece)
  response.end()
}

/** A stream that breaks somewhere, or says some of its events twice. */
export async function spoilStream(
  arrived: IncomingMessage,
  response: ServerResponse,
  { isCut, random }: { isCut: boolean; random: () => number },
): Promise<void> {
  begin(arrived, response)
  response.on('close', () => arrived.destroy())
  let left = between(random, 0, 8_000)
  for await (const piece of arrived) {
    const bytes = Buffer.from(piece)
    if (!isCut) {
      response.write(repeated(bytes.toString('latin1'), random), 'latin1')
    } else if (bytes.length < left) {
      response.write(bytes)
      left -= bytes.length
    } else {
      // What was written gets out first; then the connection breaks without an end.
      response.write(bytes.subarray(0, left), () => response.destroy())
      return
    }
  }
  response.end()
}

/** One in four events comes twice. */
const repeated = (frames: string, random: () => number): string =>
  frames
    .split(/(?<=\n\n)/)
    .map((frame) => (frame.endsWith('\n\n') && random() < 0.25 ? frame + frame : frame))
    .join('')
