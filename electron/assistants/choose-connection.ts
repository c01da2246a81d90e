/** Decides which connection a saved form belongs to: an existing one or a new one. Pure. */
import type { Assistant } from '../../shared/domain/assistant.ts'
import { newConnection, type StoredConnection } from '../../shared/domain/connection.ts'
import type { ReadForm } from './connect-form.ts'

interface Known {
  connections: readonly StoredConnection[]
  assistants: readonly Assistant[]
  /** Null when there is none or it cannot be opened. */
  keyOf(connectionId: string): string | null
  newId(): string
}

/**
 * The connection being edited, unless others use it too and the address changed; else one with the same address and
 * the same key; else a new one.
 */
export function chooseConnection(form: ReadForm, edited: Assistant | null, known: Known): StoredConnection {
  const { connections, assistants, keyOf, newId } = known
  const { baseUrl, delivery } = form
  const name = new URL(baseUrl).host
  const own = connections.find(({ id, kind }) => id === edited?.connectionId && kind === 'server')
  const users = assistants.filter(({ connectionId }) => connectionId === own?.id)
  if (own !== undefined && (own.baseUrl === baseUrl || users.length <= 1))
    return { ...own, name, baseUrl, delivery }

  const key = form.key ?? (own === undefined ? null : keyOf(own.id))
  const same = connections.find(
    (connection) =>
      connection.kind === 'server' &&
      connection.baseUrl === baseUrl &&
      (key === null || keyOf(connection.id) === key),
  )
  return same === undefined
    ? { ...newConnection({ id: newId(), name, kind: 'server', baseUrl }), delivery }
    : { ...same, delivery }
}
