/** Settings, connections and assistants in one small file; a damaged one is set aside and the last good copy comes back. */
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
import {
  clearUnfinished,
  isThere,
  orNotKept,
  readIfThere,
  systemDisk,
  writeWhole,
  type Disk,
} from './disk.ts'
import { setAside } from './quarantine.ts'
import { shelvesIn } from './shelf.ts'

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

/** What had to be done to read them; `file` is the name of what was set aside. */
export type SettingsRecovery =
  | { kind: 'settings-restored' | 'settings-reset'; file: string }
  /** There was none any more, and the last good copy came back. */
  | { kind: 'settings-missing' }

interface Place {
  folder: string
  now(): number
  disk?: Disk
  /** Called when another program had changed the file since: `file` is the name its version was set aside under. */
  onReplaced?(file: string): void
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

/**
 * Reads the file once; later reads come from memory. @throws Failure `newer-store` before anything is touched,
 * `storage-unreadable` when the disk does not answer
 */
export function openSettings({ folder, now, onReplaced, disk = systemDisk }: Place): SettingsStore {
  const isNewer = isOfNewerVersion(disk, join(folder, `${USUAL}.json`))
  const name = isNewer ? BESIDE : USUAL
  const file = join(folder, `${name}.json`)
  const copy = join(folder, `${name}.last-good.json`)
  if (isNewer && !isThere(disk, file))
    throw new Failure({ kind: 'newer-store', what: 'settings', file: `${USUAL}.json` })
  clearUnfinished(disk, copy)
  const shelf = shelvesIn(folder, disk)(name)
  const recovery = recover(disk, { file, copy, now: now() })
  let stored = storedSchema.parse(shelf.store)
  let seen = readIfThere(disk, file)
  return {
    recovery,
    besides: isNewer ? `${USUAL}.json` : null,
    read: () => stored,
    change(change) {
      const changed = { ...stored, ...change }
      orNotKept(() => {
        keepStranger()
        const next = { version: SETTINGS_VERSION, ...changed }
        shelf.store = next
        stored = changed
        seen = orNull(() => readIfThere(disk, file))
        // It is kept already: a copy that cannot be made now is made with the next change.
        orNull(() => writeWhole(disk, copy, JSON.stringify(next, null, 2)))
      })
    },
  }

  /** What a person or a program wrote there meanwhile is not written over, only taken out of the way. */
  function keepStranger() {
    const found = orNull(() => readIfThere(disk, file))
    if (found === null || seen === null || found.equals(seen)) return
    const kept = setAside(file, { now: now(), disk, why: 'replaced' })
    seen = null
    onReplaced?.(kept)
  }
}

/** From now on this version's settings are kept beside the newer ones, which stay as they are. */
export function beginSettingsBeside(folder: string, disk: Disk = systemDisk): void {
  const first = JSON.stringify({ version: SETTINGS_VERSION })
  orNotKept(() => writeWhole(disk, join(folder, `${BESIDE}.json`), first))
}

/** Of a copy of the settings that lies beside a snapshot; null when it cannot be read. */
export function readStored(value: unknown): StoredSettings | null {
  const read = storedSchema.safeParse(value)
  return read.success ? read.data : null
}

/** Who cannot read what lies there cannot tell it from what was seen there. */
function orNull<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}

const versionedSchema = z.object({ version: z.number() })

function isOfNewerVersion(disk: Disk, file: string): boolean {
  const read = versionedSchema.safeParse(jsonIn(disk, file))
  return read.success && read.data.version > SETTINGS_VERSION
}

interface Files {
  file: string
  copy: string
  now: number
}

function recover(disk: Disk, { file, copy, now }: Files): SettingsRecovery | null {
  const isMissing = !isThere(disk, file)
  if (!isMissing && isReadable(disk, file)) return null
  if (isMissing && !isThere(disk, copy)) return null
  const kept = isMissing ? null : setAside(file, { now, disk, why: 'corrupt' })
  const good = isReadable(disk, copy) ? readIfThere(disk, copy) : null
  if (good !== null) orNotKept(() => writeWhole(disk, file, good.toString('utf8')))
  if (kept !== null) return { kind: good === null ? 'settings-reset' : 'settings-restored', file: kept }
  return good === null ? null : { kind: 'settings-missing' }
}

const isReadable = (disk: Disk, file: string): boolean => storedSchema.safeParse(jsonIn(disk, file)).success

/** Undefined where there is no file, or no JSON in it. */
function jsonIn(disk: Disk, file: string): unknown {
  const bytes = readIfThere(disk, file)
  try {
    return bytes === null ? undefined : JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}
