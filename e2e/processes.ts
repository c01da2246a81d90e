/** Looks at an app's processes from outside, as another program of the same user could: arguments, environment, titles, memory. */
import { closeSync, openSync, readFileSync, readSync, readdirSync } from 'node:fs'
import type { ElectronApplication } from '@playwright/test'

export interface SeenProcess {
  pid: number
  /** `browser` is main; the others are named as Chromium names them. */
  kind: string
  /** Arguments, environment and title. */
  told: string
}

/** The app's processes: the one that runs main, and all that it started. */
export async function processesOf(app: ElectronApplication): Promise<SeenProcess[]> {
  const main = await app.evaluate(() => process.pid)
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(Number(name))]),
  )
  const isOurs = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined && at > 1; at = parents.get(at))
      if (at === main) return true
    return false
  }
  return [...parents.keys()].filter(isOurs).map((pid) => {
    const line = readOr(pid, 'cmdline')
    return {
      pid,
      kind: /--type=([\w-]+)/.exec(line)?.[1] ?? (pid === main ? 'browser' : 'other'),
      told: [line, readOr(pid, 'environ'), readOr(pid, 'comm')].join('\n'),
    }
  })
}

/** The fourth field, behind a name that may hold anything. */
const parentOf = (pid: number): number | undefined => {
  const after = readOr(pid, 'stat').split(') ').at(-1)?.split(' ')
  return after?.[1] === undefined ? undefined : Number(after[1])
}

/** Empty for one that has just ended. */
function readOr(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1')
  } catch {
    return ''
  }
}

const PIECE = 8 * 1024 * 1024

/**
 * How often the pieces stand in what a process can write to: its heaps and stacks, as a dump of its memory would hold
 * them. None in one that has just ended. Null where this system does not let one process read another.
 */
export function countInMemory(pid: number, pieces: readonly Buffer[]): number | null {
  const longest = Math.max(...pieces.map(({ length }) => length))
  let memory: number
  try {
    memory = openSync(`/proc/${pid}/mem`, 'r')
  } catch (thrown) {
    return hasEnded(thrown) ? 0 : null
  }
  const buffer = Buffer.alloc(PIECE + longest)
  let count = 0
  try {
    for (const [from, to] of writableIn(readOr(pid, 'maps')))
      for (let at = from; at < to; at += PIECE) {
        const read = readAt(memory, buffer, { at, length: Math.min(PIECE + longest, to - at) })
        for (const piece of pieces) count += countIn(buffer.subarray(0, read), piece)
      }
  } finally {
    closeSync(memory)
  }
  return count
}

const hasEnded = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ESRCH')

const writableIn = (maps: string): [number, number][] =>
  maps.split('\n').flatMap((line): [number, number][] => {
    const found = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line)
    return found === null ? [] : [[Number.parseInt(found[1] ?? '', 16), Number.parseInt(found[2] ?? '', 16)]]
  })

/** Nothing for what was given back meanwhile. */
function readAt(memory: number, into: Buffer, { at, length }: { at: number; length: number }): number {
  try {
    return readSync(memory, into, 0, length, at)
  } catch {
    return 0
  }
}

function countIn(bytes: Buffer, piece: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(piece); at !== -1; at = bytes.indexOf(piece, at + 1)) count += 1
  return count
}
