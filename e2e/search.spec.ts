/** What was said is found again, in English and Chinese, from the sidebar and the palette, and exactly there in a thread of 10,000 messages. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { RARE_WORD } from '../bench/search/texts.ts'
import { fillProfile } from '../bench/search/profile.ts'
import { ask, conversation, messageBox, test, tryPractice } from './desk.ts'

const searchBox = (page: Page) => page.getByRole('searchbox', { name: 'Search conversations' })
const results = (page: Page) => page.getByRole('region', { name: 'Search results' })
const palette = (page: Page) => page.getByRole('dialog', { name: 'Command palette' })
const findBar = (page: Page) => page.getByRole('search', { name: 'Find in conversation' })
const highlights = (page: Page, name: string) =>
  page.evaluate<string[]>(`[...(CSS.highlights.get('${name}') ?? [])].map(String)`)

test('words in English and single Chinese characters are found, and a deleted conversation is not until it is back', async ({
  launch,
}) => {
  const { page } = await launch()
  await tryPractice(page)
  await ask(page, 'How do I stop a run? 天氣如何')
  await page.getByRole('button', { name: 'New conversation' }).click()
  await ask(page, 'What is a thread?')

  await page.keyboard.press('Control+Shift+F')
  await expect(searchBox(page)).toBeFocused()
  for (const text of ['天', '天氣', 'run sto']) {
    await searchBox(page).fill(text)
    await expect(
      results(page)
        .getByRole('button', { name: /How do I stop a run/ })
        .first(),
    ).toBeVisible()
    await expect(results(page).locator('mark').first()).toBeVisible()
  }
  await searchBox(page).fill('天氣')
  await page.keyboard.press('Enter')
  await expect(conversation(page).getByText('How do I stop a run? 天氣如何')).toBeVisible()
  await searchBox(page).fill('')
  const row = page
    .getByRole('navigation', { name: 'Conversations' })
    .getByRole('button', { name: /^How do I stop/ })
  await row.first().focus()
  await page.keyboard.press('Delete')
  await searchBox(page).fill('天氣')
  await expect(results(page).getByText('Nothing found for “天氣”.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await searchBox(page).fill('天')
  await expect(
    results(page)
      .getByRole('button', { name: /How do I stop a run/ })
      .first(),
  ).toBeVisible()
  await searchBox(page).press('Escape')
  await expect(results(page)).toHaveCount(0)
})

test.describe('in a thread of 10,000 messages', () => {
  const profile = mkdtempSync(join(tmpdir(), 'assistant-desk-long-'))
  test.beforeAll(() => fillProfile({ folder: profile, messages: 10_000, conversations: 1 }))
  test.afterAll(() => rmSync(profile, { recursive: true, force: true }))

  test('a search leads exactly there, the pages around come by scrolling, and one can come back', async ({
    launch,
  }) => {
    const { page } = await launch({ profile })
    await expect(conversation(page)).toBeVisible()
    await searchBox(page).fill(RARE_WORD)
    await expect(results(page).getByText(/found$/)).toBeVisible({ timeout: 60_000 })
    await expect(results(page).getByText(/Still indexing/)).toHaveCount(0, { timeout: 60_000 })
    const hit = results(page).getByRole('button', { name: new RegExp(RARE_WORD) })
    await hit.last().click()
    const found = page.locator('[data-found]')
    await expect(found).toBeInViewport()
    await expect(found).toContainText(RARE_WORD)
    const id = (await found.getAttribute('data-message')) ?? ''

    const log = conversation(page)
    for (const direction of [-1, 1]) {
      const before = await log.evaluate((element) => element.scrollHeight)
      for (let turn = 0; turn < 40; turn += 1)
        await log.evaluate((element, way) => element.scrollBy(0, way * 1_500), direction)
      await expect(async () => {
        expect(await log.evaluate((element) => element.scrollHeight)).not.toBe(before)
      }).toPass()
    }
    await page.getByRole('button', { name: 'Jump to latest' }).click()
    await expect(page.getByRole('button', { name: 'Jump to latest' })).toHaveCount(0)
    await expect(page.locator(`[data-message="${id}"]`)).toHaveCount(0)

    await page.keyboard.press('Control+K')
    await palette(page).getByRole('combobox').fill(RARE_WORD)
    await palette(page)
      .getByRole('option', { name: new RegExp(RARE_WORD) })
      .last()
      .click()
    await expect(found).toBeInViewport()
    await messageBox(page).fill('What is a thread?')
    await page.keyboard.press('Enter')
    await expect(log.getByRole('article', { name: 'You' }).last()).toContainText('What is a thread?')
  })

  test('finding in it counts every place and goes around, wherever that is', async ({ launch }) => {
    const { page } = await launch({ profile })
    await expect(conversation(page)).toBeVisible()
    await page.keyboard.press('Control+F')
    const bar = findBar(page)
    await bar.getByRole('searchbox').fill(RARE_WORD)
    await expect(bar.getByRole('status')).toHaveText(/^\d+ of \d+$/, { timeout: 60_000 })
    const total = Number(/of (\d+)/.exec(await bar.getByRole('status').innerText())?.[1])
    const seen = new Set<string>()
    for (let step = 0; step < total; step += 1) {
      await expect.poll(() => highlights(page, 'find-current')).toEqual([RARE_WORD])
      seen.add(await bar.getByRole('status').innerText())
      await page.keyboard.press('Enter')
    }
    expect(seen.size).toBe(total)
    await page.keyboard.press('Shift+Enter')
    await expect.poll(() => highlights(page, 'find-current')).toEqual([RARE_WORD])
    await page.keyboard.press('Escape')
    await expect(bar).toHaveCount(0)
    await expect(messageBox(page)).toBeFocused()
    expect(await highlights(page, 'find-match')).toEqual([])
  })
})

test('the palette does everything by keyboard alone', async ({ launch }) => {
  const { page } = await launch()
  await tryPractice(page)
  await ask(page, 'What is a thread?')
  await page.keyboard.press('Control+K')
  await expect(palette(page).getByRole('combobox')).toBeFocused()
  await page.keyboard.type('dark the')
  await expect(palette(page).getByRole('option').first()).toHaveText(/Dark theme/)
  await page.keyboard.press('Enter')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(palette(page)).toHaveCount(0)

  await messageBox(page).focus()
  await page.keyboard.press('Control+K')
  await page.keyboard.press('Escape')
  await expect(palette(page)).toHaveCount(0)
  await expect(messageBox(page)).toBeFocused()

  await page.keyboard.press('Control+K')
  await page.keyboard.type('calcul')
  await expect(palette(page).getByRole('option', { name: /Calculator/ })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('What is a thread?')
})
