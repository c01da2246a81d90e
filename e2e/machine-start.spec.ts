/** The app starts where little is as it should be: it says in words what is missing, or does without. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { expect } from '@playwright/test'
import { electronExecutable } from '../scripts/electron-binary.mjs'
import { root } from '../scripts/places.mjs'
import { answers, ask, conversation, test, tryPractice } from './desk.ts'
import { tried } from './tried.ts'

let folder: string
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assistant-desk-start-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** In place of the box that waits for a click: what it would say goes to the terminal. */
const RECORDER = `
const { app, dialog } = require('electron')
dialog.showErrorBox = (title, content) =>
  require('node:fs').writeSync(1, JSON.stringify({ title, content, isReady: app.isReady() }) + '\\n')
`

interface Said {
  title: string
  content: string
  /** Before that a box would not be shown at all on Linux. */
  isReady: boolean
}

/** Starts it as a desktop would, and waits for its end. */
async function start(
  args: readonly string[],
  env: Record<string, string | undefined> = {},
): Promise<{ code: number | null; signal: string | null; said: Said[] }> {
  const recorder = join(folder, 'recorder.cjs')
  writeFileSync(recorder, RECORDER)
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const child = spawn(electronExecutable(), [...asRoot, '-r', recorder, root, ...args], {
    cwd: root,
    env: { ...process.env, LANGUAGE: 'en_US', LC_ALL: 'en_US.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let told = ''
  child.stdout.on('data', (piece: Buffer) => (told += piece.toString()))
  const [code, signal] = (await once(child, 'exit', { signal: AbortSignal.timeout(30_000) })) as [
    number | null,
    string | null,
  ]
  const said = told
    .split('\n')
    .flatMap((line) => (line.startsWith('{"title"') ? [JSON.parse(line) as Said] : []))
  return { code, signal, said }
}

test('where its data folder or the folder for temporary files cannot be written, the app says so and ends, without a crash', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  const within = join(file, 'x')
  const cases: [string[], Record<string, string | undefined>, string][] = [
    [[`--user-data-dir=${within}`], {}, within],
    [[`--user-data-dir=${file}`], {}, file],
    [['--user-data-dir=/proc/nowhere'], {}, '/proc/nowhere'],
    [[], { HOME: within, XDG_CONFIG_HOME: undefined }, join(within, '.config', 'Assistant Desk')],
    [[], { HOME: folder, XDG_CONFIG_HOME: within }, join(within, 'Assistant Desk')],
    [[`--user-data-dir=${join(folder, 'data')}`], { TMPDIR: within }, within],
  ]
  for (const [args, env, path] of cases) {
    const { code, signal, said } = await start(args, env)
    expect({ code, signal }, path).toEqual({ code: 1, signal: null })
    expect(said, path).toHaveLength(1)
    expect(said[0]).toMatchObject({ title: 'Assistant Desk cannot start', isReady: true })
    expect(said[0]?.content).toContain(path)
    expect(said[0]?.content).toContain('The folder is not there and cannot be made.')
  }
  // Nothing was kept in another place instead.
  expect(readdirSync(folder).toSorted()).toEqual(['data', 'file', 'recorder.cjs'])
  tried(cases.length)
})

test('what cannot be opened is named, and left as it is', async () => {
  // A folder where the history should be: no file at all, and none that could be set aside as damaged.
  const data = join(folder, 'data')
  mkdirSync(join(data, 'history.db', 'within'), { recursive: true })
  const { code, said } = await start([`--user-data-dir=${data}`])
  expect(code).toBe(1)
  expect(said).toHaveLength(1)
  expect(said[0]?.content).toContain(data)
  expect(existsSync(join(data, 'history.db', 'within'))).toBe(true)
})

test('a lock left by an app that was killed, here or under another name of the computer, keeps nobody out', async ({
  launch,
}) => {
  const first = await launch()
  await tryPractice(first.page)
  await ask(first.page, 'What is a thread?')
  first.app.process().kill('SIGKILL')
  await first.app.waitForEvent('close')
  const lock = join(first.profile, 'SingletonLock')
  const locks = [null, `${hostname()}-999999`, 'another-computer-12345']
  for (const left of locks) {
    if (left !== null) {
      rmSync(lock, { force: true })
      symlinkSync(left, lock)
    }
    const next = await launch({ profile: first.profile })
    await expect(conversation(next.page)).toContainText('What is a thread?')
    await expect(answers(next.page, 'Guide')).toHaveCount(1)
    await next.close()
  }
  tried(locks.length)
})

test('a second start brings the window of the first to the front, and ends', async ({ launch }) => {
  const { app, profile } = await launch()
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    // A display without a window manager has no front: what is asked of the window is looked at.
    Reflect.set(window ?? {}, 'isMinimized', () => true)
    for (const name of ['restore', 'focus'])
      Reflect.set(window ?? {}, name, () => Reflect.set(globalThis, name, true))
  })
  const { code, said } = await start([`--user-data-dir=${profile}`])
  expect({ code, said }).toEqual({ code: 0, said: [] })
  const wasAsked = () =>
    app.evaluate(() => ['restore', 'focus'].map((name) => Reflect.get(globalThis, name) === true))
  await expect.poll(wasAsked).toEqual([true, true])
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})
