/**
 * API keys and the values of headers: sealed by the system's keyring where there is one, else in memory until the app closes.
 * No copy of this file is ever kept, so that a replaced or removed key leaves nothing behind.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { KeyStatus } from '../../shared/domain/connection.ts'
import { Failure } from '../../shared/errors.ts'
import type { Keys } from '../assistants/ports.ts'
import { isWord } from '../platform/redact.ts'
import { setAside } from './quarantine.ts'
import type { OpenShelf, Shelf } from './settings-store.ts'

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

export const openKeys = (place: Place): KeyStore => new SealedKeys(place)

class SealedKeys implements KeyStore {
  readonly recovery: string | null
  readonly #shelf: Shelf
  readonly #safeStorage: SafeStorage
  readonly #inMemory = new Map<string, { key: string; origin: string }>()
  readonly #unreadable = new Set<string>()
  #entries: Entries

  constructor({ folder, openShelf, safeStorage, now }: Place) {
    this.recovery = recover(join(folder, `${NAME}.json`), now())
    this.#shelf = openShelf(NAME)
    this.#safeStorage = safeStorage
    this.#entries = fileSchema.parse(this.#shelf.store).keys
  }

  canKeep(): boolean {
    return this.#safeStorage.isAvailable()
  }

  status(connectionId: string): KeyStatus {
    const entry = this.#entryOf(connectionId)
    if (entry !== undefined)
      return this.#unreadable.has(connectionId)
        ? { kept: 'unreadable' }
        : { kept: 'keyring', lastFour: entry.lastFour }
    const session = this.#inMemory.get(connectionId)
    return session === undefined ? { kept: 'none' } : { kept: 'session', lastFour: lastFour(session.key) }
  }

  originOf(connectionId: string): string | null {
    return this.#inMemory.get(connectionId)?.origin ?? this.#entryOf(connectionId)?.origin ?? null
  }

  set(
    connectionId: string,
    { key, origin, isHinted = true }: { key: string; origin: string; isHinted?: boolean },
  ): void {
    const sealed = this.#seal(key)
    if (sealed === null) this.#forget(connectionId)
    else
      this.#write({
        ...this.#without(connectionId),
        [connectionId]: { origin, lastFour: isHinted ? lastFour(key) : '', sealed },
      })
    // Not before it is written: one that a full disk refused is not used either.
    this.#unreadable.delete(connectionId)
    this.#inMemory.set(connectionId, { key, origin })
  }

  get(connectionId: string): string | null {
    const known = this.#inMemory.get(connectionId)
    if (known !== undefined) return known.key
    const entry = this.#entryOf(connectionId)
    if (entry === undefined) return null
    try {
      const key = this.#safeStorage.open(Buffer.from(entry.sealed, 'base64'))
      this.#inMemory.set(connectionId, { key, origin: entry.origin })
      this.#unreadable.delete(connectionId)
      return key
    } catch (thrown) {
      this.#unreadable.add(connectionId)
      throw new Failure({ kind: 'key-unreadable' }, { cause: thrown })
    }
  }

  remove(connectionId: string): void {
    this.#inMemory.delete(connectionId)
    this.#unreadable.delete(connectionId)
    this.#forget(connectionId)
  }

  known(): string[] {
    return [...this.#inMemory.values()].map(({ key }) => key).filter((key) => !isWord(key))
  }

  /** Null when the key can only be kept in memory: no keyring, or one that is locked just now. */
  #seal(key: string): string | null {
    try {
      return this.#safeStorage.isAvailable() ? this.#safeStorage.seal(key).toString('base64') : null
    } catch {
      return null
    }
  }

  #entryOf(connectionId: string) {
    return Object.hasOwn(this.#entries, connectionId) ? this.#entries[connectionId] : undefined
  }

  #without(connectionId: string): Entries {
    return Object.fromEntries(Object.entries(this.#entries).filter(([id]) => id !== connectionId))
  }

  #forget(connectionId: string) {
    if (this.#entryOf(connectionId) !== undefined) this.#write(this.#without(connectionId))
  }

  #write(entries: Entries) {
    this.#shelf.store = { keys: entries }
    this.#entries = entries
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
    return setAside(file, { now })
  }
}
