/** Settings, connections and assistants in one small file; a damaged one is set aside and the last good copy comes back. */
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { assistantSchema, type Assistant } from '../../shared/domain/assistant.ts'
import { connectionSchema, type StoredConnection } from '../../shared/domain/connection.ts'
import { settingsSchema, type Settings } from '../../shared/domain/settings.ts'
import { Failure } from '../../shared/errors.ts'
import { setAside } from './quarantine.ts'

/** The part of electron-store that we use. */
export interface Shelf {
  store: Record<string, unknown>
}

export type OpenShelf = (name: string) => Shelf

const storedSchema = z.object({
  settings: settingsSchema.prefault({}),
  connections: z.array(connectionSchema).default([]),
  assistants: z.array(assistantSchema).default([]),
})

export interface StoredSettings {
  settings: Settings
  connections: StoredConnection[]
  assistants: Assistant[]
}

export interface SettingsRecovery {
  kind: 'settings-restored' | 'settings-reset'
  file: string
}

export interface SettingsStore {
  read(): StoredSettings
  change(change: Partial<StoredSettings>): void
  recovery: SettingsRecovery | null
}

const NAME = 'settings'

/** Reads the file once; later reads come from memory. */
export function openSettings({
  folder,
  openShelf,
  now,
}: {
  folder: string
  openShelf: OpenShelf
  now(): number
}): SettingsStore {
  const file = join(folder, `${NAME}.json`)
  const copy = join(folder, `${NAME}.last-good.json`)
  const recovery = recover({ file, copy, now: now() })
  const shelf = openShelf(NAME)
  let stored = storedSchema.parse(shelf.store)
  return {
    recovery,
    read: () => stored,
    change(change) {
      const changed = { ...stored, ...change }
      orStorageFailed(() => {
        shelf.store = { ...changed }
        stored = changed
        writeCopy(copy, stored)
      })
    },
  }
}

function recover({ file, copy, now }: { file: string; copy: string; now: number }): SettingsRecovery | null {
  if (!existsSync(file) || isReadable(file)) return null
  const kept = setAside(file, { now })
  if (!existsSync(copy) || !isReadable(copy)) return { kind: 'settings-reset', file: kept }
  copyFileSync(copy, file)
  return { kind: 'settings-restored', file: kept }
}

/** @throws Failure `storage-failed` instead of what a full or read-only disk says */
function orStorageFailed(work: () => void): void {
  try {
    work()
  } catch (thrown) {
    const error = { kind: 'storage-failed', technical: { serverMessage: String(thrown) } } as const
    throw new Failure(error, { cause: thrown })
  }
}

function isReadable(file: string): boolean {
  try {
    return storedSchema.safeParse(JSON.parse(readFileSync(file, 'utf8'))).success
  } catch {
    return false
  }
}

/** Written beside and renamed over, so that a crash leaves the old copy or the new one. */
function writeCopy(copy: string, stored: StoredSettings): void {
  const fresh = `${copy}.new`
  rmSync(fresh, { force: true })
  writeFileSync(fresh, JSON.stringify(stored, null, 2), { mode: 0o600 })
  renameSync(fresh, copy)
}
