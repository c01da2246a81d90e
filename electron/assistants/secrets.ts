/** The secrets of a connection: its key and the values of its headers, each bound to the origin it was entered for. */
import type { StoredConnection } from '../../shared/domain/connection.ts'
import { Failure } from '../../shared/errors.ts'
import type { ReadConnection } from './connection-form.ts'
import type { Keys } from './ports.ts'
import { headerEntry } from './server-address.ts'

export interface Secrets {
  originOfHeader(connectionId: string, name: string): string | null
  /** Null when there is none. @throws Failure `key-missing` when it was entered for another origin, `key-unreadable` */
  keyFor(connectionId: string, origin: string): string | null
  /** @throws Failure `header-missing` when a value is not there or was entered for another origin, `key-unreadable` */
  headersFor(
    connection: Pick<StoredConnection, 'id' | 'headers'>,
    origin: string,
  ): { name: string; value: string }[]
  /** @throws Failure `header-missing`, `key-unreadable` */
  headerOf(connectionId: string, name: string): string
  keyIfReadable(connectionId: string): string | null
  /** Takes in what a form gave, binds what it keeps to the form's origin, and forgets headers that are gone. */
  keep(connectionId: string, read: ReadConnection, earlierHeaders: readonly string[]): void
  forget(connectionId: string, headers: readonly string[]): void
}

export const createSecrets = (keys: Keys): Secrets => {
  const headerOf = (connectionId: string, name: string): string => {
    const value = keys.get(headerEntry(connectionId, name))
    if (value === null) throw new Failure({ kind: 'header-missing', name })
    return value
  }
  const setHeader = (connectionId: string, name: string, secret: { key: string; origin: string }) =>
    keys.set(headerEntry(connectionId, name), { ...secret, isHinted: false })
  const originOfHeader = (connectionId: string, name: string) =>
    keys.originOf(headerEntry(connectionId, name))

  return {
    originOfHeader,
    headerOf,
    keyFor(connectionId, origin) {
      if (keys.status(connectionId).kept === 'none') return null
      if (keys.originOf(connectionId) !== origin) throw new Failure({ kind: 'key-missing' })
      return keys.get(connectionId)
    },
    headersFor: ({ id, headers }, origin) =>
      headers.map((name) => {
        if (originOfHeader(id, name) !== origin) throw new Failure({ kind: 'header-missing', name })
        return { name, value: headerOf(id, name) }
      }),
    keyIfReadable(connectionId) {
      try {
        return keys.get(connectionId)
      } catch (thrown) {
        if (thrown instanceof Failure) return null
        throw thrown
      }
    },
    keep(connectionId, { key, origin, headers }, earlierHeaders) {
      const moved = key ?? (isElsewhere(keys, connectionId, origin) ? keys.get(connectionId) : null)
      if (moved !== null) keys.set(connectionId, { key: moved, origin })
      for (const { name, value } of headers) {
        const isMoved = value === '' && originOfHeader(connectionId, name) !== origin
        if (value !== '' || isMoved)
          setHeader(connectionId, name, { key: value || headerOf(connectionId, name), origin })
      }
      const stays = new Set(headers.map(({ name }) => name.toLowerCase()))
      for (const name of earlierHeaders)
        if (!stays.has(name.toLowerCase())) keys.remove(headerEntry(connectionId, name))
    },
    forget(connectionId, headers) {
      keys.remove(connectionId)
      for (const name of headers) keys.remove(headerEntry(connectionId, name))
    },
  }
}

const isElsewhere = (keys: Keys, connectionId: string, origin: string): boolean =>
  keys.status(connectionId).kept !== 'none' && keys.originOf(connectionId) !== origin
