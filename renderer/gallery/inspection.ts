/** A run as the inspector is told of it, for the gallery and the tests. */
import type { ExchangeBodies } from '../../shared/domain/exchange.ts'
import type { Inspection } from '../../shared/domain/inspection.ts'
import type { RunEvent } from '../../shared/domain/run.ts'
import { timelineOf } from '../../shared/domain/timeline.ts'
import { NOW, run } from './fixtures.ts'
import { tools } from './scene-parts.ts'

const BEGAN = NOW - 3 * 60_000

const EVENTS: [RunEvent, number][] = [
  [{ type: 'started' }, 0],
  [{ type: 'intended', post: 'thread' }, 20],
  [{ type: 'thread-created', threadId: 'thread_8Kq2vX1mZpR4' }, 260],
  [{ type: 'intended', post: 'message' }, 265],
  [{ type: 'message-posted', remoteMessageId: 'msg_q1' }, 510],
  [{ type: 'intended', post: 'run' }, 515],
  [{ type: 'run-created', remoteId: 'run_T5dW0xQ', expiresAt: null }, 730],
  [{ type: 'status', state: 'queued', raw: 'queued' }, 731],
  [{ type: 'status', state: 'running', raw: 'in_progress' }, 1100],
  [{ type: 'status', state: 'running', raw: 'warming_up' }, 1300],
  [{ type: 'steps-changed', steps: tools }, 1700],
  [{ type: 'first-text' }, 1800],
  [{ type: 'reconnecting' }, 2600],
  [{ type: 'limit-reached', error: { kind: 'run-timeout', afterMs: 300_000 } }, 3000],
  [{ type: 'kept-waiting' }, 3500],
  [{ type: 'ended', state: 'completed', raw: 'completed', error: null, usage: null }, 4200],
]

const exchange = (id: number, over: Partial<Inspection['exchanges'][number]>) => ({
  id,
  method: 'GET',
  path: '/v1/threads/thread_8Kq2vX1mZpR4/runs/run_T5dW0xQ',
  status: 200,
  ms: 212,
  requestId: `req_81b2d4c0${id}`,
  requestBytes: 0,
  responseBytes: 1840,
  startedAt: BEGAN + id * 250,
  ...over,
})

export const inspection = (over: Partial<Inspection> = {}): Inspection => ({
  run: run({ steps: tools, polls: 4 }),
  events: timelineOf(EVENTS.map(([event, after]) => ({ at: BEGAN + after, event }))),
  exchanges: [
    exchange(1, { method: 'POST', path: '/v1/threads', requestBytes: 42 }),
    exchange(2, { method: 'POST', path: '/v1/threads/thread_8Kq2vX1mZpR4/messages', requestBytes: 187 }),
    exchange(3, { status: 503, error: 'server-failed', ms: 1204 }),
    exchange(4, { status: null, error: 'unreachable', ms: 30_004, requestId: null }),
    exchange(5, {}),
  ],
  messageIds: { question: 'msg_q1', answers: ['msg_a1'] },
  assistant: {
    name: 'Support agent',
    description: null,
    model: 'gpt-4.1',
    instructions: 'You help customers of the shop. Look up orders before you answer. Be brief.',
    tools: ['file_search', 'look_up_order'],
    files: [{ id: 'vs_shop_pages', kind: 'vector-store', tool: 'file_search' }],
    readAt: BEGAN - 4_000,
  },
  conversation: { runs: 3, counted: 2, usage: { prompt: 2408, completion: 422, total: 2830 } },
  runs: [
    { id: 'run2', title: 'Thanks, go ahead.', startedAt: NOW - 60_000 },
    { id: 'run1', title: 'Customer says she was charged twice for order 48-2213.', startedAt: BEGAN },
  ],
  ...over,
})

export const bodies: ExchangeBodies = {
  request: {
    text: '{"role":"user","content":"What happened?","metadata":{"client_msg_id":"q1"}}',
    isCut: false,
  },
  response: {
    text: '{"id":"msg_q1","object":"thread.message","role":"user","content":[{"type":"text","text":{"value":"What happened?","annotations":[]}}]}',
    isCut: false,
  },
}
