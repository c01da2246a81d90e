/** Runs a command where no network leads anywhere and says whom it wanted to reach. Runs on Node 20. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import process from 'node:process'
import { inRoot, toolNode } from '../places.mjs'
import { run } from '../steps.mjs'

/** Names that are looked up because a journey typed them, and where it does. Any other name counts as an attempt. */
const TYPED = {}

const isRoot = () => process.getuid?.() === 0
/** A network, mounts and, for who is not root, a user's rights over them. */
const namespaces = () => ['--net', '--mount', ...(isRoot() ? [] : ['--user', '--map-root-user'])]

/** Why this machine cannot watch; null when it can. */
export async function whyNotQuiet() {
  if (process.platform !== 'linux') return 'only Linux has network namespaces'
  if (!existsSync('/dev/net/tun')) return 'this machine has no /dev/net/tun'
  for (const [program, ...args] of [
    ['perl', '-e', '1'],
    ['ip', '-V'],
    ['mount', '-V'],
  ])
    if ((await run(program, args)).code !== 0) return `${program} is not installed`
  if ((await run('unshare', [...namespaces(), 'ip', 'link', 'set', 'lo', 'up'])).code !== 0)
    return 'this user gets no network namespace of its own'
  return null
}

/**
 * Runs a command in a quiet room.
 * @param {{ command: string, args: string[], report: string, options: object }} job `report` is the file to write, `options` are those of `run`
 */
export async function runQuietly({ command, args, report, options }) {
  rmSync(report, { force: true })
  const room = [toolNode(), inRoot('scripts', 'quiet', 'room.ts'), report]
  const ids = [String(process.getuid()), String(process.getgid())]
  return run('unshare', [...namespaces(), '--', ...room, ...ids, command, ...args], options)
}

/**
 * What the room wrote down, with what nobody expected apart.
 * @param {string} report
 * @returns {{ count: number, others: string[], typed: string[] } | null} `count` is of attempts; null when there is no report
 */
export function readQuiet(report) {
  if (!existsSync(report)) return null
  const { connections, names } = JSON.parse(readFileSync(report, 'utf8'))
  const others = Object.entries(connections).map(([to, times]) => `${to}, ${times} times`)
  let count = Object.values(connections).reduce((sum, times) => sum + times, 0)
  const typed = []
  for (const [name, times] of Object.entries(names)) {
    const where = Object.hasOwn(TYPED, name) ? TYPED[name] : null
    const isTyped = where !== null && readFileSync(inRoot(where), 'utf8').includes(name)
    if (isTyped) typed.push(`${name}, typed by ${where}, ${times} times`)
    else {
      others.push(`the name ${name}, ${times} times`)
      count += times
    }
  }
  return { count, others, typed }
}
