/** Keeps the one window: opens it, brings it back, and tells it what happened. */
import { join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import { EVENT_CHANNEL } from '../shared/contract/envelope.ts'
import type { AppEvent } from '../shared/contract/events.ts'
import type { Locale } from '../shared/domain/settings.ts'
import { offerContextMenu } from './app/menu.ts'
import { openWindow } from './app/window.ts'
import type { Storage } from './compose-storage.ts'
import { systemClock as clock } from './platform/clock.ts'
import type { Log } from './platform/log.ts'

interface World {
  bundles: string
  pageUrl: string
  storage: Pick<Storage, 'windowShelf'>
  log: Log
}

export interface WindowKeeper {
  /** The window, or null while there is none. */
  current(): BrowserWindow | null
  /** Opens the window, or brings it to the front. */
  show(locale: () => Locale): void
  /** Without a window events are dropped: the next one asks for the state when it opens. */
  send(events: AppEvent[]): void
  /** Closes the window and waits until its page has said its last word: drafts typed a moment ago. */
  leave(): Promise<void>
}

/** A page that hangs does not keep the app from ending. */
const LEAVES_WITHIN_MS = 1_000

export function keepWindow({ bundles, pageUrl, storage, log }: World): WindowKeeper {
  let window: BrowserWindow | null = null
  const current = () => (window === null || window.isDestroyed() ? null : window)
  const open = (locale: () => Locale) =>
    openWindow({
      preload: join(bundles, 'preload', 'preload.cjs'),
      pageUrl,
      title: app.getName(),
      locale,
      state: {
        read: () => storage.windowShelf.store,
        write: (state) => void (storage.windowShelf.store = { ...state }),
      },
      log,
      clock,
    })
  return {
    current,
    send: (events) => current()?.webContents.send(EVENT_CHANNEL, events),
    leave: () =>
      new Promise((resolve) => {
        const leaving = current()
        if (leaving === null) return resolve()
        const giveUp = clock.after(LEAVES_WITHIN_MS, () => leaving.destroy())
        leaving.once('closed', () => {
          giveUp()
          resolve()
        })
        leaving.close()
      }),
    show(locale) {
      const shown = current()
      if (shown === null) {
        window = open(locale)
        offerContextMenu(window)
        return
      }
      if (shown.isMinimized()) shown.restore()
      shown.focus()
    },
  }
}
