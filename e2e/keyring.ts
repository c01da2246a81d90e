/** A real keyring for a journey: a session bus of its own with gnome-keyring on it, unlocked, in private folders. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

export interface Keyring {
  /** What an app needs in its environment to use it. */
  env: Record<string, string>
  close(): Promise<void>
}

const PASSWORD = 'journey\n'

export async function startKeyring(): Promise<Keyring> {
  const home = mkdtempSync(join(tmpdir(), 'assistant-desk-keyring-'))
  for (const folder of ['run', 'data', 'config']) mkdirSync(join(home, folder), { mode: 0o700 })
  const folders = {
    XDG_RUNTIME_DIR: join(home, 'run'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
  }
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], {
    env: { ...process.env, ...folders },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const address = await firstLine(bus)
  const env = { ...folders, DBUS_SESSION_BUS_ADDRESS: address }
  // Without --foreground it returns once it serves the bus, and leaves a child behind.
  const daemon = spawn('gnome-keyring-daemon', ['--unlock', '--components=secrets'], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  daemon.stdin?.end(PASSWORD)
  await once(daemon, 'exit')
  return {
    env: { ...env, ASSISTANT_DESK_PASSWORD_STORE: 'gnome-libsecret', XDG_CURRENT_DESKTOP: 'GNOME' },
    async close() {
      await end(bus)
      for (const pid of processesOf(home)) process.kill(pid, 'SIGTERM')
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`ended with ${code} after saying: ${said}`)))
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('\n')) resolve(said.split('\n')[0] ?? '')
    })
  })
}

/** Processes started with one of this keyring's folders in their environment. */
function processesOf(home: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      try {
        return readFileSync(`/proc/${name}/environ`, 'utf8').includes(home) ? [Number(name)] : []
      } catch {
        return []
      }
    })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
