/** The one window: opens where it was, shows itself when its first frame is ready, and comes back if its page dies. */
import { BrowserWindow, dialog, nativeTheme, screen } from 'electron'
import type { Locale } from '../../shared/domain/settings.ts'
import { m } from '../../shared/words/generated/messages.js'
import type { Clock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { SMALLEST, placeWindow } from './window-state.ts'

interface Options {
  preload: string
  /** Where the page is: `app://bundle/index.html`, or the address of the dev server. */
  pageUrl: string
  title: string
  locale(): Locale
  state: { read(): unknown; write(state: { bounds: Electron.Rectangle; isMaximized: boolean }): void }
  log: Log
  clock: Clock
}

const BACKGROUND = { light: '#fdfdfc', dark: '#141516' } as const
/** A page that dies this often within a minute is not loaded again, so that it cannot flicker for ever. */
const MOST_REVIVALS = 3
const REVIVALS_COUNT_MS = 60_000

export function openWindow(options: Options): BrowserWindow {
  const isDark = nativeTheme.shouldUseDarkColors
  const place = placeWindow(
    options.state.read(),
    screen.getAllDisplays().map(({ workArea }) => workArea),
  )
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: options.title,
    show: false,
    backgroundColor: isDark ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  })
  if (place.isMaximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () =>
    options.state.write({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }),
  )
  watchPage(window, options)
  void window
    .loadURL(pageAddress(options, isDark))
    .catch((error: unknown) => options.log('error', 'app', 'page not loaded', { error: String(error) }))
  return window
}

/** Theme and language travel in the address, so that the first frame is right. */
const pageAddress = ({ pageUrl, locale }: Options, isDark: boolean): string =>
  `${pageUrl}?theme=${isDark ? 'dark' : 'light'}&locale=${locale()}`

function watchPage(window: BrowserWindow, options: Options): void {
  let deaths: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    options.log('error', 'app', 'page gone', { reason, exitCode })
    const at = options.clock.elapsed()
    deaths = [...deaths.filter((death) => at - death < REVIVALS_COUNT_MS), at]
    if (reason === 'clean-exit' || window.isDestroyed() || deaths.length > MOST_REVIVALS) return
    window.webContents.reload()
  })
  window.on('unresponsive', () => {
    const question = {
      type: 'warning' as const,
      message: m.unresponsive_title(),
      detail: m.unresponsive_body(),
      buttons: [m.unresponsive_wait(), m.unresponsive_reload()],
      defaultId: 0,
      cancelId: 0,
    }
    dialog
      .showMessageBox(window, question)
      .then(({ response }) => (response === 1 ? window.webContents.forcefullyCrashRenderer() : undefined))
      .catch((error: unknown) => options.log('error', 'app', 'question not shown', { error: String(error) }))
  })
}
