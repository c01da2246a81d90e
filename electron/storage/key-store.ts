/**
 * API keys: sealed by the system's keyring where there is one, else in memory until the app closes.
 * No copy of this file is ever kept, so that a replaced or removed key leaves nothing behind.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { KeyStatus } from '../../shared/domain/connection.ts'
import { Failure } from '../../shared/errors.ts'
import type { Keys } from '../assistants/ports.ts'
import { setAside } from './quarantine.ts'
import type { OpenShelf } from './settings-store.ts'

/** What we need of Electron's safeStorage. `isAvailable` may block for some 100 ms the first time. */
export interface SafeStorage {
  isAvailable(): boolean
  seal(text: string): Buffer
  open(sealed: Buffer): string
}

const entrySchema = z.object({ origin: z.string(), lastFour: z.string(), sealed: z.string() })
const fileSchema = z.object({ keys: z.record(z.string(), entrySchema).default({}) })
type Entries = z.infer<typeof fileSchema>['keys']

const NAME = 'keys'

export interface KeyStore extends Keys {
  /** The name of the damaged file that was set aside, if it was. */
  recovery: string | null
}

interface Place {
  folder: string
  openShelf: OpenShelf
  safeStorage: SafeStorage
  now(): number
}

export function openKeys({ folder, openShelf, safeStorage, now }: Place): KeyStore {
  const recovery = recover(join(folder, `${NAME}.json`), now())
  const shelf = openShelf(NAME)
  const inMemory = new Map<string, { key: string; origin: string }>()
  const unreadable = new Set<string>()
  let entries: Entries = fileSchema.parse(shelf.store).keys

  const write = (next: Entries) => {
    entries = next
    shelf.store = { keys: next }
  }
  const without = (connectionId: string): Entries =>
    Object.fromEntries(Object.entries(entries).filter(([id]) => id !== connectionId))
  const entryOf = (connectionId: string) =>
    Object.hasOwn(entries, connectionId) ? entries[connectionId] : undefined

  return {
    recovery,
    canKeep: () => safeStorage.isAvailable(),
    status(connectionId): KeyStatus {
      const entry = entryOf(connectionId)
      if (entry !== undefined)
        return unreadable.has(connectionId)
          ? { kept: 'unreadable' }
          : { kept: 'keyring', lastFour: entry.lastFour }
      const session = inMemory.get(connectionId)
      return session === undefined ? { kept: 'none' } : { kept: 'session', lastFour: lastFour(session.key) }
    },
    originOf: (connectionId) => inMemory.get(connectionId)?.origin ?? entryOf(connectionId)?.origin ?? null,
    set(connectionId, { key, origin }) {
      unreadable.delete(connectionId)
      inMemory.set(connectionId, { key, origin })
      if (!safeStorage.isAvailable()) {
        if (entryOf(connectionId) !== undefined) write(without(connectionId))
        return
      }
      const sealed = safeStorage.seal(key).toString('base64')
      write({ ...without(connectionId), [connectionId]: { origin, lastFour: lastFour(key), sealed } })
    },
    get(connectionId) {
      const known = inMemory.get(connectionId)
      if (known !== undefined) return known.key
      const entry = entryOf(connectionId)
      if (entry === undefined) return null
      try {
        const key = safeStorage.open(Buffer.from(entry.sealed, 'base64'))
        inMemory.set(connectionId, { key, origin: entry.origin })
        return key
      } catch (thrown) {
        unreadable.add(connectionId)
        throw new Failure({ kind: 'key-unreadable' }, { cause: thrown })
      }
    },
    remove(connectionId) {
      inMemory.delete(connectionId)
      unreadable.delete(connectionId)
      if (entryOf(connectionId) !== undefined) write(without(connectionId))
    },
    known: () => [...inMemory.values()].map(({ key }) => key),
  }
}

/** Keys shorter than this are not hinted at: four characters would be too much of them. */
const HINTED_LENGTH = 12
const lastFour = (key: string): string => (key.length >= HINTED_LENGTH ? key.slice(-4) : '')

function recover(file: string, now: number): string | null {
  if (!existsSync(file)) return null
  try {
    fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    return null
  } catch {
    return setAside(file, now)
  }
}
