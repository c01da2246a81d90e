/** Looks, before anything is opened, whether the app can keep anything at all: its data folder and the folder for temporary files. */
import { mkdirSync, mkdtempSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Why a folder is no use. `other` carries the system's own word. */
export type FolderProblem = 'denied' | 'read-only' | 'full' | 'missing' | { other: string }

export interface StartTrouble {
  /** `unopened`: the folder can be written, but what is in it could not be opened. */
  what: 'data' | 'temp' | 'unopened'
  path: string
  problem: FolderProblem
}

interface Folders {
  data: string
  temp: string
}

type Make = (path: string) => unknown

const makePrivate: Make = (path) => mkdirSync(path, { mode: 0o700 })

/** Null when both can be written. Leaves nothing behind but the folders themselves. `make` makes one folder. */
export function findStartTrouble({ data, temp }: Folders, make: Make = makePrivate): StartTrouble | null {
  for (const [what, path] of [['data', data] as const, ['temp', temp] as const]) {
    const problem = tryToWrite(path, make)
    if (problem !== null) return { what, path, problem }
  }
  return null
}

function tryToWrite(path: string, make: Make): FolderProblem | null {
  try {
    makeFolder(path, make)
    rmdirSync(mkdtempSync(join(path, '.probe-')))
    return null
  } catch (thrown) {
    return problemOf(thrown)
  }
}

/** Step by step: Node's own way tries for ever where a folder that is there takes none. @throws what the disk says */
function makeFolder(path: string, make: Make): void {
  if (isFolder(path)) return
  if (dirname(path) !== path) makeFolder(dirname(path), make)
  try {
    make(path)
  } catch (thrown) {
    // A person who clicks twice starts the app twice: the other one made it meanwhile.
    if (!isFolder(path)) throw thrown
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/** What a failure of the disk means to a person. */
export function problemOf(thrown: unknown): FolderProblem {
  switch (thrown instanceof Error && 'code' in thrown ? thrown.code : null) {
    case 'EACCES':
    case 'EPERM':
      return 'denied'
    case 'EROFS':
      return 'read-only'
    case 'ENOSPC':
    case 'EDQUOT':
      return 'full'
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EEXIST':
      return 'missing'
    default:
      return { other: String(thrown) }
  }
}

interface Surroundings {
  platform: NodeJS.Platform
  environment: Readonly<Record<string, string | undefined>>
  /** The home folder that the system has on record for the account; throws where there is none. */
  recordedHome(): string
}

/**
 * On Linux without HOME Chromium would keep everything in the folder for temporary files, which the system empties:
 * the folder for settings below the home that is on record instead. Null where Chromium's own choice is right.
 */
export function homelessConfigFolder({ platform, environment, recordedHome }: Surroundings): string | null {
  const isTold = (name: string) => (environment[name] ?? '') !== ''
  if (platform !== 'linux' || isTold('HOME') || isTold('XDG_CONFIG_HOME')) return null
  try {
    return join(recordedHome(), '.config')
  } catch {
    return null
  }
}
