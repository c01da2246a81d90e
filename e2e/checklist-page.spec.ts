/** Electron's security checklist, the page itself: no Node anywhere in it, a bridge that is the contract and no more. */
import { expect } from '@playwright/test'
import { routes } from '../shared/contract/routes.ts'
import { ask, connect, test } from './desk.ts'
import { addFrame, addWebview, callEverything, namesThere, spoilPrototypes, walkBridge } from './in-page.mjs'
import { tried } from './tried.ts'

/** What Node and Electron put on a global object. */
const NODE_NAMES = [
  'require',
  'process',
  'module',
  'exports',
  'Buffer',
  'global',
  'setImmediate',
  '__dirname',
  'electron',
  'ipcRenderer',
]

test('Node is absent in the page, in its worker and in a frame', async ({ launch, serve }) => {
  const server = await serve()
  const { page } = await launch()
  await connect(page, server, { assistantId: server.assistantIds.troublemaker })
  await ask(page, 'markdown')
  await expect.poll(() => page.workers().length).toBeGreaterThan(0)
  await page.evaluate(addFrame)
  const frame = page.frames().find((each) => each !== page.mainFrame())
  const [worker] = page.workers()
  if (frame === undefined || worker === undefined) throw new Error('no frame or no worker')

  const found = {
    page: await page.evaluate(namesThere, NODE_NAMES),
    worker: await worker.evaluate(namesThere, NODE_NAMES),
    frame: await frame.evaluate(namesThere, NODE_NAMES),
    bridgeInFrame: await frame.evaluate(namesThere, ['assistant']),
  }
  expect(found).toEqual({ page: [], worker: [], frame: [], bridgeInFrame: [] })
  tried(NODE_NAMES.length * 3)
})

test('the bridge is two frozen functions and hands out nothing of Electron', async ({ launch }) => {
  const { page } = await launch()
  const walked = await page.evaluate(walkBridge)
  expect(walked.names.toSorted()).toEqual(['assistant.onEvent: function', 'assistant.request: function'])
  expect(walked.foreign).toBe(0)
  expect(walked.changed).toEqual([])
  expect(walked.told.length).toBeGreaterThan(0)
  expect(walked.told.filter(({ count, isList }) => count !== 1 || !isList)).toEqual([])
  expect(walked.leaked).toEqual([])
  tried(12)
})

test('a page that has spoilt every prototype gets nothing more out of the bridge', async ({ launch }) => {
  const { page } = await launch()
  await page.addInitScript(spoilPrototypes)
  await page.reload()
  const names = Object.keys(routes)
  const { answered, isAlive, caught } = await page.evaluate(callEverything, names)
  expect(answered).toEqual(names)
  expect(isAlive).toBe(true)
  expect(caught).toEqual([])
  tried(names.length)
})

test('the window’s preferences are the safe ones, and a webview never comes to life', async ({ launch }) => {
  const { app, page } = await launch()
  const preferences = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      // Electron has it at run time and leaves it out of its types.
      const all = (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences()
      return {
        sandbox: all['sandbox'],
        contextIsolation: all['contextIsolation'],
        nodeIntegration: all['nodeIntegration'] ?? false,
        nodeIntegrationInWorker: all['nodeIntegrationInWorker'] ?? false,
        nodeIntegrationInSubFrames: all['nodeIntegrationInSubFrames'] ?? false,
        webSecurity: all['webSecurity'] ?? true,
        allowRunningInsecureContent: all['allowRunningInsecureContent'] ?? false,
        experimentalFeatures: all['experimentalFeatures'] ?? false,
        enableBlinkFeatures: all['enableBlinkFeatures'] ?? '',
        webviewTag: all['webviewTag'] ?? false,
        isSpellChecked: contents.session.isSpellCheckerEnabled(),
      }
    }),
  )
  expect(preferences).toEqual([
    {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      enableBlinkFeatures: '',
      webviewTag: false,
      isSpellChecked: false,
    },
  ])
  const isElement = await page.evaluate(addWebview)
  expect(isElement).toBe(false)
  expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
  tried(12)
})
