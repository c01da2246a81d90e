/** A small honest server of this protocol for tests to break: keeps threads in memory and answers each run at once. */
import type { Heard, Planned } from '../test-server.ts'

export type Entry = Record<string, unknown>

export interface FakeThreads {
  messages: Entry[]
  runs: Entry[]
  /** What a run becomes when it is created, and then at each look, the last one staying. */
  script: Entry[]
  /** What the assistant says when a run is created; null says nothing. */
  says: string | null
  /** The honest answer. */
  reply(heard: Heard): Planned
}

const NOW = Date.UTC(2026, 10, 22) / 1000

export function createFakeThreads(): FakeThreads {
  let looks = 0
  const now = () => fake.script[Math.min(looks, fake.script.length - 1)]
  const fake: FakeThreads = {
    messages: [],
    runs: [],
    script: [{ status: 'completed' }],
    says: 'The answer.',
    reply(heard) {
      const path = heard.path.split('?')[0]?.replace('/v1', '') ?? ''
      const run = fake.runs.find(({ id }) => path.includes(`/${String(id)}`))
      switch (`${heard.method} ${path.replace(/thread_1/, 'T').replace(/run_\d+/, 'R')}`) {
        case 'POST /threads':
          return { body: { id: 'thread_1' } }
        case 'POST /threads/T/messages':
          return { body: postMessage(fake, heard) }
        case 'GET /threads/T/messages':
          return list(fake.messages, heard)
        case 'POST /threads/T/runs':
          looks = 0
          return { body: { ...postRun(fake, heard), ...(fake.script.length > 1 ? now() : {}) } }
        case 'GET /threads/T/runs':
          return list(fake.runs, heard)
        case 'GET /threads/T/runs/R':
        case 'POST /threads/T/runs/R/submit_tool_outputs':
          looks++
          return run === undefined ? missing('No run found with id.') : { body: { ...run, ...now() } }
        case 'GET /threads/T/runs/R/steps':
          return { body: { data: [] } }
        default:
          return missing(`Unknown request URL: ${path}`)
      }
    },
  }
  return fake
}

const missing = (message: string): Planned => ({ status: 404, body: { error: { message } } })

const bodyOf = ({ body }: Heard): Entry => (body === '' ? {} : JSON.parse(body))

function list(data: Entry[], { path }: Heard): Planned {
  const { searchParams } = new URL(path, 'http://x')
  const ordered = searchParams.get('order') === 'desc' ? data.toReversed() : data
  return { body: { object: 'list', data: ordered, has_more: false } }
}

function postMessage({ messages }: FakeThreads, heard: Heard): Entry {
  const id = `msg_${messages.length + 1}`
  const message = { id, thread_id: 'thread_1', role: 'user', created_at: NOW, ...bodyOf(heard) }
  messages.push(message)
  return message
}

function postRun({ messages, runs, says }: FakeThreads, heard: Heard): Entry {
  const id = `run_${runs.length + 1}`
  const { assistant_id, metadata } = bodyOf(heard)
  const run = { id, thread_id: 'thread_1', assistant_id, metadata, created_at: NOW, status: 'queued' }
  runs.push(run)
  if (says === null) return run
  const content = [{ type: 'text', text: { value: says, annotations: [] } }]
  messages.push({ id: `msg_${messages.length + 1}`, role: 'assistant', run_id: id, created_at: NOW, content })
  return run
}
