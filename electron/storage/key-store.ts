/**
 * API keys and the values of headers: sealed by the system's keyring where there is one, else in memory until the app closes.
 * No copy of this file is ever kept, so that a replaced or removed key leaves nothing behind.
 */
import { join } from 'node:path'
import { z } from 'zod'
import type { KeyStatus, KeyTrouble } from '../../shared/domain/connection.ts'
import { Failure } from '../../shared/errors.ts'
import type { Keys } from '../assistants/ports.ts'
import { isWord } from '../platform/redact.ts'
import { orNotKept, readIfThere, systemDisk, type Disk } from './disk.ts'
import { setAside } from './quarantine.ts'
import { unwrap, wrap } from './sealed-text.ts'
import { shelvesIn, type Shelf } from './shelf.ts'

/** What we need of Electron's safeStorage. `isAvailable` may block for some 100 ms the first time. */
export interface SafeStorage {
  isAvailable(): boolean
  /** The keyring it uses, such as `gnome_libsecret`. */
  backend(): string
  seal(text: string): Buffer
  open(sealed: Buffer): string
}

const entrySchema = z.object({
  origin: z.string(),
  lastFour: z.string(),
  sealed: z.string(),
  /** The keyring that sealed it; empty in entries of earlier versions. */
  backend: z.string().default(''),
})
type Entry = z.infer<typeof entrySchema>
const fileSchema = z.object({ keys: z.record(z.string(), entrySchema).default({}) })
type Entries = z.infer<typeof fileSchema>['keys']

const NAME = 'keys'

export interface KeyStore extends Keys {
  /** The name of the damaged file that was set aside, if it was. */
  recovery: string | null
}

interface Place {
  folder: string
  safeStorage: SafeStorage
  now(): number
  disk?: Disk
}

/** @throws Failure `storage-unreadable` when the disk does not answer */
export const openKeys = (place: Place): KeyStore => new SealedKeys(place)

class SealedKeys implements KeyStore {
  readonly recovery: string | null
  readonly #shelf: Shelf
  readonly #safeStorage: SafeStorage
  readonly #inMemory = new Map<string, { key: string; origin: string }>()
  readonly #unreadable = new Map<string, KeyTrouble>()
  readonly #folder: string
  readonly #disk: Disk
  #entries: Entries

  constructor({ folder, safeStorage, now, disk = systemDisk }: Place) {
    this.#folder = folder
    this.#disk = disk
    this.#shelf = shelvesIn(folder, disk)(NAME)
    this.recovery = recover(disk, join(folder, `${NAME}.json`), now())
    this.#safeStorage = safeStorage
    this.#entries = fileSchema.parse(this.#shelf.store).keys
  }

  canKeep(): boolean {
    return this.#safeStorage.isAvailable()
  }

  status(connectionId: string): KeyStatus {
    const entry = this.#entryOf(connectionId)
    if (entry !== undefined) {
      const because = this.#unreadable.get(connectionId) ?? this.#foreseen(connectionId, entry)
      return because === null
        ? { kept: 'keyring', lastFour: entry.lastFour }
        : { kept: 'unreadable', because }
    }
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
    const sealed = this.#seal(wrap({ connectionId, origin, key }))
    if (sealed === null) this.#forget(connectionId)
    else
      this.#write({
        ...this.#without(connectionId),
        [connectionId]: {
          origin,
          lastFour: isHinted ? lastFour(key) : '',
          sealed,
          backend: this.#safeStorage.backend(),
        },
      })
    // Not before it is written: one that a full disk refused is not used either.
    this.#unreadable.delete(connectionId)
    this.#inMemory.set(connectionId, { key, origin })
    removeSetAside(this.#disk, this.#folder)
  }

  get(connectionId: string): string | null {
    const known = this.#inMemory.get(connectionId)
    if (known !== undefined) return known.key
    const entry = this.#entryOf(connectionId)
    if (entry === undefined) return null
    try {
      const text = this.#safeStorage.open(Buffer.from(entry.sealed, 'base64'))
      const key = unwrap(text, { connectionId, entry })
      this.#inMemory.set(connectionId, { key, origin: entry.origin })
      this.#unreadable.delete(connectionId)
      return key
    } catch (thrown) {
      const because = this.#foreseen(connectionId, entry) ?? { reason: 'not-opened' }
      this.#unreadable.set(connectionId, because)
      throw new Failure({ kind: 'key-unreadable', because }, { cause: thrown })
    }
  }

  remove(connectionId: string): void {
    this.#inMemory.delete(connectionId)
    this.#unreadable.delete(connectionId)
    this.#forget(connectionId)
    removeSetAside(this.#disk, this.#folder)
  }

  known(): string[] {
    return [...this.#inMemory.values()].map(({ key }) => key).filter((key) => !isWord(key))
  }

  /** Why the keyring will not open it, where that is plain before it is asked. */
  #foreseen(connectionId: string, { backend }: Entry): KeyTrouble | null {
    if (this.#inMemory.has(connectionId)) return null
    if (!this.#safeStorage.isAvailable()) return { reason: 'no-keyring' }
    const here = this.#safeStorage.backend()
    return backend === '' || backend === here ? null : { reason: 'other-keyring', sealedBy: backend, here }
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
    orNotKept(() => (this.#shelf.store = { keys: entries }))
    this.#entries = entries
  }
}

/** Keys shorter than this are not hinted at: four characters would be too much of them. */
const HINTED_LENGTH = 12
const lastFour = (key: string): string => (key.length >= HINTED_LENGTH ? key.slice(-4) : '')

function recover(disk: Disk, file: string, now: number): string | null {
  const bytes = readIfThere(disk, file)
  if (bytes === null) return null
  try {
    fileSchema.parse(JSON.parse(bytes.toString('utf8')))
    return null
  } catch {
    return setAside(file, { now, disk })
  }
}

/** Nobody can tell what a damaged file held: with the next key given or taken, no old sealed one stays behind in it. */
function removeSetAside(disk: Disk, folder: string): void {
  try {
    for (const name of disk.readdirSync(folder))
      if (name.startsWith(`${NAME}.corrupt-`)) disk.rmSync(join(folder, name), { force: true })
  } catch {
    // What was asked for is done; with the next key this is tried again.
  }
}
