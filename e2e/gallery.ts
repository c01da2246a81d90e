/** Builds the gallery and shows its scenes in an empty Electron window, at a fixed moment and in fixed fonts. */
import { createReadStream, existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { Locale } from '../shared/domain/settings.ts'
import { openBareWindow, type BareWindow } from '../scripts/bare-window.ts'
import { inRoot, root, tool, toolEnvironment } from '../scripts/places.mjs'
import { runOrFail } from '../scripts/steps.mjs'
import { measureLayout, settled } from './in-page-layout.mjs'

/** Every scene's "now": a Sunday afternoon. */
const NOW = Date.UTC(2026, 10, 22, 7, 30)
const FOLDER = inRoot('out', 'gallery')
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

export interface Sight {
  scene: string
  /** A command's name: the place that it opens. */
  open?: string
  theme?: 'light' | 'dark'
  locale?: Locale
  /** Of the page, in dots of the screen. */
  size?: readonly [number, number]
  /** How large everything is drawn; 2 is twice. */
  zoom?: number
}

export interface Gallery {
  page: Page
  show(sight: Sight): Promise<void>
  /** The version of Chromium that draws. */
  chromium: string
  close(): Promise<void>
}

/** Takes some seconds: it builds. */
export async function openGallery(): Promise<Gallery> {
  await runOrFail(
    tool('vite'),
    ['build', '--config', inRoot('renderer', 'gallery', 'gallery.vite.config.ts'), '--logLevel', 'error'],
    { cwd: root, env: toolEnvironment() },
  )
  const server = await serve()
  const window = await openBareWindow()
  await window.page.clock.install({ time: NOW })
  await window.page.clock.resume()
  await window.page.clock.setFixedTime(NOW)
  return {
    page: window.page,
    chromium: await window.app.evaluate(() => process.versions.chrome),
    show: (sight) => show(window, addressOf(server), sight),
    async close() {
      await window.close()
      server.closeAllConnections()
      server.close()
    },
  }
}

async function show({ app, page }: BareWindow, base: string, sight: Sight): Promise<void> {
  const { scene, open = '', theme = 'light', locale = 'en', size = [1280, 800], zoom = 1 } = sight
  const query = new URLSearchParams({ state: scene, open, theme, locale, now: String(NOW) })
  await app.evaluate(
    ({ BrowserWindow }, [width, height]) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    size,
  )
  await page.goto(`${base}/gallery/gallery.html?${query.toString()}`)
  await app.evaluate(
    ({ BrowserWindow }, factor) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(factor),
    zoom,
  )
  await expect
    .poll(async () => (await page.evaluate(measureLayout)).width)
    .toBe(Math.round((size[0] ?? 0) / zoom))
  await expect(page.locator('main')).toBeVisible()
  // Nothing is pointed at.
  await page.mouse.move(0, 0)
  await page.evaluate(settled)
  // Colours of code come from a worker, whenever it is done; until then each word is drawn in the colour around it.
  const code = page.locator("[data-streamdown='code-block']")
  for (let at = 0; at < (await code.count()); at += 1)
    await expect(code.nth(at).locator('[style*="--sdm-c"]:not([style*="inherit"])').first()).toBeAttached()
}

/** Serves what was built, and nothing else of the disk. */
async function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://gallery').pathname))
    const file = join(FOLDER, path)
    if (!file.startsWith(FOLDER) || !existsSync(file)) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return server
}

function addressOf(server: Server): string {
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
}
