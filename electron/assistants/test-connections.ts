/** A connection form and a keyring for tests, and a service over both. */
import type { AppEvent } from '../../shared/contract/events.ts'
import type { ConnectionForm } from '../../shared/domain/connection.ts'
import { createTestIds } from '../platform/test-ids.ts'
import { createTestClock } from '../platform/test-clock.ts'
import { createConnectionService } from './connection-service.ts'
import type { Keys, StoredAssistants } from './ports.ts'
import { createShelf } from './shelf.ts'

export const KEY = 'sk-CANARY-0123456789abcdef0123456789abcdef'

/** A good one, departed from where a test says. */
export const serverForm = (change: Partial<ConnectionForm> = {}): ConnectionForm => ({
  name: '',
  baseUrl: 'https://api.example.com/v1',
  apiKey: KEY,
  signIn: 'bearer',
  organization: '',
  project: '',
  headers: [],
  query: [],
  delivery: 'automatic',
  runLimitSeconds: '',
  requestsPerMinute: '',
  certificates: null,
  isUnencryptedAllowed: false,
  isKeyMoveAllowed: false,
  ...change,
})

export interface TestKeys extends Keys {
  /** What is kept, by name. */
  kept: Map<string, { key: string; origin: string; isHinted?: boolean }>
}

export function createTestKeys(): TestKeys {
  const kept: TestKeys['kept'] = new Map()
  return {
    kept,
    canKeep: () => true,
    status: (id) => (kept.has(id) ? { kept: 'keyring', lastFour: 'cdef' } : { kept: 'none' }),
    originOf: (id) => kept.get(id)?.origin ?? null,
    set: (id, secret) => void kept.set(id, secret),
    get: (id) => kept.get(id)?.key ?? null,
    remove: (id) => void kept.delete(id),
    known: () => [...kept.values()].map(({ key }) => key),
  }
}

/** The service, and all that can be seen of what it does. */
export function createTestConnections(picked: { fileName: string; bytes: Uint8Array } | null = null) {
  let stored: StoredAssistants = { connections: [], assistants: [], formerAssistants: [] }
  const events: AppEvent[] = []
  const keys = createTestKeys()
  const clock = createTestClock()
  const store = {
    read: () => stored,
    change: (change: Partial<StoredAssistants>) => void (stored = { ...stored, ...change }),
  }
  const shelf = createShelf({ store, keys, publish: (event) => void events.push(event) })
  const service = createConnectionService({
    shelf,
    keys,
    ids: createTestIds(),
    clock,
    dialogs: { pickCertificates: () => Promise.resolve(picked) },
    practiceAddress: () => Promise.resolve({ baseUrl: 'http://127.0.0.1:1/v1', key: 'practice' }),
  })
  return { service, keys, clock, store, shelf, events }
}
