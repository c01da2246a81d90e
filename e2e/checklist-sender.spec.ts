/** Electron's security checklist, the sender: no request gets in but from our page's main frame in our window. */
import { expect } from '@playwright/test'
import { REQUEST_CHANNEL } from '../shared/contract/envelope.ts'
import { routes } from '../shared/contract/routes.ts'
import { test } from './desk.ts'
import { addFrame, removeFrames, requestAll } from './in-page.mjs'
import { tried } from './tried.ts'

const NAMES = Object.keys(routes)
/** What the door says, without a word about why: the router would have added one. */
const REFUSED = { ok: false, error: { kind: 'invalid-request' } }

test('main listens to one channel and no other', async ({ launch }) => {
  const { app } = await launch()
  const ears = await app.evaluate(({ ipcMain, BrowserWindow }) => ({
    // Where Electron keeps what `handle` was given; its types leave it out.
    handled: [...(Reflect.get(ipcMain, '_invokeHandlers') as Map<string, unknown>).keys()],
    heard: ipcMain.eventNames().filter((name) => name !== 'error'),
    ofContents: BrowserWindow.getAllWindows().flatMap(({ webContents }) => [
      ...(Reflect.get(webContents.ipc, '_invokeHandlers') as Map<string, unknown>).keys(),
      ...webContents.ipc.eventNames().filter((name) => name !== 'error'),
    ]),
  }))
  expect(ears).toEqual({ handled: [REQUEST_CHANNEL], heard: [], ofContents: [] })
})

test('a second window with our page and our preload is refused every request', async ({ launch }) => {
  const { app, page } = await launch()
  const opening = app.waitForEvent('window')
  await app.evaluate(async ({ app: electronApp, BrowserWindow }) => {
    const preload = `${electronApp.getAppPath()}/dist/preload/preload.cjs`
    const second = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
    await second.loadURL('app://bundle/index.html')
  })
  const second = await opening
  await second.waitForLoadState('domcontentloaded')
  const replies = await second.evaluate(requestAll, NAMES)
  expect(replies).toEqual(NAMES.map(() => REFUSED))
  // The same question from our own window is answered, so it is the sender that was refused.
  expect(await page.evaluate(requestAll, ['app.state'])).toMatchObject([{ ok: true }])
  tried(NAMES.length)
})

test('a frame in our page is refused every request, alive or gone', async ({ launch }) => {
  const { app, page } = await launch()
  await page.evaluate(addFrame)
  const keepFrame = () =>
    app.evaluate(({ BrowserWindow }) => {
      const [frame] = BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.frames ?? []
      Reflect.set(globalThis, 'strangeFrame', frame)
      return frame?.url
    })
  /** Main's own handler, handed the real frame: our preload does not run in frames, so none can ask by itself. */
  const askFromFrame = () =>
    app.evaluate(
      async ({ BrowserWindow, ipcMain }, { channel, names }) => {
        type Handle = (event: unknown, ...args: unknown[]) => unknown
        const handle = (Reflect.get(ipcMain, '_invokeHandlers') as Map<string, Handle>).get(channel)
        const sender = BrowserWindow.getAllWindows()[0]?.webContents
        const senderFrame = Reflect.get(globalThis, 'strangeFrame') as unknown
        const replies: unknown[] = []
        for (const name of names) {
          const answering = new Promise((resolve) => {
            // Electron 33 hands the handler a way to answer, newer ones take what it returns.
            const event = { sender, senderFrame, _replyChannel: { sendReply: resolve } }
            Promise.resolve()
              .then(() => handle?.(event, name, undefined))
              .then((reply) => (reply === undefined ? undefined : resolve(reply)))
              .catch((error: unknown) => resolve(String(error)))
          })
          replies.push(await answering)
        }
        return replies
      },
      { channel: REQUEST_CHANNEL, names: NAMES },
    )
  expect(await keepFrame()).toBe('about:blank')
  expect(await askFromFrame()).toEqual(NAMES.map(() => REFUSED))
  await page.evaluate(removeFrames)
  await expect
    .poll(() =>
      app.evaluate(
        ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.frames.length,
      ),
    )
    .toBe(0)
  expect(await askFromFrame()).toEqual(NAMES.map(() => REFUSED))
  tried(NAMES.length * 2)
})
