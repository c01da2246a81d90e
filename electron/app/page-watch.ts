/** Watches over the window's page: loads it again when it died, asks when it hangs, and asks when it dies again and again. */
import { app, dialog, type BrowserWindow, type MessageBoxOptions } from 'electron'
import { m } from '../../shared/words/generated/messages.js'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { createRevivals } from './revivals.ts'

export interface PageWorld {
  log: Log
  clock: Clock
  /** The page died by itself and is loaded again: the person is told why it looks new. */
  onRevived(): void
}

export function watchPage(window: BrowserWindow, { log, clock, onRevived }: PageWorld): void {
  const revivals = createRevivals(clock)
  /** The person had it ended because it hung. */
  let isWished = false

  const ask = (question: MessageBoxOptions): Promise<number> =>
    dialog.showMessageBox(window, { noLink: true, ...question }).then(({ response }) => response)
  const reportUnasked = (error: unknown) =>
    log('error', 'app', 'question not shown', { error: String(error) })

  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log('error', 'app', 'page gone', { reason, exitCode })
    if (reason === 'clean-exit' || window.isDestroyed()) return
    if (isWished) {
      isWished = false
      return window.webContents.reload()
    }
    const { deaths, mustAsk } = revivals.died()
    if (!mustAsk) {
      onRevived()
      return window.webContents.reload()
    }
    // A page that never got to its first frame has not shown its window yet.
    window.show()
    ask(whetherAgain(deaths))
      .then((response) => {
        if (response !== 0) return app.quit()
        revivals.forget()
        return window.isDestroyed() ? undefined : window.webContents.reload()
      })
      .catch(reportUnasked)
  })

  let asking: AbortController | null = null
  window.on('unresponsive', () => {
    if (asking !== null) return
    const { signal } = (asking = new AbortController())
    ask({ ...whetherToWait(), signal })
      .then((response) => {
        if (response !== 1 || window.isDestroyed()) return undefined
        isWished = true
        return window.webContents.forcefullyCrashRenderer()
      })
      .catch(reportUnasked)
      .finally(() => (asking = null))
  })
  // It came to by itself: the question is moot.
  window.on('responsive', () => asking?.abort())
}

const whetherAgain = (deaths: number): MessageBoxOptions => ({
  type: 'error',
  message: m.page_dies_title(),
  detail: m.page_dies_body({ count: String(deaths) }),
  buttons: [m.page_dies_again(), m.page_dies_quit()],
  defaultId: 0,
  cancelId: 1,
})

const whetherToWait = (): MessageBoxOptions => ({
  type: 'warning',
  message: m.unresponsive_title(),
  detail: m.unresponsive_body(),
  buttons: [m.unresponsive_wait(), m.unresponsive_reload()],
  defaultId: 0,
  cancelId: 0,
})
