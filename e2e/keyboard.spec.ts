/** From the first launch to a cancelled run without a mouse: every stop has a name and is seen, and the focus comes back from what opened. */
import { expect, type Page } from '@playwright/test'
import { conversation, KEY, messageBox, runIsOver, test } from './desk.ts'
import { countPresses, lookOfFocus, pressesCounted } from './in-page-focus.mjs'
import { tried } from './tried.ts'

interface Stop {
  /** Role and name, as a screen reader tells them. */
  name: string
  /** What of its look the focus changes. */
  shows: string[]
  /** Whether something else covers it (WCAG 2.4.11). */
  isHidden: boolean
}

let stops = 0

/** Where the keyboard is. A stop that nobody sees or that has no name is a fault. */
async function stopAt(page: Page): Promise<Stop> {
  const stop = await page.evaluate<Stop>(lookOfFocus)
  stops += 1
  expect.soft(stop.shows, `${stop.name} shows that it has the focus`).not.toEqual([])
  expect.soft(stop.name, 'a stop has a name').toMatch(/^\w+ ".+"$/)
  expect.soft(stop.isHidden, `${stop.name} is in sight`).toBe(false)
  return stop
}

/** Presses Tab until there, looking at every stop on the way. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const seen: string[] = []
  for (let turn = 0; turn < 60; turn += 1) {
    await page.keyboard.press('Tab')
    const stop = await stopAt(page)
    seen.push(stop.name)
    if (name.test(stop.name)) return
  }
  throw new Error(`no stop is ${String(name)}: ${seen.join(', ')}`)
}

async function type(page: Page, name: RegExp, text: string): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.type(text)
}

test('the keyboard alone leads from the first launch to a cancelled run', async ({ launch, serve }) => {
  stops = 0
  const server = await serve({ speed: 1 })
  const { page } = await launch()
  await page.getByRole('button', { name: 'Connect an assistant' }).waitFor()
  await page.evaluate(countPresses)

  await tabTo(page, /"Connect an assistant"/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Base URL' })).toBeFocused()
  await page.keyboard.type(server.baseUrl)
  await type(page, /"API key"/, KEY)
  await type(page, /"Assistant ID"/, server.assistantIds.guide)
  await type(page, /"Nickname"/, 'Tester')
  await page.keyboard.press('Enter')
  await expect(messageBox(page)).toBeFocused()
  await stopAt(page)

  await page.keyboard.type('What is a run?')
  await page.keyboard.press('Enter')
  await runIsOver(page)
  await expect(messageBox(page)).toBeFocused()

  await page.keyboard.press('Control+I')
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await expect(inspector.getByRole('tab', { name: 'Timeline' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(inspector.getByRole('tab', { name: 'Steps' })).toHaveAttribute('aria-selected', 'true')
  await stopAt(page)
  await page.keyboard.press('Escape')
  await expect(inspector).toHaveCount(0)
  await expect(messageBox(page)).toBeFocused()

  await page.keyboard.type('What is a thread?')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Cancel run' })).toBeVisible()
  await page.keyboard.press('Shift+Tab')
  for (let turn = 0; turn < 20; turn += 1) {
    const { name } = await stopAt(page)
    if (/"Cancel run"/.test(name)) break
    await page.keyboard.press('Shift+Tab')
  }
  await page.keyboard.press('Enter')
  await expect(conversation(page)).toContainText('You cancelled this run.')
  await runIsOver(page)
  await expect(messageBox(page)).toBeFocused()
  expect(await page.evaluate(pressesCounted)).toBe(0)
  tried(stops)
})

test('the focus comes back from every dialog and menu to what opened it', async ({ launch }) => {
  const { page } = await launch()
  await page.getByRole('button', { name: 'Try the practice assistant' }).focus()
  await page.keyboard.press('Enter')
  await expect(messageBox(page)).toBeFocused()
  await page.keyboard.type('What is a run?')
  await page.keyboard.press('Enter')
  await runIsOver(page)
  await page.evaluate(countPresses)

  const openers: [name: string, opens: string][] = [
    ['More for this conversation', 'menu'],
    ['Search and commands', 'dialog'],
  ]
  for (const [name, opens] of openers) {
    const opener = page.getByRole('button', { name, exact: true }).first()
    await opener.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole(opens === 'menu' ? 'menu' : 'dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(opener).toBeFocused()
  }
  const row = page.getByRole('navigation', { name: 'Conversations' }).locator('button[data-stop]').last()
  await row.focus()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(row).toBeFocused()
  for (const keys of ['Control+K', 'Control+F']) {
    await messageBox(page).focus()
    await page.keyboard.press(keys)
    await expect(
      page.getByRole('dialog').or(page.getByRole('search', { name: 'Find in conversation' })),
    ).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(messageBox(page)).toBeFocused()
  }
  expect(await page.evaluate(pressesCounted)).toBe(0)
  tried(openers.length + 3)
})

test('a screen has its landmarks, one heading to begin with, and no order of its own for the keyboard', async ({
  launch,
}) => {
  const { page } = await launch()
  await page.getByRole('button', { name: 'Try the practice assistant' }).press('Enter')
  await expect(messageBox(page)).toBeFocused()
  for (const screen of ['conversation', 'settings']) {
    if (screen === 'settings') await page.keyboard.press('Control+,')
    await expect(page.getByRole('main')).toHaveCount(1)
    await expect(page.getByRole('navigation')).toHaveCount(1)
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    await expect(page.locator('[tabindex]:not([tabindex="0"]):not([tabindex="-1"])')).toHaveCount(0)
  }
})

test('nothing moves where motion is not wanted', async ({ launch }) => {
  const { page } = await launch()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.getByRole('button', { name: 'Try the practice assistant' }).press('Enter')
  await page.keyboard.type('What is a run?')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Cancel run' })).toBeVisible()
  await page.keyboard.press('Control+K')
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(await page.evaluate('document.getAnimations().length')).toBe(0)
})
