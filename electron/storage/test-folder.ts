/** A folder of its own for each test. */
import { accessSync, constants, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

export const NOW = Date.UTC(2026, 10, 22, 13, 2, 1)

/** In memory where there is such a place: for tests that make many files and do not ask whether a disk has them. */
export const IN_MEMORY = isWritable('/dev/shm') ? '/dev/shm' : tmpdir()

/** `after` is told when it may go: after the test, or `afterAll` for one that several tests share. */
export function createTestFolder(parent = tmpdir(), after: (clean: () => void) => void = onTestFinished) {
  const folder = mkdtempSync(join(parent, 'assistant-desk-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  const at = (name: string) => join(folder, name)
  return {
    folder,
    now: () => NOW,
    at,
    files: () => readdirSync(folder).toSorted(),
    filesIn: (name: string) => readdirSync(at(name)).toSorted(),
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
