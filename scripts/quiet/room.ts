/**
 * Runs a command in a network of its own in which nothing leads anywhere, and writes down whom it wanted to reach.
 * Started by quiet.mjs inside new namespaces, as their root: `room.ts REPORT UID GID COMMAND …`.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { Resolver } from 'node:dns/promises'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { Knock } from './packets.ts'
import { WAY_OUT, watchNames, watchPackets } from './watch.ts'

/** Addresses set aside for documentation: nobody has them. The last two are those of our own trial knocks. */
const OURS = ['192.0.2.2/24', '2001:db8::2/64'] as const
const TRIAL = [
  { family: 'udp4', address: '192.0.2.9' },
  { family: 'udp6', address: '2001:db8::9' },
] as const
const TRIAL_PORT = 9
const TRIAL_NAME = 'trial.invalid'
const SEEN_WITHIN_MS = 5_000

/** Sockets through which a program could have somebody outside look up a name for it. */
const OTHER_NAME_SERVICES = ['/run/nscd', '/run/systemd/resolve', '/run/avahi-daemon', '/run/sssd']

const [report = '', uid = '', gid = '', command = '', ...args] = process.argv.slice(2)
const knocks: Knock[] = []
const names: string[] = []

async function live(): Promise<void> {
  const tap = await watchPackets((knock) => {
    knocks.push(knock)
    if (!isTrial(knock)) shout(`${knock.protocol} ${knock.to}`)
  })
  // Also when this ends in an error: nobody may wait for a watcher that is left over.
  process.on('exit', () => tap.kill())
  await watchNames((name) => {
    names.push(name)
    if (name !== TRIAL_NAME) shout(`the name ${name}`)
  })
  furnish()
  await tryOut()
  const child = start()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(127))
    child.once('close', (ended) => resolve(ended ?? 1))
  })
  // What was sent before these is seen before these.
  const [packetsBefore, namesBefore] = [knocks.length, names.length]
  await tryOut()
  tell(code, knocks.slice(0, packetsBefore), names.slice(0, namesBefore))
  process.exit(code)
}

/** Loopback works; every other address leads to the watched interface, every name to the watched name server. */
function furnish(): void {
  const ip = (...words: string[]) => execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'inherit'] })
  ip('link', 'set', 'lo', 'up')
  ip('link', 'set', WAY_OUT, 'addrgenmode', 'none')
  ip('addr', 'add', OURS[0], 'dev', WAY_OUT)
  ip('-6', 'addr', 'add', OURS[1], 'dev', WAY_OUT, 'nodad')
  ip('link', 'set', WAY_OUT, 'up')
  ip('route', 'add', 'default', 'dev', WAY_OUT)
  ip('-6', 'route', 'add', 'default', 'dev', WAY_OUT)
  const folder = mkdtempSync(join(tmpdir(), 'assistant-desk-quiet-'))
  for (const service of OTHER_NAME_SERVICES)
    if (existsSync(service)) execFileSync('mount', ['-t', 'tmpfs', 'none', service])
  for (const [path, text] of [
    ['/etc/resolv.conf', 'nameserver 127.0.0.1\noptions timeout:2 attempts:1\n'],
    ['/etc/nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files dns\n'],
    ['/etc/hosts', `127.0.0.1 localhost ${hostname()}\n::1 localhost\n`],
  ] as const) {
    const file = join(folder, path.slice(1).replaceAll('/', '-'))
    writeFileSync(file, text, { mode: 0o644 })
    execFileSync('chmod', ['755', folder])
    if (existsSync(path)) execFileSync('mount', ['--bind', file, path])
  }
}

/** Knocks and asks by itself, and waits until both watchers have seen it: a watcher that sleeps would count nothing. */
async function tryOut(): Promise<void> {
  const before = { knocks: knocks.length, names: names.length }
  for (const { family, address } of TRIAL) {
    const socket = createSocket(family)
    socket.send('trial', TRIAL_PORT, address, () => socket.close())
  }
  await new Resolver().resolve4(TRIAL_NAME).catch(() => null)
  const endsAt = performance.now() + SEEN_WITHIN_MS
  const isSeen = () =>
    names.length > before.names && TRIAL.every(({ address }) => isKnown(address, before.knocks))
  while (!isSeen()) {
    if (performance.now() > endsAt) throw new Error('the watchers of the quiet room see nothing')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** Said at once, so that it stands beside the journey that it happened in. */
const shout = (whom: string) => console.error(`  ! somebody in the quiet room wants to reach ${whom}`)

const isKnown = (address: string, from: number): boolean =>
  knocks.slice(from).some((knock) => isTrial(knock) && knock.to.includes(address))

const isTrial = ({ to }: Knock): boolean =>
  TRIAL.some(({ address }) => to === `${address}:${TRIAL_PORT}` || to === `[${address}]:${TRIAL_PORT}`)

/** Where root of the room is only root of the room, the command gets its own user back. */
function start(): ChildProcess {
  const asBefore = uid === '0' ? [] : ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`, '--']
  const [first = '', ...rest] = [...asBefore, command, ...args]
  return spawn(first, rest, { stdio: 'inherit' })
}

function tell(code: number, seen: readonly Knock[], asked: readonly string[]): void {
  const flows = new Map(seen.filter((knock) => !isTrial(knock)).map((knock) => [knock.flow, knock]))
  const connections = count([...flows.values()].map(({ protocol, to }) => `${protocol} ${to}`))
  const lookups = count(asked.filter((name) => name !== TRIAL_NAME))
  writeFileSync(report, `${JSON.stringify({ code, connections, names: lookups }, null, 1)}\n`)
}

const count = (all: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(all, (each) => each)].map(([each, same]) => [each, same.length]))

await live()
