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
  const body = ({ body: text }: Heard): Entry => (text === '' ? {} : JSON.parse(text))
  const fake: FakeThreads = {
    messages: [],
    runs: [],
    script: [{ status: 'completed' }],
    says: 'The answer.',
    reply,
  }

  const list = (data: Entry[], { path }: Heard): Planned => {
    const { searchParams } = new URL(path, 'http://x')
    const ordered = searchParams.get('order') === 'desc' ? data.toReversed() : data
    return { body: { object: 'list', data: ordered, has_more: false } }
  }
  const now = () => fake.script[Math.min(looks, fake.script.length - 1)]

  function postMessage(heard: Heard): Planned {
    const id = `msg_${fake.messages.length + 1}`
    const message = { id, thread_id: 'thread_1', role: 'user', created_at: NOW, ...body(heard) }
    fake.messages.push(message)
    return { body: message }
  }

  function postRun(heard: Heard): Planned {
    const id = `run_${fake.runs.length + 1}`
    const { assistant_id, metadata } = body(heard)
    const run = { id, thread_id: 'thread_1', assistant_id, metadata, created_at: NOW, status: 'queued' }
    fake.runs.push(run)
    looks = 0
    if (fake.says !== null) {
      const content = [{ type: 'text', text: { value: fake.says, annotations: [] } }]
      const answer = {
        id: `msg_${fake.messages.length + 1}`,
        role: 'assistant',
        run_id: id,
        created_at: NOW,
        content,
      }
      fake.messages.push(answer)
    }
    return { body: { ...run, ...(fake.script.length > 1 ? now() : {}) } }
  }

  function reply(heard: Heard): Planned {
    const path = heard.path.split('?')[0]?.replace('/v1', '') ?? ''
    const route = `${heard.method} ${path.replace(/thread_1/, 'T').replace(/run_\d+/, 'R')}`
    const run = fake.runs.find(({ id }) => path.includes(`/${String(id)}`))
    switch (route) {
      case 'POST /threads':
        return { body: { id: 'thread_1' } }
      case 'POST /threads/T/messages':
        return postMessage(heard)
      case 'GET /threads/T/messages':
        return list(fake.messages, heard)
      case 'POST /threads/T/runs':
        return postRun(heard)
      case 'GET /threads/T/runs':
        return list(fake.runs, heard)
      case 'GET /threads/T/runs/R':
        if (run === undefined) return { status: 404, body: { error: { message: 'No run found with id.' } } }
        looks++
        return { body: { ...run, ...now() } }
      case 'POST /threads/T/runs/R/submit_tool_outputs':
        looks++
        return { body: { ...run, ...now() } }
      case 'GET /threads/T/runs/R/steps':
        return { body: { data: [] } }
      default:
        return { status: 404, body: { error: { message: `Unknown request URL: ${route}` } } }
    }
  }
  return fake
}
