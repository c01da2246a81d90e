/** A thread of 10,000 messages: opens at its end, moves without blanks or jumps, is copied whole, and stays small in memory. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { fillProfile } from '../bench/search/profile.ts'
import { askMain } from '../scripts/ask-main.ts'
import { connect, conversation, messageBox, send, test } from './desk.ts'
import { startScriptedServer } from './scripted-server.ts'
import { fling, frames, heapOf, placeIn, putAt, watching } from './scrolling.ts'

/** What is meant by "the same place", in pixels. */
const STILL_PX = 4
const LINE_PX = 27
const MOST_NODES = 1_500

const articles = (page: Page) => conversation(page).getByRole('article')

test.describe('a thread of 10,000 messages', () => {
  const profile = mkdtempSync(join(tmpdir(), 'assistant-desk-long-'))
  test.beforeAll(() => fillProfile({ folder: profile, messages: 10_000, conversations: 1 }))
  test.afterAll(() => rmSync(profile, { recursive: true, force: true }))

  test('opens at its end; a fling shows no blank frame, and the way to its beginning costs no memory', async ({
    launch,
  }) => {
    test.setTimeout(180_000)
    const { page } = await launch({ profile })
    await expect(articles(page).last()).toBeInViewport()
    expect((await placeIn(page)).toEnd).toBeLessThan(2)
    const cdp = await page.context().newCDPSession(page)
    const flung = []
    for (const distance of [20_000, 20_000, 20_000, -15_000, -15_000, 20_000])
      flung.push(await watching(page, () => fling(page, cdp, distance)))
    expect(flung.every((seen) => seen.frames > 20)).toBe(true)
    const heaps = [await heapOf(cdp)]
    const { conversations } = await askMain(page, 'app.state')
    const conversationId = conversations[0]?.id ?? ''
    const first = await firstMessage(page, conversationId)
    for (
      let turn = 0;
      turn < 400 && (await page.locator(`[data-message="${first}"]`).count()) === 0;
      turn += 1
    ) {
      await putAt(page, 0)
      await frames(page, 2)
    }
    await expect(page.locator(`[data-message="${first}"]`)).toBeInViewport()
    heaps.push(await heapOf(cdp))
    const { nodes } = await placeIn(page)
    expect(nodes).toBeLessThan(MOST_NODES)
    expect((heaps[1] ?? Infinity) - (heaps[0] ?? 0)).toBeLessThan(3)
    const blanks = flung.filter(({ blank }) => blank > 0)
    expect(blanks).toEqual([])
    await page.getByRole('button', { name: 'Jump to latest' }).click()
    await expect.poll(async () => (await placeIn(page)).toEnd).toBeLessThan(2)
  })

  test('older messages come from the disk and what is read stays where it is', async ({ launch }) => {
    const { page } = await launch({ profile })
    await expect(articles(page).last()).toBeInViewport()
    for (let turn = 0; turn < 6; turn += 1) {
      // Not yet near enough for more; the rows here are measured first.
      await putAt(page, 560)
      await frames(page, 12)
      const seen = await watching(page, () => frames(page, 30), 480)
      expect((await placeIn(page)).top).toBeGreaterThan(1_000)
      expect(seen.drift).toBeLessThan(STILL_PX)
    }
  })

  test('all of it is selected and copied, also what is not drawn', async ({ launch }) => {
    const { page, app } = await launch({ profile })
    await expect(articles(page).last()).toBeInViewport()
    await conversation(page).focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.press('Control+C')
    await expect(page.getByText('Copied, messages: 10,000')).toBeVisible()
    const copied = await app.evaluate(({ clipboard }) => clipboard.readText())
    expect(copied.match(/^(You|Guide):$/gm)).toHaveLength(10_000)
    // The Message keeps its own.
    await messageBox(page).fill('only this')
    await page.keyboard.press('Control+A')
    await page.keyboard.press('Control+C')
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('only this')
  })
})

test('a growing answer is followed, and a reader who scrolled up is left in peace', async ({ launch }) => {
  const sentence = 'It goes on, and there is more to read of it. '
  const parts = [`${sentence.repeat(6)}\n\n`.repeat(24)]
  const server = await startScriptedServer(() => ({ parts, pieces: 240, pauseMs: 60 }))
  try {
    const { page } = await launch()
    await connect(page, { baseUrl: server.baseUrl, assistantIds: { guide: 'asst_1' } })
    await send(page, 'A long one, please')
    await expect.poll(async () => (await placeIn(page)).hidden, { timeout: 30_000 }).toBeGreaterThan(20)
    const followed = await watching(page, () => grown(page))
    // A frame may be painted before the list has followed; it is never more than a line behind.
    expect(followed.mostToEnd).toBeLessThan(LINE_PX)
    await conversation(page).hover()
    await page.mouse.wheel(0, -200)
    await frames(page, 20)
    const left = await watching(page, () => grown(page))
    expect(left.drift).toBeLessThan(STILL_PX)
    expect(left.mostToEnd).toBeGreaterThan(200)
  } finally {
    await server.close()
  }
})

/** Waits until there is more to scroll. */
async function grown(page: Page): Promise<void> {
  const { hidden } = await placeIn(page)
  await expect
    .poll(async () => (await placeIn(page)).hidden, { timeout: 30_000 })
    .toBeGreaterThan(hidden + 80)
}

async function firstMessage(page: Page, conversationId: string): Promise<string> {
  const afterPosition = Number.MIN_SAFE_INTEGER
  const wish = { conversationId, beforePosition: null, afterPosition }
  const { messages } = await askMain(page, 'conversations.open', wish)
  return messages[0]?.id ?? ''
}
