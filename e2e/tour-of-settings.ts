/** The part of the tour through menus, dialogs and the settings. */
import { expect } from '@playwright/test'
import { askMain } from '../scripts/ask-main.ts'
import { button, field, type Tour } from './touring.ts'

/** What opens over a conversation and the list of conversations. */
export async function dialogsAndMenus(tour: Tour): Promise<void> {
  const { page, say, visit } = tour
  await button(tour, 'More for this conversation').click()
  await page.getByRole('menu').waitFor()
  await visit('menu of a conversation')
  await page.getByRole('menuitem', { name: say('Export …') }).click()
  await page.getByRole('dialog').last().waitFor()
  await visit('export')
  await page.keyboard.press('Escape')
  await choose(tour, 'Open a thread by its ID …')
  await button(tour, 'Open thread').click()
  await visit('open a thread')
  await page.keyboard.press('Escape')
  await choose(tour, 'Keyboard shortcuts')
  await page.getByRole('dialog').last().waitFor()
  await visit('shortcuts')
  await page.keyboard.press('Escape')
  const rows = page.getByRole('navigation').locator('button[data-stop]')
  await rows.filter({ hasText: 'Please fail' }).first().focus()
  await page.keyboard.press('F2')
  await page
    .getByRole('navigation')
    .getByRole('textbox', { name: say('Title of the conversation') })
    .waitFor()
  await visit('a title being changed')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Shift+ArrowDown')
  await page
    .getByRole('group', { name: say('Selected conversations') })
    .or(button(tour, 'Select none'))
    .first()
    .waitFor()
  await visit('several selected')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Delete')
  await button(tour, 'Undo').waitFor()
  await visit('what was deleted can be brought back')
}

/** Through the palette, which has everything. */
async function choose({ page, say }: Tour, words: string): Promise<void> {
  await page.keyboard.press('Control+K')
  const palette = page.getByRole('dialog')
  await palette.getByRole('combobox').fill(say(words))
  await palette
    .getByRole('option', { name: say(words) })
    .first()
    .click()
  await expect(palette.getByRole('combobox', { name: /⌘|Find a conversation/ })).toHaveCount(0)
}

/** All sections of the settings, and what is confirmed there. */
export async function settings(tour: Tour): Promise<void> {
  const { page, say, visit } = tour
  await page.keyboard.press('Control+,')
  const main = page.getByRole('main')
  await main.getByRole('heading', { name: say('General') }).waitFor()
  await visit('settings: general')
  await field(tour, 'Time limit of a run').fill('1')
  await field(tour, 'Time limit of a run').press('Enter')
  await visit('settings: a wrong number')
  await button(tour, 'Your data').click()
  await button(tour, "Make today's snapshot now").click()
  await main.getByText(say('Daily snapshot')).waitFor()
  await visit('settings: your data')
  await main
    .getByRole('button', { name: new RegExp(`^${say('Look inside')}`) })
    .first()
    .click()
  await page.getByRole('dialog').last().waitFor()
  await visit('inside a snapshot')
  await page.keyboard.press('Escape')
  await button(tour, 'About').click()
  await visit('settings: about')
  await page.getByRole('button', { name: 'Tester', exact: true }).click()
  await page.getByRole('group', { name: say('Colour') }).waitFor()
  await visit('settings: an assistant')
  await button(tour, 'Remove assistant').click()
  await visit('settings: removing an assistant')
  await page.keyboard.press('Escape')
  const { connections } = await askMain(page, 'app.state')
  await page
    .getByRole('button', { name: connections[0]?.name ?? '' })
    .first()
    .click()
  await field(tour, 'Base URL').waitFor()
  await visit('settings: a connection')
  await button(tour, 'Remove connection').click()
  await visit('settings: removing a connection')
  await page.keyboard.press('Escape')
  await button(tour, 'Close settings').click()
}
