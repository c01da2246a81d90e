/** Writes down all that crosses from main to the window: each reply to a request, and each batch of events. */
import type { ElectronApplication, Page } from '@playwright/test'
import { EVENT_CHANNEL, REQUEST_CHANNEL } from '../shared/contract/envelope.ts'

type Handler = (...args: unknown[]) => unknown

/** From here on; the page is loaded anew, so that it asks for everything again. */
export async function recordCrossings(app: ElectronApplication, page: Page): Promise<void> {
  await app.evaluate(
    ({ ipcMain, BrowserWindow }, [requests, events]) => {
      const crossed: string[] = []
      Object.assign(globalThis, { crossed })
      // Electron keeps its handlers here and has no way to ask for them.
      // oxlint-disable-next-line no-underscore-dangle -- as above
      const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, Handler> })._invokeHandlers
      const handle = handlers.get(requests)
      if (handle === undefined) throw new Error('nobody answers the window')
      handlers.set(requests, async (...args) => {
        const reply = await handle(...args)
        crossed.push(JSON.stringify(reply) ?? '')
        return reply
      })
      const [window] = BrowserWindow.getAllWindows()
      if (window === undefined) throw new Error('there is no window')
      const send = window.webContents.send.bind(window.webContents)
      window.webContents.send = (channel: string, ...args: unknown[]) => {
        if (channel === events) crossed.push(JSON.stringify(args) ?? '')
        send(channel, ...args)
      }
    },
    [REQUEST_CHANNEL, EVENT_CHANNEL] as const,
  )
  await page.reload()
}

export const crossingsOf = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(() => (globalThis as unknown as { crossed: string[] }).crossed)
