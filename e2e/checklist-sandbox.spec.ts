/** Electron's security checklist, the sandbox: a whole journey as an ordinary user, with the system's own walls really up. */
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { _electron, expect } from '@playwright/test'
import { electronExecutable } from '../scripts/electron-binary.mjs'
import { inRoot } from '../scripts/places.mjs'
import { answers, ask, test, tryPractice } from './desk.ts'
import { notApplicable, tried } from './tried.ts'

/** The user and group that own nothing, on every Linux. */
const NOBODY = 65_534

/** What the app is made of when it runs: its bundles, and the one module that is not in them with what that needs. */
const PARTS = [
  'dist',
  'package.json',
  'docs/guide',
  'node_modules/@photostructure/sqlite',
  'node_modules/node-gyp-build',
]

/** How root becomes an ordinary user; the walls then are made of user namespaces. Null where that cannot be. */
function becomeOrdinary(): { command: string[] } | { reason: string } {
  if (process.platform !== 'linux')
    return { reason: 'walls are looked at through /proc, which only Linux has' }
  const isRoot = process.getuid?.() === 0
  const command = isRoot
    ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--no-new-privs']
    : ['env']
  try {
    execFileSync(command[0] ?? '', [...command.slice(1), 'unshare', '--user', 'true'], { stdio: 'ignore' })
    return { command }
  } catch {
    return { reason: 'this machine gives ordinary users no namespaces of their own' }
  }
}

/** A copy of the app and its runtime that everyone may read, as an installed app is. */
function installForEveryone(folder: string): { runtime: string; appFolder: string } {
  const runtime = join(folder, 'runtime')
  const appFolder = join(folder, 'app')
  cpSync(dirname(electronExecutable()), runtime, { recursive: true })
  for (const part of PARTS)
    cpSync(inRoot(part), join(appFolder, part), { recursive: true, dereference: true })
  execFileSync('chmod', ['-R', 'a+rX', folder])
  return { runtime: join(runtime, 'electron'), appFolder }
}

test('a conversation works as an ordinary user in the real sandbox', async () => {
  test.setTimeout(120_000)
  const ordinary = becomeOrdinary()
  if ('reason' in ordinary) return notApplicable(ordinary.reason)
  const folder = mkdtempSync(join(tmpdir(), 'assistant-desk-sandbox-'))
  try {
    const { runtime, appFolder } = installForEveryone(folder)
    const home = join(folder, 'home')
    mkdirSync(home)
    chmodSync(home, 0o777)
    // Playwright adds --no-sandbox as root; the app is not run as root, so it must go.
    const start = join(folder, 'start.sh')
    writeFileSync(
      start,
      `#!/bin/bash\nargs=()\nfor a in "$@"; do [ "$a" = --no-sandbox ] || args+=("$a"); done\nexec ${ordinary.command.join(' ')} env HOME=${home} XDG_CONFIG_HOME=${home} TMPDIR=${home} ${runtime} "\${args[@]}"\n`,
    )
    chmodSync(start, 0o755)
    const app = await _electron.launch({
      executablePath: start,
      args: [appFolder, `--user-data-dir=${home}/data`, '--lang=en-US', '--disable-dev-shm-usage'],
      cwd: folder,
    })
    try {
      const page = await app.firstWindow()
      await tryPractice(page)
      await ask(page, 'What is a run?')
      await expect(answers(page, 'Guide').last()).toContainText(/\w/)

      const { main, windows } = await app.evaluate(({ BrowserWindow }) => ({
        main: process.pid,
        windows: BrowserWindow.getAllWindows().map(({ webContents }) => webContents.getOSProcessId()),
      }))
      expect(readFileSync(`/proc/${main}/cmdline`, 'utf8')).not.toContain('no-sandbox')
      expect(statusOf(main)['Uid']).not.toMatch(/^0\b/)
      for (const pid of windows) {
        const { Seccomp, NoNewPrivs, CapEff } = statusOf(pid)
        expect({ Seccomp, NoNewPrivs, CapEff }).toEqual({
          Seccomp: '2',
          NoNewPrivs: '1',
          CapEff: '0000000000000000',
        })
        for (const kind of ['user', 'pid', 'net'])
          expect(spaceOf(pid, kind), kind).not.toBe(spaceOf(main, kind))
      }
      tried(2 + windows.length * 6)
    } finally {
      await app.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

const spaceOf = (pid: number, kind: string) => readlinkSync(`/proc/${pid}/ns/${kind}`)

const statusOf = (pid: number): Record<string, string> =>
  Object.fromEntries(
    readFileSync(`/proc/${pid}/status`, 'utf8')
      .split('\n')
      .map((line) => line.split(':\t'))
      .map(([name = '', value = '']) => [name, value.trim()]),
  )
