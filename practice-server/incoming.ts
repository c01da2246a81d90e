/** Reads a request off the socket, with a cap on its body. */
import type { IncomingMessage } from 'node:http'
import { ApiError } from './replies.ts'
import type { Request } from './router.ts'

const MOST_JSON_BYTES = 8 * 1024 * 1024
const MOST_UPLOAD_BYTES = 32 * 1024 * 1024

/** Rejects with 413 as soon as the body is known to be too long. */
export async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const { path, query } = addressOf(incoming.url ?? '/')
  const cap = /^\s*multipart\//i.test(incoming.headers['content-type'] ?? '')
    ? MOST_UPLOAD_BYTES
    : MOST_JSON_BYTES
  const announced = Number(incoming.headers['content-length'] ?? 0)
  if (announced > cap) throw tooLarge(cap)
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming) {
    // A parsed boundary: without setEncoding a request yields buffers.
    const bytes = chunk as Buffer
    length += bytes.length
    if (length > cap) throw tooLarge(cap)
    chunks.push(bytes)
  }
  return {
    method: incoming.method ?? 'GET',
    path,
    query,
    headers: incoming.headers,
    body: Buffer.concat(chunks),
  }
}

/** Splits by hand: `new URL` throws on some of what may stand in a request line. */
export function addressOf(url: string): { path: string; query: URLSearchParams } {
  const mark = url.indexOf('?')
  const path = mark === -1 ? url : url.slice(0, mark)
  return { path, query: new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1)) }
}

const tooLarge = (cap: number) =>
  new ApiError(413, `Maximum content size limit (${cap} bytes) exceeded.`, {
    headers: { connection: 'close' },
  })
