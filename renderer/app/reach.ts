/** How the last request to each server went, as the window learns it from runs and from what the server says of assistants. */
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import type { ErrorKind } from '../../shared/errors.ts'
import type { Reach } from '../ui/connection-state.ts'
import type { Desk } from './desk-store.ts'

/** By connection. */
export type Reaches = Readonly<Record<string, Reach>>

/** What is known after an event; `desk` is as it was before it. */
export function reachAfter(reaches: Reaches, event: AppEvent, desk: Desk): Reaches {
  if (event.type === 'assistants-changed') return afterChange(reaches, event, desk)
  if (event.type !== 'run-changed') return reaches
  const conversation = desk.conversations.find(({ id }) => id === event.conversationId)
  const assistant = desk.assistants.find(({ id }) => id === conversation?.assistantId)
  const reach = reachOf(event.run)
  return assistant === undefined || reach === null ? reaches : { ...reaches, [assistant.connectionId]: reach }
}

const TROUBLE: Partial<Record<ErrorKind, Reach>> = {
  unreachable: 'unreached',
  'key-refused': 'refused',
  'key-missing': 'refused',
  forbidden: 'refused',
  'api-retired': 'failed',
  'wrong-path': 'failed',
  'not-json': 'failed',
  redirected: 'failed',
  'server-failed': 'failed',
}

/** Null where the run says nothing about its server. */
function reachOf({ error, isReconnecting, remoteId, state }: Run): Reach | null {
  if (isReconnecting) return 'unreached'
  const trouble = error === null ? undefined : TROUBLE[error.kind]
  if (trouble !== undefined) return trouble
  return remoteId !== null && state !== 'preparing' ? 'reached' : null
}

/** A connection that was changed is judged anew; an assistant that was just read shows that its server answers. */
function afterChange(
  reaches: Reaches,
  { connections, assistants }: Extract<AppEvent, { type: 'assistants-changed' }>,
  desk: Desk,
): Reaches {
  const changed = connections.filter((connection) => {
    const before = desk.connections.find(({ id }) => id === connection.id)
    return JSON.stringify(before) !== JSON.stringify(connection)
  })
  const read = assistants.filter(({ id, snapshot }) => {
    const before = desk.assistants.find((known) => known.id === id)
    return snapshot !== null && snapshot.readAt > (before?.snapshot?.readAt ?? 0)
  })
  const kept = Object.entries(reaches).filter(([id]) => !changed.some((connection) => connection.id === id))
  return {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(read.map(({ connectionId }) => [connectionId, 'reached'] as const)),
  }
}
