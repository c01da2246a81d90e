/** Electron's security checklist, ways out: the page goes nowhere, opens nothing, and hands the system no strange address. */
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { answers, ask, connect, test } from './desk.ts'
import { startHostileAnswers } from './hostile-answers.ts'
import { HOSTILE_LINKS } from '../practice-server/broken/hostile-links.ts'
import { dropOnPage, goAway, openLinks, openWindows } from './in-page-ways-out.mjs'
import { startListener } from './listener.ts'
import { tried } from './tried.ts'

/** Waits until what the page started has had its chance. */
const settle = (page: Page) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)))

const pagesOf = (app: ElectronApplication) =>
  app.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getURL()))

test('ten ways to navigate leave the page where it is', async ({ launch }) => {
  const listener = await startListener()
  try {
    const { app, page } = await launch()
    const before = page.url()
    // Set once: a page that has been loaded again has lost it.
    await page.evaluate(() => Reflect.set(globalThis, 'isSame', true))

    for (const way of WAYS) {
      await page.evaluate(goAway, { way, target: `${listener.url}/away` })
      await settle(page)
      expect(page.url(), way).toBe(before)
      expect(await page.evaluate(() => Reflect.get(globalThis, 'isSame')), way).toBe(true)
    }
    expect(await pagesOf(app)).toEqual([before])
    expect(listener.asked).toEqual([])
    tried(WAYS.length)
  } finally {
    await listener.close()
  }
})

const WAYS = [
  'location.href',
  'location.replace',
  'location.assign to a file',
  'meta refresh',
  'link click',
  'link with javascript:',
  'form',
  'form in a frame',
  'frame to the top',
  'location with data:',
  'blob page',
]

test('what is dropped on the window is not opened', async ({ launch }) => {
  const { app, page } = await launch()
  const before = page.url()
  const kinds = ['text/uri-list', 'text/html', 'file']
  for (const kind of kinds) await page.evaluate(dropOnPage, kind)
  await settle(page)
  expect(await pagesOf(app)).toEqual([before])
  tried(kinds.length)
})

test('no way of opening a window opens one', async ({ launch }) => {
  const listener = await startListener()
  try {
    const { app, page } = await launch()
    const before = page.url()
    const count = await page.evaluate(openWindows, `${listener.url}/window`)
    const links = page.locator('[data-opens]')
    for (const modifiers of [[], ['Control'], ['Shift'], ['Alt']] as const)
      for (const link of await links.all())
        await link.click({ modifiers: [...modifiers], force: true, noWaitAfter: true })
    for (const link of await links.all())
      await link.click({ button: 'middle', force: true, noWaitAfter: true })
    await settle(page)
    expect(await pagesOf(app)).toEqual([before])
    expect(listener.asked).toEqual([])
    tried(count + (await links.count()) * 5)
  } finally {
    await listener.close()
  }
})

/** Stands in the system's place: writes down what is handed over, and says yes to every question. */
const recordHandedOver = (app: ElectronApplication) =>
  app.evaluate(({ dialog, shell }) => {
    const handed: string[] = []
    Reflect.set(globalThis, 'handed', handed)
    const record = (what: string) => {
      handed.push(what)
      return Promise.resolve('')
    }
    for (const name of ['openExternal', 'openPath', 'showItemInFolder']) Reflect.set(shell, name, record)
    Reflect.set(dialog, 'showMessageBox', () => Promise.resolve({ response: 0, checkboxChecked: false }))
  })
const handedOver = (app: ElectronApplication) =>
  app.evaluate(() => Reflect.get(globalThis, 'handed') as string[])

test('hostile addresses asked for by the page never reach the system', async ({ launch }) => {
  const { app, page } = await launch()
  await recordHandedOver(app)
  const opened = await page.evaluate(openLinks, HOSTILE_LINKS)
  expect(opened).toEqual([])
  expect(await handedOver(app)).toEqual([])
  // The recorder hears: an address that is fine goes through.
  expect(await page.evaluate(openLinks, ['https://example.com/'])).toEqual(['https://example.com/'])
  expect(await handedOver(app)).toEqual(['https://example.com/'])
  tried(HOSTILE_LINKS.length)
})

test('hostile links in an answer never reach the system, however they are clicked', async ({
  launch,
  serve,
}) => {
  const server = await serve({ streaming: false })
  const written = HOSTILE_LINKS.filter(
    (link) => link.length < 200 && !['\n', '\u0000'].some((mark) => link.includes(mark)),
  )
  const markdown = written
    .flatMap((link, index) => [
      `- [angle ${index}](<${link}>)`,
      `- [plain ${index}](${link})`,
      `- <${link}>`,
      `- <a href="${link}" target="_blank">raw ${index}</a>`,
    ])
    .join('\n')
  const hostile = await startHostileAnswers(
    server,
    `Look:\n\n${markdown}\n\n[fine](https://example.com/fine)`,
  )
  try {
    const { app, page } = await launch()
    const before = page.url()
    await recordHandedOver(app)
    await connect(page, server, { baseUrl: hostile.baseUrl })
    await ask(page, 'What is a run?')
    const answer = answers(page, 'Tester').last()
    await expect(answer).toContainText('Look:')
    const links = await answer
      .locator('a, [role="link"], button')
      .filter({ hasText: /angle|plain|raw|:/ })
      .all()
    for (const link of links) await link.click({ force: true, timeout: 2_000 }).catch(() => undefined)
    await settle(page)
    const handed = await handedOver(app)
    // Of "<https://user:secret@example.com/>" markdown may make a link to example.com alone: that one is plain.
    expect(handed.filter((url) => !/^https:\/\/example\.com\/[\w/.]*$/.test(url))).toEqual([])
    await answer.getByText('fine', { exact: true }).click()
    await expect.poll(() => handedOver(app)).toContain('https://example.com/fine')
    expect(await pagesOf(app)).toEqual([before])
    tried(written.length * 4)
  } finally {
    await hostile.close()
  }
})
