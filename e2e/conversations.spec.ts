/** Conversations are named, put in order, deleted and brought back, one or many at once, and a restart keeps all of it. */
import { expect, type Locator, type Page } from '@playwright/test'
import { ask, conversation, messageBox, test, tryPractice } from './desk.ts'

const sidebar = (page: Page) => page.getByRole('navigation', { name: 'Conversations' })
const row = (page: Page, title: string) =>
  sidebar(page).getByRole('button', { name: new RegExp(`^${title.replace('?', '\\?')}`) })
const menuItem = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true })

test('conversations are renamed, pinned and archived with the keyboard, and stay so after a restart', async ({
  launch,
}) => {
  const first = await launch()
  const { page } = first
  await tryPractice(page)
  await begin(page, 'What is a thread?', 'What is a run?', 'What is a step?')

  await row(page, 'What is a run?').focus()
  await page.keyboard.press('F2')
  await page.getByRole('textbox', { name: 'Title of the conversation' }).fill('Runs, explained')
  await page.keyboard.press('Enter')
  await expect(row(page, 'Runs, explained')).toBeFocused()

  await page.keyboard.press('Shift+F10')
  await menuItem(page, 'Pin').press('Enter')
  await expect(headings(page)).toHaveText(['Pinned', 'Today'])
  await page.keyboard.press('Escape')

  await row(page, 'What is a step?').click({ button: 'right' })
  await menuItem(page, 'Archive').click()
  await expect(row(page, 'What is a step?')).toHaveCount(0)
  const archive = sidebar(page).getByRole('button', { name: 'Archived (1)' })
  await expect(archive).toHaveAttribute('aria-expanded', 'false')
  await first.close()

  const again = await launch({ profile: first.profile })
  await expect(headings(again.page)).toHaveText(['Pinned', 'Today'])
  await expect(titles(again.page)).toHaveText([/Runs, explained/, /What is a thread/])
  await sidebar(again.page).getByRole('button', { name: 'Archived (1)' }).click()
  await row(again.page, 'What is a step?').click()
  await expect(conversation(again.page)).toContainText('What is a step?')
  await row(again.page, 'What is a step?').click({ button: 'right' })
  await menuItem(again.page, 'Take out of the archive').click()
  await expect(headings(again.page)).toHaveText(['Pinned', 'Today'])
  await expect(titles(again.page)).toHaveCount(3)
})

test('several are deleted together, brought back together, and deleted ones outlast a restart', async ({
  launch,
}) => {
  const first = await launch()
  const { page } = first
  await tryPractice(page)
  await begin(page, 'What is a thread?', 'What is a run?', 'What is a step?')

  await row(page, 'What is a step?').click()
  await row(page, 'What is a thread?').click({ modifiers: ['ControlOrMeta'] })
  await row(page, 'What is a run?').click({ modifiers: ['ControlOrMeta'] })
  const bar = sidebar(page).getByRole('region', { name: 'Selected conversations' })
  await expect(bar).toContainText('2 selected')
  await bar.getByRole('button', { name: 'Delete' }).click()
  await expect(titles(page)).toHaveText([/What is a step/])
  await expect(page.getByText('2 conversations deleted')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(titles(page)).toHaveCount(3)

  await row(page, 'What is a step?').focus()
  await page.keyboard.press('Shift+ArrowDown')
  await expect(bar).toContainText('2 selected')
  await page.keyboard.press('ControlOrMeta+a')
  await expect(bar).toContainText('3 selected')
  await page.keyboard.press('Escape')
  await expect(bar).toHaveCount(0)
  await page.keyboard.press('Delete')
  await expect(titles(page)).toHaveCount(2)
  await first.close()

  const again = await launch({ profile: first.profile })
  await expect(titles(again.page)).toHaveCount(2)
})

test('a question is put to another assistant, in a conversation of its own', async ({ launch }) => {
  const { page } = await launch()
  await tryPractice(page)
  await ask(page, 'What is a thread?')
  const question = conversation(page).getByRole('article', { name: 'You' })
  await question.hover()
  await question.getByRole('button', { name: 'Ask this to …' }).click()
  await menuItem(page, 'Order desk').click()
  await expect(page.getByRole('textbox', { name: 'Message' })).toHaveAttribute('placeholder', /Order desk/)
  await expect(conversation(page).getByRole('article', { name: 'You' })).toContainText('What is a thread?')
  await expect(conversation(page).getByRole('article', { name: 'Order desk' })).toBeVisible({
    timeout: 20_000,
  })
  await expect(titles(page)).toHaveCount(2)
})

const headings = (page: Page): Locator => sidebar(page).getByRole('heading')
const titles = (page: Page): Locator =>
  sidebar(page).getByRole('list').locator('button[data-stop]:not([aria-expanded])')

/** One conversation for each question, the last one newest. */
async function begin(page: Page, ...questions: string[]): Promise<void> {
  for (const [at, question] of questions.entries()) {
    if (at > 0) await page.getByRole('button', { name: 'New conversation' }).click()
    await expect(messageBox(page)).toBeFocused()
    await ask(page, question)
  }
}
