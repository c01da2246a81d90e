/** Settings, connections and assistants in one small file; a damaged one is set aside and the last good copy comes back. */
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import {
  assistantSchema,
  formerAssistantSchema,
  type Assistant,
  type FormerAssistant,
} from '../../shared/domain/assistant.ts'
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
  formerAssistants: z.array(formerAssistantSchema).default([]),
})

export interface StoredSettings {
  settings: Settings
  connections: StoredConnection[]
  assistants: Assistant[]
  formerAssistants: FormerAssistant[]
}

export interface SettingsRecovery {
  kind: 'settings-restored' | 'settings-reset'
  file: string
}

export interface SettingsStore {
  read(): StoredSettings
  change(change: Partial<StoredSettings>): void
  recovery: SettingsRecovery | null
  /** The name of the newer version's file that is left alone; null where there is none. */
  besides: string | null
}

const USUAL = 'settings'
/** Grows when a field changes its meaning, so that an older version leaves the file alone. */
export const SETTINGS_VERSION = 1
/** Where this version keeps its settings while the usual file is a newer version's. */
const BESIDE = `${USUAL}.v${SETTINGS_VERSION}`

/** Reads the file once; later reads come from memory. @throws Failure `newer-store` before anything is touched */
export function openSettings({
  folder,
  openShelf,
  now,
}: {
  folder: string
  openShelf: OpenShelf
  now(): number
}): SettingsStore {
  const isNewer = isOfNewerVersion(join(folder, `${USUAL}.json`))
  const name = isNewer ? BESIDE : USUAL
  const file = join(folder, `${name}.json`)
  const copy = join(folder, `${name}.last-good.json`)
  if (isNewer && !existsSync(file))
    throw new Failure({ kind: 'newer-store', what: 'settings', file: `${USUAL}.json` })
  const recovery = recover({ file, copy, now: now() })
  const shelf = openShelf(name)
  let stored = storedSchema.parse(shelf.store)
  return {
    recovery,
    besides: isNewer ? `${USUAL}.json` : null,
    read: () => stored,
    change(change) {
      const changed = { ...stored, ...change }
      orStorageFailed(() => {
        shelf.store = { version: SETTINGS_VERSION, ...changed }
        stored = changed
        writeCopy(copy, stored)
      })
    },
  }
}

/** From now on this version's settings are kept beside the newer ones, which stay as they are. */
export function beginSettingsBeside(folder: string): void {
  const first = JSON.stringify({ version: SETTINGS_VERSION })
  writeFileSync(join(folder, `${BESIDE}.json`), first, { flag: 'wx', mode: 0o600 })
}

/** Of a copy of the settings that lies beside a snapshot; null when it cannot be read. */
export function readStored(value: unknown): StoredSettings | null {
  const read = storedSchema.safeParse(value)
  return read.success ? read.data : null
}

const versionedSchema = z.object({ version: z.number() })

function isOfNewerVersion(file: string): boolean {
  try {
    const read = versionedSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return read.success && read.data.version > SETTINGS_VERSION
  } catch {
    return false
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
  writeFileSync(fresh, JSON.stringify({ version: SETTINGS_VERSION, ...stored }, null, 2), { mode: 0o600 })
  renameSync(fresh, copy)
}
