/** Electron's security checklist, the start: strange arguments change nothing, and no protocol of the system is ours. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect } from '@playwright/test'
import { root } from '../scripts/places.mjs'
import { test, startCommand } from './desk.ts'
import { tried } from './tried.ts'

const STRANGE = [
  'app://bundle/index.html?theme=x',
  'assistant-desk://open?url=https://example.com',
  'https://example.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '../../etc/passwd',
  '--app=https://example.com/',
  '--load-extension=/tmp',
  '--url=https://example.com/',
  '--open=/etc/passwd',
]

test('a second start with strange arguments only shows the window that is there', async ({ launch }) => {
  const { app, page, profile } = await launch()
  const before = page.url()
  await page.evaluate(() => Reflect.set(globalThis, 'isSame', true))
  for (const argument of STRANGE) {
    const [program, ...args] = startCommand()
    const second = spawn(program, [...args, `--user-data-dir=${profile}`, argument], {
      cwd: root,
      stdio: 'ignore',
    })
    const [code] = (await once(second, 'exit')) as [number | null]
    expect(code, argument).toBe(0)
  }
  const pages = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getURL()),
  )
  expect(pages).toEqual([before])
  expect(await page.evaluate(() => Reflect.get(globalThis, 'isSame'))).toBe(true)
  tried(STRANGE.length)
})

test('no protocol of the system leads to the app', async ({ launch }) => {
  const { app } = await launch()
  const protocols = ['app', 'assistant-desk', 'assistant', 'openai', 'http', 'https', 'mailto']
  const ours = await app.evaluate(
    ({ app: electronApp }, names) => names.filter((name) => electronApp.isDefaultProtocolClient(name)),
    protocols,
  )
  expect(ours).toEqual([])
  tried(protocols.length)
})
