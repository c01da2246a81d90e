/** Says in a line each whether this machine can build, run and test the app, and what to do where it cannot. Runs on Node 20. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { inRoot, root, toolEnvironment, toolNode } from './places.mjs'
import { lockStamp, lockSum } from './setup.mjs'
import { run } from './steps.mjs'

/** Each gives what was found, or a problem with its remedy. */
const examinations = [
  [
    'Node',
    () => ({
      found: `${process.versions.node}; the tools run on ${toolNode() ?? 'none'}`,
      remedy: toolNode() === null && 'Install Node 22.12 or newer, or run: npm run setup',
    }),
  ],
  ['Dependencies', dependencies],
  ['Electron', electron],
  ['Display', display],
  ['Keyring', keyring],
  ['Data folder', dataFolder],
  ['Practice server', practiceServer],
]

let problems = 0
for (const [name, examine] of examinations) {
  const { found, remedy } = await examine()
  if (remedy) problems += 1
  console.log(
    `${remedy ? '✗' : '✓'} ${name.padEnd(16)} ${found}${remedy ? `\n  ${' '.repeat(16)} → ${remedy}` : ''}`,
  )
}
console.log(problems === 0 ? '\nAll is well. Next: npm start' : `\n${problems} to mend.`)
process.exitCode = problems === 0 ? 0 : 1

function dependencies() {
  if (!existsSync(lockStamp)) return { found: 'not there', remedy: 'npm run setup' }
  const isCurrent = readFileSync(lockStamp, 'utf8') === lockSum()
  return isCurrent
    ? { found: 'as in the lockfile' }
    : { found: 'older than the lockfile', remedy: 'npm run setup' }
}

async function electron() {
  if (!existsSync(inRoot('node_modules', 'yauzl')))
    return { found: 'not looked for: no dependencies yet', remedy: 'npm run setup' }
  const { findElectron } = await import('./electron-binary.mjs')
  try {
    const found = findElectron()
    return found
      ? { found: `${found.version} (${found.kind}) in ${found.folder}` }
      : { found: 'none', remedy: 'npm run setup' }
  } catch (thrown) {
    return { found: 'not usable', remedy: thrown.message }
  }
}

function display() {
  if (process.platform !== 'linux') return { found: 'the system’s own' }
  const named = process.env.WAYLAND_DISPLAY ?? process.env.DISPLAY
  if (named) return { found: named }
  return existsSync('/usr/bin/Xvfb')
    ? { found: 'none; Xvfb stands in' }
    : { found: 'none', remedy: 'Install xvfb, or start from a desktop session.' }
}

async function keyring() {
  if (process.platform !== 'linux') return { found: 'the system’s own' }
  if (!process.env.DBUS_SESSION_BUS_ADDRESS)
    return { found: 'no session bus: API keys are kept until the app closes', remedy: null }
  const { code } = await run('dbus-send', [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.GetNameOwner',
    'string:org.freedesktop.secrets',
  ])
  if (code === 0) return { found: 'a secret service answers' }
  return {
    found: 'no secret service: API keys are kept until the app closes',
    remedy: 'Start gnome-keyring or KWallet to keep keys over restarts.',
  }
}

function dataFolder() {
  const folder =
    process.platform === 'linux'
      ? (process.env.XDG_CONFIG_HOME ?? join(process.env.HOME ?? tmpdir(), '.config'))
      : tmpdir()
  try {
    const probe = mkdtempSync(join(nearest(folder), 'assistant-desk-doctor-'))
    writeFileSync(join(probe, 'probe'), 'x')
    rmSync(probe, { recursive: true })
    return { found: `${folder} can be written` }
  } catch (thrown) {
    return {
      found: `${folder} cannot be written (${thrown.code})`,
      remedy: 'Free some space or mend the folder’s permissions.',
    }
  }
}

/** The folder itself, or what it would be made in. */
function nearest(folder) {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder))
}

async function practiceServer() {
  const isFree = await new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false))
    server.listen(0, '127.0.0.1', () => server.close(() => resolve(true)))
  })
  if (!isFree)
    return { found: 'nothing may listen on 127.0.0.1', remedy: 'Allow loopback connections for this user.' }
  if (toolNode() === null) return { found: 'not tried: no Node for it', remedy: 'npm run setup' }
  const { code, output } = await run(toolNode(), [inRoot('scripts', 'check-practice.ts')], {
    cwd: root,
    env: toolEnvironment(),
  })
  return code === 0
    ? { found: 'starts and answers' }
    : { found: 'does not start', remedy: output.trim().split('\n').at(-1) }
}
