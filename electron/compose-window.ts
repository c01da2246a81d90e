/** Keeps the one window: opens it, brings it back, and tells it what happened. */
import { join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import { EVENT_CHANNEL } from '../shared/contract/envelope.ts'
import type { AppEvent } from '../shared/contract/events.ts'
import type { Locale, Settings } from '../shared/domain/settings.ts'
import { createLeaving } from './app/leaving.ts'
import { offerContextMenu } from './app/menu.ts'
import { PAGE_ORIGIN } from './app/protocol.ts'
import { setSpelling } from './app/spelling.ts'
import { openWindow } from './app/window.ts'
import type { Places } from './compose.ts'
import type { Storage } from './compose-storage.ts'
import type { Guard } from './ipc/door.ts'
import { systemClock as clock } from './platform/clock.ts'
import type { Log } from './platform/log.ts'

interface World extends Pick<Places, 'bundles' | 'devServer'> {
  storage: Pick<Storage, 'windowShelf'>
  log: Log
  /** How the window is to be, when it opens. */
  settings(): Pick<Settings, 'zoomPercent'>
  /** How many runs would be left open. */
  countOpenRuns(): number
  /** The page died by itself and is loaded again. */
  onRevived(): void
}

export interface WindowKeeper {
  /** The window, or null while there is none. */
  current(): BrowserWindow | null
  /** Who may speak through the door. */
  guard: Guard
  /** Opens the window, or brings it to the front. */
  show(locale: () => Locale): void
  /** Without a window events are dropped: the next one asks for the state when it opens. */
  send(events: AppEvent[]): void
  /** Takes on what was set. */
  apply(settings: Pick<Settings, 'zoomPercent' | 'spelling'>): void
  /** Ends the app, after a question where a run is open. */
  quit(): void
  /** Closes the window and waits until its page has said its last word: drafts typed a moment ago. */
  leave(): Promise<void>
}

export function keepWindow(world: World): WindowKeeper {
  let window: BrowserWindow | null = null
  const current = () => (window === null || window.isDestroyed() ? null : window)
  const send = (events: AppEvent[]) => current()?.webContents.send(EVENT_CHANNEL, events)
  const { quit, leave, askBeforeClosing } = createLeaving({ ...world, current, clock })

  return {
    current,
    guard: {
      windowId: () => current()?.webContents.id ?? null,
      origin: world.devServer === null ? PAGE_ORIGIN : new URL(world.devServer).origin,
    },
    send,
    quit,
    leave,
    apply({ zoomPercent, spelling }) {
      current()?.webContents.setZoomFactor(zoomPercent / 100)
      setSpelling(spelling)
    },
    show(locale) {
      const shown = current()
      if (shown === null) {
        window = open(world, locale, send)
        offerContextMenu(window)
        askBeforeClosing(window)
        return
      }
      if (shown.isMinimized()) shown.restore()
      shown.focus()
    },
  }
}

const open = (
  { bundles, devServer, storage, log, settings, onRevived }: World,
  locale: () => Locale,
  send: (events: AppEvent[]) => void,
): BrowserWindow =>
  openWindow({
    preload: join(bundles, 'preload', 'preload.cjs'),
    pageUrl: devServer ?? `${PAGE_ORIGIN}/index.html`,
    title: app.getName(),
    locale,
    state: {
      read: () => storage.windowShelf.store,
      write: (state) => void (storage.windowShelf.store = { ...state }),
    },
    log,
    clock,
    onRevived,
    zoomPercent: settings().zoomPercent,
    onZoom: (towards) => send([{ type: 'command', command: `zoom-${towards}` }]),
  })
