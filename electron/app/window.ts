/** The one window: opens where it was, shows itself when its first frame is ready, and comes back if its page dies. */
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import type { Locale } from '../../shared/domain/settings.ts'
import { appIcon } from './app-icon.ts'
import { watchPage, type PageWorld } from './page-watch.ts'
import { SMALLEST, placeWindow, rescue, type WindowState } from './window-state.ts'

interface Options extends PageWorld {
  preload: string
  /** Where the page is: `app://bundle/index.html`, or the address of the dev server. */
  pageUrl: string
  title: string
  locale(): Locale
  state: { read(): unknown; write(state: WindowState): void }
  /** How large the page is drawn at first, in per cent. */
  zoomPercent: number
  /** Ctrl with the wheel. */
  onZoom(towards: 'in' | 'out'): void
}

const BACKGROUND = { light: '#fdfdfc', dark: '#141516' } as const

export function openWindow(options: Options): BrowserWindow {
  const isDark = nativeTheme.shouldUseDarkColors
  const place = placeWindow(options.state.read(), screens())
  const window = new BrowserWindow({
    ...place.bounds,
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    title: options.title,
    // A Mac and Windows take the app's own.
    ...(process.platform === 'linux' ? { icon: appIcon() } : {}),
    show: false,
    backgroundColor: isDark ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: options.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: !app.isPackaged,
      zoomFactor: options.zoomPercent / 100,
    },
  })
  if (place.isMaximized) window.maximize()
  if (place.isFullScreen) window.setFullScreen(true)
  window.once('ready-to-show', () => window.show())
  window.on('close', () =>
    options.state.write({
      bounds: window.getNormalBounds(),
      isMaximized: window.isMaximized(),
      isFullScreen: window.isFullScreen(),
    }),
  )
  window.webContents.on('zoom-changed', (_event, towards) => options.onZoom(towards))
  stayInReach(window)
  watchPage(window, options)
  void window
    .loadURL(pageAddress(options, isDark))
    .catch((error: unknown) => options.log('error', 'app', 'page not loaded', { error: String(error) }))
  return window
}

/** The areas free of bars and docks, the main screen's first. */
function screens(): Electron.Rectangle[] {
  const main = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id)
  return [main, ...others].map(({ workArea }) => workArea)
}

/** Comes to a screen that is left when its own is unplugged. */
function stayInReach(window: BrowserWindow): void {
  const move = () => {
    if (window.isMaximized() || window.isFullScreen()) return
    const bounds = rescue(window.getBounds(), screens())
    if (bounds !== null) window.setBounds(bounds)
  }
  screen.on('display-removed', move)
  window.once('closed', () => screen.off('display-removed', move))
}

/** Theme and language travel in the address, so that the first frame is right. */
const pageAddress = ({ pageUrl, locale }: Options, isDark: boolean): string =>
  `${pageUrl}?theme=${isDark ? 'dark' : 'light'}&locale=${locale()}`
