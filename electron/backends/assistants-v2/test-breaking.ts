/** A rig for tests that break an honest server in one place: which request, which time, and how. */
import type { Run } from '../../../shared/domain/run-record.ts'
import type { Turn } from '../../conversations/ports.ts'
import { startTestServer, type Heard, type Planned, type TestServer } from '../test-server.ts'
import { aTurn, backendAt, follow, type Delivery } from './test-rig.ts'
import { createFakeThreads, type FakeThreads } from './test-threads.ts'

const servers: TestServer[] = []
export const closeServers = async (): Promise<void> => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
}

export type Break = (heard: Heard, fake: FakeThreads) => Planned | null
export const POST_MESSAGE = /^POST \S+\/messages$/
export const POST_RUN = /^POST \S+\/runs$/
export const GET_RUN = /^GET \S+\/runs\/[^/?]+$/
export const GET_MESSAGES = /^GET \S+\/messages\?/
export const GET_RUNS = /^GET \S+\/runs\?/
export const SUBMIT = /^POST \S+\/submit_tool_outputs$/
export const is = (heard: Heard, what: RegExp) => what.test(`${heard.method} ${heard.path}`)

/** Breaks the n-th request of a kind, counted from 1. */
export const breaking = (
  what: RegExp,
  plan: (heard: Heard, fake: FakeThreads) => Planned,
  at: number | 'always' = 1,
): Break => {
  let count = 0
  return (heard, fake) => (is(heard, what) && (++count === at || at === 'always') ? plan(heard, fake) : null)
}
/** The server acts, and its answer gets lost. */
export const lost =
  (how: Planned) =>
  (heard: Heard, fake: FakeThreads): Planned => ({ ...fake.reply(heard), ...how })

export async function rigWith(
  breaks: Break[] = [],
  { delivery = 'polling', ...changes }: Partial<FakeThreads> & { delivery?: Delivery } = {},
) {
  const fake = Object.assign(createFakeThreads(), changes)
  const server = await startTestServer((heard) => {
    for (const each of breaks) {
      const planned = each(heard, fake)
      if (planned !== null) return planned
    }
    return fake.reply(heard)
  })
  servers.push(server)
  const rig = backendAt(server.baseUrl, delivery)
  const sent = (what: RegExp) => server.heard.filter((heard) => is(heard, what)).length
  return { rig, fake, server, sent, go: (turn: Turn = aTurn()) => follow(rig, turn) }
}

export const questions = (fake: FakeThreads) => fake.messages.filter(({ role }) => role === 'user').length
export const said = (status: number, message: string, headers = {}): Planned => ({
  status,
  headers,
  body: { error: { message } },
})
export const broken = ({ events }: { events: readonly { type: string }[] }) =>
  events.find(({ type }) => type === 'broke')
export const midway = (run: Partial<Run>, changes: Partial<Turn> = {}): Turn => {
  const turn = aTurn({ threadId: 'thread_1', ...changes })
  return { ...turn, run: { ...turn.run, threadId: 'thread_1', ...run } }
}
export const posts = (
  message: 'not-yet' | 'intended' | 'done',
  run: 'not-yet' | 'intended' | 'done',
): Run['posts'] => ({
  thread: 'done',
  results: 'not-yet',
  message,
  run,
})

export const LOSSES: [string, Planned][] = [
  ['a reset', { cut: 'before' }],
  ['500', { status: 500, body: 'no' }],
  ['502', { status: 502, body: '<html>' }],
  ['504', { status: 504, body: '' }],
  ['half an answer', { body: '{"id": "x', headers: { 'content-type': 'application/json' } }],
  ['a login page', { body: '<html>log in', headers: { 'content-type': 'text/html' } }],
  ['something else', { body: { strange: true } }],
]
