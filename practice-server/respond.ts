/** From a whole request to its answer: door checks, handler, envelope, headers. Nothing a client sends gets past it as a crash. */
import { findRoute, callFor, type Match, type Request, type Route } from './router.ts'
import { ApiError, envelope, maskKey, serverError, type Reply } from './replies.ts'
import { recoloured } from './moods.ts'
import type { World } from './world.ts'

export type Answer =
  | { status: number; headers: Record<string, string>; body: Buffer }
  | { status: 200; headers: Record<string, string>; open: (Reply & { kind: 'stream' })['open'] }

export interface Outcome {
  answer: Answer
  /** IDs of what the request left behind, also when the answer is an error. */
  left: string[]
}

const JSON_TYPE = 'application/json; charset=utf-8'

export function respond(world: World, routes: readonly Route[], request: Request): Outcome {
  const left: string[] = []
  try {
    const match = findRoute(routes, request)
    checkKey(world, request)
    checkBeta(match, request)
    if (world.moods().ignoresOrder) request.query.set('order', 'asc')
    const call = callFor(request, match.ids, (id) => left.push(id))
    return { answer: answerFrom(world, match.route.handle(call), request.method), left }
  } catch (thrown) {
    return { answer: refusal(world, thrown), left }
  }
}

function checkKey({ settings, moods }: World, { headers }: Request) {
  if (moods().noAuthCheck) return
  const given = /^Bearer\s+(.*)$/i.exec(headers.authorization ?? '')?.[1]?.trim() ?? ''
  if (given === settings.key) return
  const message =
    given === ''
      ? "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY)."
      : `Incorrect API key provided: ${maskKey(given)}. The practice server shows its key when it starts.`
  throw new ApiError(401, message, { code: given === '' ? null : 'invalid_api_key' })
}

function checkBeta({ route }: Match, { headers }: Request) {
  if (route.withoutBeta || /(^|[\s,])assistants=v2($|[\s,])/.test(String(headers['openai-beta'] ?? '')))
    return
  throw new ApiError(
    400,
    "You must provide the 'OpenAI-Beta' header to access the Assistants API. Please try again by setting the header 'OpenAI-Beta: assistants=v2'.",
    { code: 'invalid_beta' },
  )
}

function answerFrom(world: World, reply: Reply, method: string): Answer {
  if (reply.kind === 'stream') return { status: 200, headers: {}, open: reply.open }
  if (reply.kind === 'bytes')
    return { status: 200, headers: { 'content-type': reply.contentType }, body: reply.bytes }
  const moods = world.moods()
  const status = method === 'POST' && reply.created && moods.created201 ? 201 : 200
  return {
    status,
    headers: { 'content-type': JSON_TYPE },
    body: Buffer.from(JSON.stringify(recoloured(reply.body, moods))),
  }
}

/** Any thrown thing as an answer; what is not an ApiError is our own mistake and shows no detail. */
export function refusal(world: World, thrown: unknown): Answer {
  const error = thrown instanceof ApiError ? thrown : serverError()
  if (world.moods().plainErrors && error.status === 404) {
    return {
      status: 500,
      headers: { 'content-type': 'text/plain' },
      body: Buffer.from('Internal Server Error'),
    }
  }
  return {
    status: error.status,
    headers: { 'content-type': JSON_TYPE, ...error.details.headers },
    body: Buffer.from(JSON.stringify(envelope(error))),
  }
}
