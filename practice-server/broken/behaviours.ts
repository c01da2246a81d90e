/** How each broken server answers, in words and statuses seen from real ones. */
import type { IncomingHttpHeaders } from 'node:http'

/** A request as it came in. */
export interface Asked {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
}

/** What is answered by itself. */
export interface Canned {
  status: number
  headers?: Record<string, string>
  body: string
}

/** Handed on to the sound server behind, under another path or with another key. */
export interface Passed {
  path: string
  /** Undefined leaves the request's own. */
  key?: string
}

export interface Surroundings {
  /** The key of the sound server behind. */
  key: string
  /** Where `moved` points to. */
  elsewhere: string
}

export type Behaviour = (asked: Asked, around: Surroundings) => Canned | Passed

const json = (status: number, body: unknown): Canned => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const page = (status: number, body: string): Canned => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body,
})

const bearerOf = ({ headers }: Asked): string =>
  /^Bearer\s+(.*)$/i.exec(headers.authorization ?? '')?.[1]?.trim() ?? ''

/** As it is. */
export const sound: Behaviour = ({ path }) => ({ path })

/** Everything below `root` and nothing beside it. */
export const below =
  (root: string): Behaviour =>
  ({ path, method }) =>
    path.startsWith(`${root}/`) && !path.startsWith(`${root}/v1/`)
      ? { path: `/v1${path.slice(root.length)}` }
      : json(404, { detail: 'Not Found', method })

/** Gateways in front of Azure and others: the key has a header of its own. */
export const keyInHeader: Behaviour = ({ path, headers }, { key }) =>
  headers['api-key'] === key
    ? { path, key }
    : json(401, {
        error: {
          code: '401',
          message:
            'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.',
        },
      })

const unknownUrl = ({ method, path }: Asked): Canned =>
  json(404, {
    error: {
      message: `Invalid URL (${method} ${path})`,
      type: 'invalid_request_error',
      param: null,
      code: null,
    },
  })

const MODELS = { object: 'list', data: [{ id: 'gpt-5.2', object: 'model' }] }

/** Threads and assistants are gone; the rest goes on: github.com/aallam/openai-kotlin/issues/470 */
export const responsesOnly: Behaviour = (asked, { key }) => {
  const { path } = asked
  if (bearerOf(asked) !== key)
    return json(401, {
      error: {
        message: 'Incorrect API key provided.',
        type: 'invalid_request_error',
        code: 'invalid_api_key',
      },
    })
  if (path.endsWith('/models')) return json(200, MODELS)
  const [, id] = /\/v1\/responses\/([^/]+)$/.exec(path) ?? []
  if (id === undefined) return unknownUrl(asked)
  return json(404, {
    error: {
      message: `Response with id '${id}' not found.`,
      type: 'invalid_request_error',
      param: null,
      code: null,
    },
  })
}

/** Many servers on one's own computer: models and chat, and FastAPI's words for the rest. */
export const chatOnly: Behaviour = ({ path }) =>
  path === '/v1/models' ? json(200, MODELS) : json(404, { detail: 'Not Found' })

/** Azure AI Foundry wants the version in every address: github.com/Azure/azure-dev/issues/8499 */
export const versioned: Behaviour = ({ path, query }) =>
  query.get('api-version') === 'v1'
    ? { path }
    : json(400, { error: { code: 'BadRequest', message: 'Missing required query parameter: api-version' } })

/** Azure's one sentence for every token it does not take: github.com/Azure/azure-sdk-for-net/issues/50872 */
export const lapsing: Behaviour = (asked, { key }) =>
  bearerOf(asked) === key
    ? { path: asked.path }
    : json(401, {
        statusCode: 401,
        message:
          'Unauthorized. Access token is missing, invalid, audience is incorrect (https://ai.azure.com), or have expired.',
      })

export const loginPage: Behaviour = () =>
  page(
    200,
    '<!doctype html><title>Welcome to the hotel network</title><form>Sign in to go online <input type="password"></form>',
  )

export const proxyLogin: Behaviour = () => ({
  status: 407,
  headers: { 'proxy-authenticate': 'Basic realm="proxy"', 'content-type': 'text/html' },
  body: '<!doctype html><title>Proxy Authentication Required</title>',
})

export const moved: Behaviour = ({ path }, { elsewhere }) => ({
  status: 307,
  headers: { location: `${elsewhere}${path}` },
  body: '',
})

export const failing: Behaviour = () => ({
  status: 500,
  headers: { 'content-type': 'text/plain' },
  body: 'Internal Server Error',
})

export const empty: Behaviour = () => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '',
})
