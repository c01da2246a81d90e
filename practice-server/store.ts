/** Everything the server remembers: threads with their messages and runs, and files. Writes itself down, gathered. */
import type { Clock } from './clock.ts'
import { restore } from './saved-state.ts'
import type { Script } from './script.ts'
import type { FileObject, Message, Run, RunStep, Thread } from './wire.ts'

/** A run together with what it still has to do. */
export interface RunRecord {
  run: Run
  steps: RunStep[]
  script: Script
  /** How many beats of the script's timeline have happened. */
  done: number
  /** When the script started, in milliseconds since the epoch. */
  startedMs: number
  expiresMs: number
  speed: number
  question: string
  promptTokens: number
  /** The client asked for the passages of file searches in its stream. */
  includesContent: boolean
}

export interface ThreadRecord {
  thread: Thread
  messages: Message[]
  runs: RunRecord[]
}

export interface FileRecord {
  file: FileObject
  bytes: Buffer
}

/** Where the state lives between two lives of the server; both sides may fail without harm. */
export interface StateFile {
  load(): unknown
  save(state: unknown): void
}

export interface Store {
  threads: Map<string, ThreadRecord>
  files: Map<string, FileRecord>
  /** To be called after every change; the write follows within half a second. */
  changed(): void
  flush(): void
}

interface Surroundings {
  clock: Clock
  stateFile?: StateFile | undefined
  log(line: string): void
}

const GATHER_MS = 500

export function createStore({ clock, stateFile, log }: Surroundings): Store {
  const { threads, files } = loaded(stateFile, log)
  let stopWaiting: (() => void) | undefined

  const flush = () => {
    if (stopWaiting === undefined) return
    stopWaiting()
    stopWaiting = undefined
    try {
      stateFile?.save(snapshot(threads, files))
    } catch (thrown) {
      log(`could not save the practice server's state: ${String(thrown)}`)
    }
  }
  const changed = () => {
    if (stateFile) stopWaiting ??= clock.after(GATHER_MS, flush)
  }
  return { threads, files, changed, flush }
}

function loaded(stateFile: StateFile | undefined, log: (line: string) => void) {
  try {
    const saved = stateFile?.load() ?? undefined
    if (saved !== undefined) return restore(saved)
  } catch (thrown) {
    log(`starting empty, the saved state could not be read: ${String(thrown)}`)
  }
  return { threads: new Map<string, ThreadRecord>(), files: new Map<string, FileRecord>() }
}

const snapshot = (threads: Store['threads'], files: Store['files']) => ({
  version: 1,
  threads: [...threads.values()],
  files: [...files.values()].map(({ file, bytes }) => ({ file, base64: bytes.toString('base64') })),
})
