/** An inspection brings everything together, and no key comes with it. */
import { describe, expect, it } from 'vitest'
import { newRun } from '../../shared/domain/run-record.ts'
import { createInspector } from './inspector.ts'

const KEY = 'No0neW0uldTakeThisForAKey'
const snapshot = {
  name: 'Orders',
  description: null,
  model: 'm',
  instructions: `Use the key ${KEY}.`,
  tools: [],
  files: [],
  readAt: 1,
}
const bodies = { request: null, response: { text: `now known: ${KEY}`, isCut: false } }

describe('a run', () => {
  it('is told with its journal, its requests, its messages and its conversation', () => {
    const { inspect } = inspectorOf()
    expect(inspect({ conversationId: 'c1', runId: 'r1' })).toMatchObject({
      run: { id: 'r1' },
      events: [{ at: 1, event: { type: 'started' } }],
      exchanges: [{ id: 4, path: '/v1/threads' }],
      messageIds: { question: 'msg_q', answers: ['msg_a'] },
      conversation: { runs: 1, counted: 0 },
      runs: [{ id: 'r1' }],
      assistant: { name: 'Orders', model: 'm' },
    })
  })

  it.each([
    { conversationId: 'c2', runId: 'r1' },
    { conversationId: 'c1', runId: 'r2' },
  ])('of another conversation is not told: %o', (name) => {
    expect(() => inspectorOf().inspect(name)).toThrow('not-found-here')
  })
})

describe('a key', () => {
  it('that was pasted into a question, a function or an error is told nowhere', () => {
    const told = JSON.stringify(inspectorOf().inspect({ conversationId: 'c1', runId: 'r1' }))
    expect(told.match(/redacted/g)?.length).toBeGreaterThan(3)
    expect(told).not.toContain(KEY)
  })

  it('that became known after a body was kept is taken out as well', () => {
    const { bodies: bodiesOf } = inspectorOf()
    expect(bodiesOf({ exchangeId: 4 }).response?.text).toBe('now known: …redacted')
    expect(bodiesOf({ exchangeId: 5 })).toEqual({ request: null, response: null })
  })
})

function inspectorOf() {
  const run = {
    ...newRun({ id: 'r1', conversationId: 'c1', messageId: 'q1' }, 1),
    calls: [{ callId: 'x', name: KEY, argumentsText: JSON.stringify({ [KEY]: { authorization: KEY } }) }],
    error: { kind: 'refused' as const, status: 400, technical: { serverMessage: KEY } },
  }
  const exchange = {
    id: 4,
    method: 'POST',
    path: '/v1/threads',
    status: 200,
    ms: 1,
    requestId: KEY,
    requestBytes: 1,
    responseBytes: 1,
    startedAt: 1,
  }
  const base = { conversationId: 'c1', position: 1, content: [], createdAt: 0 }
  return createInspector({
    store: {
      findRun: (id) => (id === 'r1' ? run : null),
      findMessage: () => ({ ...base, id: 'q1', role: 'user', status: 'sent', remoteId: 'msg_q' }),
      answersOf: () => [
        { ...base, id: 'a1', role: 'assistant', status: 'complete', remoteId: 'msg_a', runId: 'r1' },
        { ...base, id: 'a2', role: 'assistant', status: 'growing', remoteId: null, runId: 'r1' },
      ],
    },
    journal: {
      eventsOf: () => [{ at: 1, event: { type: 'started' } }],
      usageOf: () => ({ runs: 1, counted: 0, usage: { prompt: 0, completion: 0, total: 0 } }),
      runsOf: () => [{ id: 'r1', title: `my key ${KEY}`, startedAt: 1 }],
    },
    snapshots: { snapshotOf: (id) => (id === 'r1' ? snapshot : null) },
    exchanges: {
      exchangesOf: () => [exchange],
      bodiesOf: (id) => (id === 4 ? bodies : null),
    },
    secrets: () => [KEY],
  })
}
