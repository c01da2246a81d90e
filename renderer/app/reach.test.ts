/** What is known of each server, from the runs that went to it. */
import { expect, it } from 'vitest'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import { appState, assistant, run, server } from '../gallery/fixtures.ts'
import type { Desk } from './desk-store.ts'
import { reachAfter } from './reach.ts'

const desk: Desk = { ...appState({ connections: [server()] }), revisions: {} }
const changed = (over: Partial<Run>): AppEvent => ({
  type: 'run-changed',
  conversationId: 'one',
  revision: 1,
  run: run(over),
})

it.each<[string, Partial<Run>, string]>([
  ['a run that is answered', {}, 'reached'],
  ['a lost connection', { state: 'running', isReconnecting: true }, 'unreached'],
  ['a server that is away', { error: { kind: 'unreachable', reason: 'refused', host: 'h' } }, 'unreached'],
  ['a refused key', { error: { kind: 'key-refused', host: 'h' } }, 'refused'],
  ['a retired server', { error: { kind: 'api-retired', host: 'h' } }, 'failed'],
  ['a run that failed on its own', { error: { kind: 'run-failed', code: null } }, 'reached'],
])('after %s the connection is known to be so', (_, over, reach) => {
  expect(reachAfter({}, changed(over), desk)).toEqual({ server: reach })
})

it('a run that has not begun says nothing of its server', () => {
  expect(reachAfter({ server: 'unreached' }, changed({ state: 'preparing', remoteId: null }), desk)).toEqual({
    server: 'unreached',
  })
})

it('a connection that was changed is judged anew, and an assistant just read shows that its server answers', () => {
  const event = { type: 'assistants-changed' as const, formerAssistants: [] }
  const moved = {
    ...event,
    connections: [server({ baseUrl: 'https://b.example' })],
    assistants: desk.assistants,
  }
  expect(reachAfter({ server: 'refused' }, moved, desk)).toEqual({})
  const snapshot = {
    name: 'A',
    description: null,
    model: null,
    instructions: null,
    tools: [],
    files: [],
    readAt: 1,
  }
  const read = { ...event, connections: desk.connections, assistants: [assistant({ snapshot })] }
  expect(reachAfter({ server: 'unreached' }, read, desk)).toEqual({ server: 'reached' })
})
