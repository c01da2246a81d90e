/** A folder of its own for each test, and a shelf in it that keeps JSON as electron-store does. */
import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { OpenShelf } from './settings-store.ts'

export const NOW = Date.UTC(2026, 10, 22, 13, 2, 1)

/** In memory where there is such a place: for tests that make many files and do not ask whether a disk has them. */
export const IN_MEMORY = isWritable('/dev/shm') ? '/dev/shm' : tmpdir()

export function createTestFolder(parent = tmpdir()) {
  const folder = mkdtempSync(join(parent, 'assistant-desk-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const at = (name: string) => join(folder, name)
  const openShelf: OpenShelf = (name) => ({
    get store(): Record<string, unknown> {
      return existsSync(at(`${name}.json`)) ? JSON.parse(readFileSync(at(`${name}.json`), 'utf8')) : {}
    },
    set store(value) {
      writeFileSync(at(`${name}.json.tmp`), JSON.stringify(value), { mode: 0o600 })
      renameSync(at(`${name}.json.tmp`), at(`${name}.json`))
    },
  })
  return {
    folder,
    openShelf,
    now: () => NOW,
    at,
    files: () => readdirSync(folder).toSorted(),
    read: (name: string) => readFileSync(at(name)),
    write: (name: string, bytes: string | Uint8Array) => writeFileSync(at(name), bytes),
    /** Everything in the folder as one text. */
    everything: () =>
      readdirSync(folder)
        .map((name) => readFileSync(at(name), 'latin1'))
        .join('\n'),
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
