/** A rename on Windows, where a file that a virus scanner or a search index looks at cannot be replaced for a moment. */
import type { renameSync } from 'node:fs'

/** What the system says while somebody else has the file open. */
const HELD = new Set<unknown>(['EPERM', 'EACCES', 'EBUSY'])
/** Ten tries, together half a second: people wait for a setting to be kept. */
const PAUSES_MS = [5, 10, 20, 40, 75, 75, 75, 100, 100]

type Rename = typeof renameSync

/** Tries again while the target is held. `pause` blocks for milliseconds. @throws what the last try said */
export const patientRename =
  (rename: Rename, pause: (ms: number) => void): Rename =>
  (from, to) => {
    for (const ms of PAUSES_MS) {
      try {
        return rename(from, to)
      } catch (thrown) {
        if (!isHeld(thrown)) throw thrown
        pause(ms)
      }
    }
    rename(from, to)
  }

/** Blocks the thread: what is written at once cannot wait otherwise. */
export const blockFor = (ms: number): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}

const isHeld = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && HELD.has(thrown.code)
