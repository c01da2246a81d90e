/** A server that tells every key it is given back, each time in another way; else it is the practice server behind it. */
import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How it tells. `answer` and `arguments` let the answer through, with the key in its text or in a function's arguments. */
export const WAYS = [
  'body',
  'header',
  'redirect',
  'cut JSON',
  'page',
  'failed run',
  'answer',
  'arguments',
] as const
export type Way = (typeof WAYS)[number]

export interface TelltaleServer {
  baseUrl: string
  /** Null tells nothing. */
  way: Way | null
  /** How often a key was told in each way. */
  told: Partial<Record<Way, number>>
  close(): Promise<void>
}

type Tell = (response: ServerResponse, key: string) => void

const json = { 'content-type': 'application/json' }

/** A key as servers and the libraries they log with spell it. */
const spelled = (key: string) => ({
  plain: `Bearer ${key}`,
  packed: JSON.stringify(JSON.stringify({ authorization: `Bearer ${key}` })),
  url: `https://example.com/?api_key=${key}&k=${key.replace(/./g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)}`,
  escaped: key,
})

const TELLS: Partial<Record<Way, Tell>> = {
  body: (response, key) =>
    response.writeHead(401, json).end(
      JSON.stringify({
        error: {
          message: `Incorrect API key provided: ${key}. You sent ${JSON.stringify(spelled(key))}.`,
          type: 'invalid_request_error',
          param: key,
          code: key,
        },
        headers: spelled(key),
      }),
    ),
  header: (response, key) =>
    response
      .writeHead(403, {
        ...json,
        'www-authenticate': `Bearer realm="${key}"`,
        'x-request-id': key,
        'set-cookie': `key=${key}`,
        [key]: key,
      })
      .end('{"error":{"message":"No."}}'),
  redirect: (response, key) =>
    response.writeHead(307, { location: `http://localhost:9/${key}/v1?key=${key}#${key}` }).end(),
  'cut JSON': (response, key) =>
    response.writeHead(200, json).end(`{"id":"${key}","authorization":"Bearer ${key}`),
  page: (response, key) =>
    response
      .writeHead(500, { 'content-type': `text/html; key=${key}` })
      .end(`<title>${key}</title><pre>Authorization: Bearer ${key}</pre>`),
}

/** In what goes by: prose for an answer, an order's number for arguments, a run's error for a failed one. */
const SWAPS: Partial<Record<Way, (text: string, key: string) => string>> = {
  answer: (text, key) => text.replaceAll(' the ', ` ${key} `),
  arguments: (text, key) => text.replaceAll('48-2213', key),
  'failed run': (text, key) =>
    text
      .replaceAll('"status":"completed"', '"status":"failed"')
      .replaceAll(
        '"last_error":null',
        `"last_error":{"code":"server_error","message":"key ${key} was refused"}`,
      ),
}

/** Takes any key, and shows the server behind it the one that is good there. */
export async function startTelltale(behind: { baseUrl: string; key: string }): Promise<TelltaleServer> {
  const telltale: TelltaleServer = {
    baseUrl: '',
    way: null,
    told: {},
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  const server = createServer((request, response) => {
    const key = (request.headers.authorization ?? '').replace('Bearer ', '')
    const { way } = telltale
    const tell = way === null ? undefined : TELLS[way]
    if (way === null || key === '') return pass(behind, { request, response })
    const count = () => void (telltale.told[way] = (telltale.told[way] ?? 0) + 1)
    if (tell === undefined) {
      return pass(behind, { request, response }, (text) => {
        const told = SWAPS[way]?.(text, key) ?? text
        if (told !== text) count()
        return told
      })
    }
    count()
    request.resume().on('end', () => tell(response, key))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an AddressInfo.
  const { port } = server.address() as AddressInfo
  telltale.baseUrl = `http://127.0.0.1:${port}/v1`
  return telltale
}

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
}

/** Hands a request on, and its answer back; with `swap` the answer is taken in whole first. */
function pass(
  behind: { baseUrl: string; key: string },
  { request, response }: Exchange,
  swap?: (text: string) => string,
): void {
  const { 'accept-encoding': _, ...given } = request.headers
  const { hostname: host, port } = new URL(behind.baseUrl)
  const headers =
    given.authorization === undefined ? given : { ...given, authorization: `Bearer ${behind.key}` }
  const onwards = ask({ host, port, path: request.url, method: request.method, headers }, (answer) => {
    if (swap === undefined) {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
      return
    }
    const pieces: Buffer[] = []
    answer.on('data', (piece: Buffer) => pieces.push(piece))
    answer.on('end', () => {
      const { 'content-length': _length, ...kept } = answer.headers
      response.writeHead(answer.statusCode ?? 502, kept).end(swap(Buffer.concat(pieces).toString()))
    })
  })
  onwards.on('error', () => response.destroy())
  request.pipe(onwards)
}
