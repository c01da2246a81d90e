/** Finds the handler for a method and a path; the handlers themselves live beside their nouns. */
import type { IncomingHttpHeaders } from 'node:http'
import { parseFields, type Fields } from './fields.ts'
import { ApiError, clip, type Reply } from './replies.ts'

export interface Request {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: Buffer
}

/** A request that found its route. */
export interface Call {
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: Buffer
  /** The part of the path that the route calls by this name. */
  id(name: string): string
  fields(): Fields
  /** Notes what this call left behind in the server, which counts even when its answer is an error. */
  leaves(id: string): void
}

export interface Route {
  method: string
  /** Segments that start with a colon match anything. */
  path: string
  /** Files are the only part of the protocol that works without the beta header. */
  withoutBeta?: boolean
  handle(call: Call): Reply
}

export interface Match {
  route: Route
  ids: ReadonlyMap<string, string>
}

export const ROOT = '/v1'

/** Throws 404 for an unknown path and 405 for a known path with another method. */
export function findRoute(routes: readonly Route[], { method, path }: Request): Match {
  const onPath = routes.flatMap((route) => {
    const ids = idsIn(route.path, path)
    return ids ? [{ route, ids }] : []
  })
  const match = onPath.find(({ route }) => route.method === method)
  if (match) return match
  if (onPath.length === 0) throw new ApiError(404, `Invalid URL (${method} ${clip(path)})`)
  const allowed = [...new Set(onPath.map(({ route }) => route.method))].join(', ')
  throw new ApiError(
    405,
    `Not allowed to ${method} on ${clip(path)}. (HINT: Perhaps you meant to use a different HTTP method?)`,
    { headers: { allow: allowed } },
  )
}

function idsIn(pattern: string, path: string): Map<string, string> | undefined {
  const wanted = `${ROOT}${pattern}`.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const ids = new Map<string, string>()
  for (const [position, segment] of wanted.entries()) {
    const word = decoded(given[position] ?? '')
    if (segment.startsWith(':') && word !== '') ids.set(segment.slice(1), word)
    else if (segment !== word) return undefined
  }
  return ids
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

export function callFor({ query, headers, body }: Request, ids: Match['ids'], leaves: Call['leaves']): Call {
  return {
    query,
    headers,
    body,
    id: (name) => ids.get(name) ?? '',
    fields: () => parseFields(body),
    leaves,
  }
}
