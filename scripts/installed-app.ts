/** Starts a packed app as an ordinary user and looks at its processes from outside, through /proc. Linux only. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync, readlinkSync } from 'node:fs'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'

/** The user and group that own nothing, on every Linux. */
export const NOBODY = 65_534
const PORT_WITHIN_MS = 30_000
const ENDS_WITHIN_MS = 10_000
const LOOK_EVERY_MS = 100

export interface Started {
  child: ChildProcess
  /** The app's main process. */
  pid: number
  /** What it has printed so far. */
  said(): string
  /** Asks it to end, and waits until it has. */
  end(): Promise<void>
}

interface Start {
  program: string
  args: string[]
  home: string
  display: Record<string, string>
  env?: Record<string, string>
}

/** Starts a program with a home of its own; root becomes nobody first, as Chromium's sandbox is off for root. */
export function startProgram({ program, args, home, display, env = {} }: Start): Started {
  const becomeNobody =
    process.getuid?.() === 0
      ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--no-new-privs']
      : ['env']
  const [command = '', ...rest] = [...becomeNobody, program, ...args]
  const child = spawn(command, rest, {
    cwd: home,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Nothing of this session's own: an app that is clicked has none of it either.
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      TMPDIR: home,
      LANG: 'en_US.UTF-8',
      LANGUAGE: 'en',
      ...display,
      ...env,
    },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
  // setpriv and env become what they start: its process is ours.
  return { child, pid: child.pid ?? 0, said: () => said, end: () => end(child) }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await Promise.race([ended, sleep(ENDS_WITHIN_MS, null, { ref: false })])
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL')
    await ended
  }
}

/** The port that `--remote-debugging-port=0` chose. */
export async function debuggingPort({ child, said }: Started): Promise<number> {
  const until = performance.now() + PORT_WITHIN_MS
  for (;;) {
    const [, port] = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//.exec(said()) ?? []
    if (port !== undefined) return Number(port)
    if (child.exitCode !== null) throw new Error(`the app ended with exit code ${child.exitCode}: ${said()}`)
    if (performance.now() > until) throw new Error(`the app opened no debugging port: ${said()}`)
    await sleep(LOOK_EVERY_MS)
  }
}

/** A process and all below it. */
export function family(pid: number): number[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name): [number, number][] => {
        const parent = Number(statusOf(Number(name))['PPid'])
        return Number.isNaN(parent) ? [] : [[Number(name), parent]]
      }),
  )
  const found = [pid]
  for (const each of found)
    found.push(...[...parents].filter(([, parent]) => parent === each).map(([child]) => child))
  return found
}

/** The processes of a kind, as Chromium names it: `renderer`, `gpu-process`. */
export const ofKind = (pids: number[], kind: string): number[] =>
  pids.filter((pid) => commandLine(pid).includes(`--type=${kind}`))

export const commandLine = (pid: number): string => textOf(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')

/** What /proc says of a process; nothing when it has ended. */
export const statusOf = (pid: number): Record<string, string> =>
  Object.fromEntries(
    textOf(`/proc/${pid}/status`)
      .split('\n')
      .map((line) => line.split(':\t'))
      .map(([name = '', value = '']) => [name, value.trim()]),
  )

export const spaceOf = (pid: number, kind: string): string => readlinkSync(`/proc/${pid}/ns/${kind}`)

/** The TCP ports at which these processes listen. */
export function listening(pids: number[]): number[] {
  const sockets = new Map(
    ['tcp', 'tcp6']
      .flatMap((name) => textOf(`/proc/net/${name}`).trim().split('\n').slice(1))
      .map((line) => line.trim().split(/\s+/))
      // 0A: waits for others to connect.
      .filter((cells) => cells[3] === '0A')
      .map((cells): [string, number] => [cells[9] ?? '', Number.parseInt(cells[1]?.split(':')[1] ?? '', 16)]),
  )
  const held = pids.flatMap((pid) => openFiles(pid)).map((file) => /^socket:\[(\d+)\]$/.exec(file)?.[1] ?? '')
  return held.flatMap((inode) => sockets.get(inode) ?? []).toSorted((one, other) => one - other)
}

function openFiles(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((name) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${name}`)
      } catch {
        return ''
      }
    })
  } catch {
    return []
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** True where ordinary users may have namespaces of their own, which the sandbox is made of. */
export function hasSandbox(): boolean {
  try {
    const asNobody = ['--reuid', String(NOBODY), '--regid', String(NOBODY), '--clear-groups']
    if (process.getuid?.() === 0) execFileSync('setpriv', [...asNobody, 'unshare', '--user', 'true'])
    else execFileSync('unshare', ['--user', 'true'])
    return true
  } catch {
    return false
  }
}
