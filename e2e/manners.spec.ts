/** How a window behaves among others: its place, its size, spelling, leaving with a run open, keys on a sheet. */
import { createServer, type Server } from 'node:http'
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { askMain } from '../scripts/ask-main.ts'
import { connect, messageBox, send, test, tryPractice, type Desk } from './desk.ts'
import { tried } from './tried.ts'

const zoomOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor())
const boundsOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())

test('keys make everything larger and smaller within bounds, and a restart keeps the size', async ({
  launch,
}) => {
  const { app, page, profile, close } = await launch()
  await tryPractice(page)
  await page.keyboard.press('Control+=')
  await expect.poll(() => zoomOf(app)).toBeCloseTo(1.1)
  await page.keyboard.press('Control+Shift++')
  await expect.poll(() => zoomOf(app)).toBeCloseTo(1.25)
  await page.keyboard.press('Control+0')
  await expect.poll(() => zoomOf(app)).toBeCloseTo(1)
  const smaller = async () => {
    await page.keyboard.press('Control+-')
    return zoomOf(app)
  }
  await expect.poll(smaller).toBeCloseTo(0.5)
  for (let times = 0; times < 3; times += 1) await smaller()
  expect(await zoomOf(app)).toBeCloseTo(0.5)
  await askMain(page, 'settings.change', { zoomPercent: 150 })
  await expect.poll(() => zoomOf(app)).toBeCloseTo(1.5)
  await close()

  const again = await launch({ profile })
  await expect(messageBox(again.page)).toBeVisible()
  expect(await zoomOf(again.app)).toBeCloseTo(1.5)
  await expect(again.page.locator('html')).toBeVisible()
  tried(6)
})

test('drawn twice as large the sidebar gives way, lies over the conversation when it is wanted, and the settings show one thing at a time', async ({
  launch,
}) => {
  const { app, page } = await launch()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(900, 600))
  await tryPractice(page)
  const sidebar = page.getByRole('navigation', { name: 'Conversations' })
  await expect(sidebar).toBeVisible()
  await askMain(page, 'settings.change', { zoomPercent: 200 })
  await expect(sidebar).toHaveCount(0)
  await page.getByRole('button', { name: 'Show the sidebar' }).click()
  await expect(sidebar).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sidebar).toHaveCount(0)
  await page.getByRole('button', { name: 'Show the sidebar' }).click()
  await page.getByRole('button', { name: 'Settings' }).click()
  const list = page.getByRole('navigation', { name: 'Sections of the settings' })
  await expect(page.getByRole('heading', { name: 'General' })).toBeVisible()
  await expect(list).toBeHidden()
  await page.getByRole('button', { name: 'All settings' }).click()
  await list.getByRole('button', { name: 'About' }).click()
  await expect(page.getByRole('button', { name: 'Copy details' })).toBeVisible()
  await expect(list).toBeHidden()
  await askMain(page, 'settings.change', { zoomPercent: 100 })
  await expect(list).toBeVisible()
})

test('the window opens where it was, and on a screen that is there', async ({ launch }) => {
  const { app, profile, close } = await launch()
  const place = { x: 120, y: 90, width: 1010, height: 710 }
  await app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    place,
  )
  await expect.poll(() => boundsOf(app)).toEqual(place)
  await close()

  const again = await launch({ profile })
  await expect.poll(() => boundsOf(again.app)).toEqual(place)
  // As if it had stood on a monitor that is gone now.
  await again.app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    { ...place, x: 9_000 },
  )
  await expect.poll(async () => (await boundsOf(again.app))?.x).toBe(9_000)
  await again.close()

  const third = await launch({ profile })
  const found = await boundsOf(third.app)
  const screen = await third.app.evaluate(({ screen: screens }) => screens.getPrimaryDisplay().workArea)
  expect(found?.width).toBe(place.width)
  expect(found?.x).toBeGreaterThanOrEqual(screen.x)
  expect((found?.x ?? 0) + (found?.width ?? 0)).toBeLessThanOrEqual(screen.x + screen.width)
})

test('no dictionary is fetched until the person says yes to it', async ({ launch }) => {
  const dictionaries = await serveDictionaries()
  const { app, page } = await launch()
  await app.evaluate(({ session }, url) => {
    session.defaultSession.setSpellCheckerDictionaryDownloadURL(url)
  }, dictionaries.url)
  await tryPractice(page)
  await messageBox(page).fill('a wrod that is mispelt ')
  await page.keyboard.press('Control+,')
  await spelling(page, 'On').click({ force: true })
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('redirector.gvt1.com')
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(spelling(page, 'Off')).toBeChecked()
  expect(await isSpellingOn(app)).toBe(false)
  expect(dictionaries.asked).toEqual([])

  await spelling(page, 'On').click({ force: true })
  await page.getByRole('button', { name: 'Fetch and check' }).click()
  await expect(spelling(page, 'On')).toBeChecked()
  expect(await isSpellingOn(app)).toBe(true)
  await expect.poll(() => dictionaries.asked).toContainEqual(expect.stringMatching(/en-US.*\.bdic/i))

  await spelling(page, 'Off').click({ force: true })
  await expect.poll(() => isSpellingOn(app)).toBe(false)
  dictionaries.close()
})

test('leaving while a run is open says that it goes on, and takes no for an answer', async ({
  launch,
  serve,
}) => {
  const server = await serve({ speed: 1 })
  const desk = await launch()
  await connect(desk.page, server, { assistantId: server.assistantIds.troublemaker })
  await answerQuestions(desk, 1)
  await send(desk.page, 'Please be stuck')
  await expect(desk.page.getByRole('button', { name: 'Cancel run' })).toBeVisible()
  await closeWindow(desk.app)
  await expect.poll(() => questionsOf(desk.app)).toEqual(['A run is still open'])
  await expect(messageBox(desk.page)).toBeVisible()

  await answerQuestions(desk, 0)
  const over = desk.app.waitForEvent('close')
  await closeWindow(desk.app)
  await over
})

test('leaving while nothing is open asks nothing', async ({ launch }) => {
  const desk = await launch()
  await tryPractice(desk.page)
  await answerQuestions(desk, 1)
  const over = desk.app.waitForEvent('close')
  await closeWindow(desk.app)
  await over
})

test('the sheet of keys opens with Ctrl+/ and with a question mark, and a question mark in a message stays one', async ({
  launch,
}) => {
  const { page } = await launch()
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await page.getByRole('button', { name: 'Connect an assistant' }).focus()
  await page.keyboard.press('?')
  await expect(sheet).toContainText('Ctrl+Shift+F')
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await tryPractice(page)
  await page.keyboard.type('Why?')
  await expect(messageBox(page)).toHaveValue('Why?')
  await expect(sheet).toHaveCount(0)
  await page.keyboard.press('Control+/')
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(messageBox(page)).toBeFocused()
})

test('About tells and copies what the app runs on, and no key', async ({ launch, serve }) => {
  const server = await serve()
  const { app, page } = await launch()
  await connect(page, server)
  await page.keyboard.press('Control+,')
  await page.getByRole('button', { name: 'About' }).click()
  const versions = await app.evaluate(() => ({
    electron: process.versions.electron,
    node: process.versions.node,
  }))
  await expect(page.getByRole('region', { name: 'Details' })).toContainText(versions.electron)
  await page.getByText(/^Open-source software in this app/).click()
  await expect(page.getByRole('cell', { name: 'zod', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Copy details' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied).toContain(`Electron: ${versions.electron}`)
  expect(copied).toContain(`Node.js: ${versions.node}`)
  expect(copied).not.toMatch(/sk-|CANARY/)
})

const spelling = (page: Page, choice: 'On' | 'Off') =>
  page.getByRole('group', { name: 'Check spelling' }).getByRole('radio', { name: choice, exact: true })

const isSpellingOn = (app: ElectronApplication) =>
  app.evaluate(({ session }) => session.defaultSession.isSpellCheckerEnabled())

/** As the cross in the title bar does; the app may end at once. */
const closeWindow = (app: ElectronApplication) =>
  app
    .evaluate(({ BrowserWindow }) => setImmediate(() => BrowserWindow.getAllWindows()[0]?.close()))
    .catch(() => undefined)

/** Stands in for the person at the system's own message box, which no page can reach. */
async function answerQuestions({ app }: Desk, response: number): Promise<void> {
  await app.evaluate(({ dialog }, choice) => {
    const asked: string[] = []
    Object.assign(globalThis, { askedQuestions: asked })
    dialog.showMessageBox = async (...args: unknown[]) => {
      asked.push((args.at(-1) as { message: string }).message)
      return { response: choice, checkboxChecked: false }
    }
  }, response)
}

const questionsOf = (app: ElectronApplication) =>
  app.evaluate(() => (globalThis as unknown as { askedQuestions: string[] }).askedQuestions)

/** Takes Google's place and has no dictionary. */
async function serveDictionaries(): Promise<{ url: string; asked: string[]; close(): void }> {
  const asked: string[] = []
  const server: Server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
