/** A real keyring for a journey: a session bus of its own with gnome-keyring on it, unlocked, in private folders. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

export interface Keyring {
  /** What an app needs in its environment to use it. */
  env: Record<string, string>
  /** As the session does when it is locked. */
  lock(): Promise<void>
  unlock(): Promise<void>
  close(): Promise<void>
}

const PASSWORD = 'journey\n'

/** A session bus that starts nothing by itself: nobody is there to answer a prompt, so a locked keyring says no at once. */
const BUS = `<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

/** https://specifications.freedesktop.org/secret-service: the collection a login opens. */
const LOCK = [
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.secrets',
  '/org/freedesktop/secrets',
  'org.freedesktop.Secret.Service.Lock',
  'array:objpath:/org/freedesktop/secrets/collection/login',
]

export async function startKeyring(): Promise<Keyring> {
  const home = mkdtempSync(join(tmpdir(), 'assistant-desk-keyring-'))
  for (const folder of ['run', 'data', 'config']) mkdirSync(join(home, folder), { mode: 0o700 })
  const folders = {
    XDG_RUNTIME_DIR: join(home, 'run'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
  }
  const config = join(home, 'bus.xml')
  writeFileSync(config, BUS)
  const bus = spawn('dbus-daemon', [`--config-file=${config}`, '--nofork', '--print-address=1'], {
    env: { ...process.env, ...folders },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const address = await firstLine(bus)
  const env = { ...folders, DBUS_SESSION_BUS_ADDRESS: address }
  // As after a login: one takes the place of the one before, leaves a child behind, and that is told to serve the bus.
  const unlock = async () => {
    await runWith('gnome-keyring-daemon', { args: ['--replace', '--unlock', '--components=secrets'], env })
    await runWith('gnome-keyring-daemon', { args: ['--start', '--components=secrets'], env })
  }
  await unlock()
  return {
    env: { ...env, ASSISTANT_DESK_PASSWORD_STORE: 'gnome-libsecret', XDG_CURRENT_DESKTOP: 'GNOME' },
    unlock,
    lock: () => runWith('dbus-send', { args: LOCK, env }),
    async close() {
      await end(bus)
      for (const pid of processesOf(home)) process.kill(pid, 'SIGTERM')
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** The password on its input, for those who ask. */
async function runWith(
  command: string,
  { args, env }: { args: string[]; env: Record<string, string> },
): Promise<void> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'ignore', 'ignore'] })
  child.stdin?.on('error', () => undefined).end(PASSWORD)
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}`)
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
