/** Every screen passes axe's WCAG 2.2 AA rules, light and dark. */
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { askMain } from '../scripts/ask-main.ts'
import { ask, send, test, tryPractice } from './desk.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

for (const theme of ['light', 'dark'] as const) {
  test(`every screen passes axe in ${theme}`, async ({ launch }) => {
    const { page } = await launch()
    await askMain(page, 'settings.change', { theme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await passes(page, 'first launch')
    await page.getByRole('button', { name: 'Connect an assistant' }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByRole('textbox', { name: 'Assistant ID' })).toHaveAccessibleDescription(/required/)
    await passes(page, 'form with errors')
    await page.keyboard.press('Escape')
    await tryPractice(page)
    await passes(page, 'empty conversation')
    await ask(page, 'What is a run?')
    await passes(page, 'conversation')
    await page.getByRole('button', { name: 'Settings' }).first().click()
    await passes(page, 'settings')
    await page.getByRole('button', { name: 'Guide', exact: true }).click()
    await expect(page.getByRole('group', { name: 'Colour' })).toBeVisible()
    await passes(page, 'assistant')
    await page.getByRole('button', { name: 'Add a connection' }).click()
    await page.getByRole('textbox', { name: 'Base URL' }).fill('http://192.168.1.7:4000')
    await page.getByText('More', { exact: true }).click()
    await page.getByRole('button', { name: 'Add a header' }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByRole('textbox', { name: 'Base URL' })).toHaveAccessibleDescription(
      /Tick the box below/,
    )
    await passes(page, 'connection with errors')
  })
}

test('an error card and a function card pass axe', async ({ launch }) => {
  const { page } = await launch()
  await tryPractice(page)
  await newWith(page, 'asst_practice_troublemaker', 'fail')
  await expect(page.getByRole('alert')).toBeVisible()
  await passes(page, 'error card')
  await newWith(page, 'asst_practice_orders', 'Where is order 48-2213 and what is in it?')
  await expect(page.getByRole('button', { name: 'Send result' })).toBeVisible()
  await passes(page, 'function card')
})

/** A conversation with a practice assistant, made behind the window and opened in it. */
async function newWith(page: Page, assistantId: string, question: string): Promise<void> {
  const { conversationId } = await askMain(page, 'conversations.create', { assistantId })
  await askMain(page, 'conversations.rename', { conversationId, title: `About ${assistantId}` })
  await page.getByRole('navigation').getByText(`About ${assistantId}`).click()
  await send(page, question)
}

async function passes(page: Page, screen: string): Promise<void> {
  // Legacy mode: the default opens a second page, which this app never lets anyone do.
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true).analyze()
  const found = violations.map(
    ({ id, nodes }) => `${screen}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  )
  expect(found).toEqual([])
}
