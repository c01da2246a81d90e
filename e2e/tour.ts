/** Goes through every screen of the window in any language, and lets a journey look at each. */
import { expect, type Locator } from '@playwright/test'
import { askMain } from '../scripts/ask-main.ts'
import { KEY } from './desk.ts'
import { button, field, type Tour } from './touring.ts'
import { dialogsAndMenus, settings } from './tour-of-settings.ts'

/** Every screen once. */
export async function tourOf(tour: Tour): Promise<void> {
  await connecting(tour)
  await asking(tour)
  await looking(tour)
  await dialogsAndMenus(tour)
  await settings(tour)
}

const log = ({ page, say }: Tour): Locator => page.getByRole('log', { name: say('Conversation') })

/** The first launch, the form in all its states, the list of assistants, an empty conversation. */
async function connecting(tour: Tour): Promise<void> {
  const { page, say, server, visit } = tour
  await button(tour, 'Connect an assistant').waitFor()
  await visit('first launch')
  await button(tour, 'Connect an assistant').click()
  await field(tour, 'Base URL').waitFor()
  await visit('connect form')
  await button(tour, 'Save').click()
  await expect(field(tour, 'Base URL')).toHaveAccessibleDescription(/./)
  await page.getByText(say('More'), { exact: true }).click()
  await button(tour, 'Add a header').click()
  await visit('connect form with errors, everything open')
  await button(tour, 'Remove {row}')
    .or(page.getByRole('button', { name: rowName(tour) }))
    .first()
    .click()
  await field(tour, 'Base URL').fill(server.baseUrl.replace(/\/v1$/, ''))
  await field(tour, 'API key').fill(KEY)
  await field(tour, 'Assistant ID').fill(server.assistantIds.troublemaker)
  await button(tour, 'Check connection').click()
  const report = page.getByRole('region', { name: say('Check of the connection') })
  await expect(report.getByRole('listitem')).toHaveCount(7)
  await expect(button(tour, 'Check connection')).toBeVisible()
  await visit('check that found something')
  await field(tour, 'Base URL').fill(server.baseUrl)
  await button(tour, 'Check connection').click()
  await expect(report).toContainText('Troublemaker')
  await visit('check that went well')
  await button(tour, 'Pick from the list').click()
  await page.getByRole('dialog').getByRole('option').first().waitFor()
  await visit('assistants at the server')
  await page.keyboard.press('Escape')
  await field(tour, 'Nickname').fill('Tester')
  await button(tour, 'Save').click()
  await expect(field(tour, 'Message')).toBeFocused()
  await visit('empty conversation')
}

const rowName = ({ say }: Tour): RegExp =>
  new RegExp(`^${escaped(say('Remove {row}')).replace('\\{row\\}', '.*')}$`)
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A question in words that the practice assistants know, in a conversation of its own. */
async function ask(tour: Tour, question: string, assistantId?: string): Promise<void> {
  const { page } = tour
  if (assistantId !== undefined) {
    const { conversationId } = await askMain(page, 'conversations.create', { assistantId })
    await askMain(page, 'conversations.rename', { conversationId, title: question })
    await page.getByRole('navigation').getByText(question).first().click()
  }
  await field(tour, 'Message').fill(question)
  await field(tour, 'Message').press('Enter')
}

/** A conversation in all states of its run. */
async function asking(tour: Tour): Promise<void> {
  const { page, say, server, visit } = tour
  const { assistants } = await askMain(page, 'app.state')
  const tester = assistants.find(({ nickname }) => nickname === 'Tester')?.id ?? ''
  await ask(tour, 'Show me your markdown')
  await expect(button(tour, 'Inspect')).toBeVisible({ timeout: 30_000 })
  await visit('answer')
  await ask(tour, 'Please be stuck', tester)
  await expect(button(tour, 'Cancel run')).toBeVisible()
  await ask(tour, 'Then another one')
  await expect(log(tour).getByText(say('Queued')).first()).toBeVisible()
  await visit('live run with a question behind it')
  await button(tour, 'Stop waiting').click()
  await expect(button(tour, 'Look again')).toBeVisible()
  await visit('run that is not waited for')
  await ask(tour, 'Please fail', tester)
  await expect(page.getByRole('alert').first()).toBeVisible()
  await page.getByText(say('Details'), { exact: true }).click()
  await visit('error card')
  await connectBehind(tour, server.assistantIds.orderDesk)
  await ask(tour, 'Where is order 48-2213 and what is in it?')
  await expect(button(tour, 'Send result')).toBeVisible({ timeout: 20_000 })
  await visit('function card')
}

/** Another assistant of the server, through the form. */
async function connectBehind(tour: Tour, assistantId: string): Promise<void> {
  await tour.page.keyboard.press('Control+K')
  const palette = tour.page.getByRole('dialog')
  await palette.getByRole('combobox').fill(tour.say('Connect an assistant'))
  await palette.getByRole('option').first().click()
  await field(tour, 'Assistant ID').fill(assistantId)
  await field(tour, 'Nickname').fill('Desk')
  await button(tour, 'Save').click()
  await expect(field(tour, 'Message')).toBeFocused()
}

/** The inspector's tabs, finding, searching, the palette. */
async function looking(tour: Tour): Promise<void> {
  const { page, say, visit } = tour
  await page.getByRole('navigation').getByText('Show me your markdown').first().click()
  await page.keyboard.press('Control+I')
  for (const tab of ['Timeline', 'Steps', 'Requests', 'Usage', 'Raw']) {
    await page.getByRole('tab', { name: say(tab), exact: true }).click()
    await visit(`inspector: ${tab}`)
  }
  await button(tour, 'Close the inspector').click()
  await page.keyboard.press('Control+F')
  await page.keyboard.type('the')
  await expect(page.getByRole('search').getByRole('status')).toContainText(/\d/)
  await visit('find bar')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+Shift+F')
  await page.keyboard.type('markdown')
  await expect(
    page
      .getByRole('region', { name: say('Search results') })
      .locator('mark')
      .first(),
  ).toBeVisible()
  await visit('search results')
  await page.keyboard.type('xyz')
  await expect(page.getByRole('region', { name: say('Search results') }).locator('mark')).toHaveCount(0)
  await visit('nothing found')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+K')
  await page.getByRole('dialog').getByRole('option').first().waitFor()
  await visit('palette')
  await page.keyboard.type('xyzzyx')
  await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(0)
  await visit('palette without a match')
  await page.keyboard.press('Escape')
}
