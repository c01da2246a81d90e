/** Leaving the app while runs are open: says once what becomes of them, and takes no for an answer. */
import { app, dialog, type BrowserWindow } from 'electron'
import { m } from '../../shared/words/generated/messages.js'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'

interface World {
  current(): BrowserWindow | null
  /** How many runs would be left open. */
  countOpenRuns(): number
  clock: Clock
  log: Log
}

/** A page that hangs does not keep the app from ending. */
const LEAVES_WITHIN_MS = 1_000

/** Where nothing is open nobody is asked; nor is a system that ends all apps. */
export function createLeaving({ current, countOpenRuns, clock, log }: World) {
  /** Set once nobody needs to be asked any more. */
  let isDecided = false

  function goNow() {
    isDecided = true
    app.quit()
  }

  function quit() {
    mayQuit(current(), countOpenRuns()).then(
      (isSo) => (isSo ? goNow() : undefined),
      (error: unknown) => log('error', 'app', 'question not asked', { error: String(error) }),
    )
  }

  return {
    /** Ends the app, after a question where a run is open. */
    quit,
    /** On a Mac the app stays when its window closes, and its runs with it. */
    askBeforeClosing(window: BrowserWindow) {
      window.on('close', (event) => {
        if (isDecided || process.platform === 'darwin' || countOpenRuns() === 0) return
        event.preventDefault()
        quit()
      })
    },
    /** Closes the window without a question and waits until its page has said its last word. */
    leave: (): Promise<void> =>
      new Promise((resolve) => {
        isDecided = true
        const window = current()
        if (window === null) return resolve()
        const giveUp = clock.after(LEAVES_WITHIN_MS, () => window.destroy())
        window.once('closed', () => {
          giveUp()
          resolve()
        })
        window.close()
      }),
  }
}

/** True when the person wants to quit. Where nothing is open nobody is asked. */
export async function mayQuit(window: BrowserWindow | null, openRuns: number): Promise<boolean> {
  if (openRuns === 0 || window === null) return true
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: openRuns === 1 ? m.quit_open_one() : m.quit_open_many({ count: String(openRuns) }),
    detail: m.quit_open_body(),
    buttons: [m.quit_anyway(), m.quit_stay()],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  })
  return response === 0
}
