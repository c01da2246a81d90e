/** Ctrl+C in the terminal from which the app was started. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inRoot } from './places.mjs'

/** Stands for a part of the app, such as the one that draws: nothing keeps it from a signal. */
const PART = `setInterval(() => {}, 1000); process.send('up')`
/** Stands for the app: told to close, it looks whether its part is still there, and writes that down. */
const APP = `
  const { spawn } = require('node:child_process')
  const { writeFileSync } = require('node:fs')
  const part = spawn(process.execPath, ['-e', ${JSON.stringify(PART)}], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  let told = 'nothing'
  part.on('exit', () => { writeFileSync(process.argv[1], told === 'nothing' ? 'lost its part' : 'closed by ' + told); process.exit(told === 'nothing' ? 9 : 0) })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => { setTimeout(() => { told = signal; part.kill('SIGKILL') }, 200) })
  part.on('message', () => console.log('open'))
`

let folder: string
let starter: ChildProcess | null = null

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'window-process-'))
})
afterEach(() => {
  starter?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the app as `npm start` does, as the leader of a group: what a terminal signals is a whole group. */
async function startApp(): Promise<{ starter: ChildProcess; group: number; notes: string }> {
  const notes = join(folder, 'notes')
  const script = join(folder, 'start.mjs')
  const module = pathToFileURL(inRoot('scripts', 'window-process.mjs')).href
  writeFileSync(
    script,
    `import { runWindow } from '${module}'
     process.exitCode = await runWindow(process.execPath, ['-e', ${JSON.stringify(APP)}, '--', ${JSON.stringify(notes)}], process.env)`,
  )
  const started = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  starter = started
  await once(started.stdout, 'data')
  return { starter: started, group: started.pid ?? 0, notes }
}

describe('a window that was started in a terminal', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'is asked to close by %s with all its parts alive, and is waited for',
    async (signal) => {
      const app = await startApp()
      const closed = once(app.starter, 'close')
      process.kill(-app.group, signal)
      expect(await closed).toEqual([0, null])
      expect(readFileSync(app.notes, 'utf8')).toBe(`closed by ${signal}`)
    },
  )

  it('that is not there is told in words', async () => {
    const { runWindow } = await import('./window-process.mjs')
    await expect(runWindow(join(folder, 'none'), [], {})).rejects.toThrow('The window could not be opened')
  })
})
