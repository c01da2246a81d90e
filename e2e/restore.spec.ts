/** Yesterday's snapshot is looked into, brought back after a deletion, still there after a restart, and undone. */
import { mkdirSync, readdirSync, renameSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { ask, conversation, messageBox, runIsOver, send, test, tryPractice } from './desk.ts'

const rows = (page: Page) => page.getByRole('navigation', { name: 'Conversations' })

test("yesterday's snapshot is previewed, restored after a deletion, kept over a restart, and undone", async ({
  launch,
}) => {
  const first = await launch()
  await tryPractice(first.page)
  await ask(first.page, 'What is a thread?')
  await openData(first.page)
  await first.page.getByRole('button', { name: "Make today's snapshot now" }).click()
  await expect(first.page.getByText('Daily snapshot')).toBeVisible()
  await first.close()
  makeYesterdays(first.profile)

  const second = await launch({ profile: first.profile })
  const { page } = second
  await expect(conversation(page)).toContainText('What is a thread?')
  await rows(page)
    .getByRole('button', { name: /What is a thread\?/ })
    .first()
    .press('Delete')
  await page.getByRole('button', { name: 'New conversation' }).first().click()
  await send(page, 'What is a run?')
  await runIsOver(page)
  await messageBox(page).fill('a draft of today')

  await openData(page)
  await page.getByRole('button', { name: /^Look inside/ }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('region', { name: '1 conversation would come back' })).toContainText(
    'What is a thread?',
  )
  await expect(dialog.getByRole('region', { name: '1 conversation would no longer be here' })).toContainText(
    'What is a run?',
  )
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(page.getByText('The snapshot is back')).toBeVisible()
  await expect(page.getByText('Before another was restored')).toBeVisible()
  // The deletion of before may still offer its own.
  await page
    .getByRole('dialog')
    .filter({ hasText: 'The snapshot is back' })
    .getByRole('button', { name: 'Undo' })
    .click()
  await expect(page.getByText('Everything is as it was before')).toBeVisible()
  await page.getByRole('button', { name: 'Close settings' }).click()
  await expect(conversation(page)).toContainText('What is a run?')
  await expect(messageBox(page)).toHaveValue('a draft of today')

  await openData(page)
  await page
    .getByRole('button', { name: /^Look inside/ })
    .last()
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(page.getByText('The snapshot is back')).toBeVisible()
  await second.close()

  const third = await launch({ profile: first.profile })
  await expect(conversation(third.page)).toContainText('What is a thread?')
  await expect(rows(third.page).getByRole('button', { name: /What is a run\?/ })).toHaveCount(0)
  await ask(third.page, 'What is a step?')
  await expect(conversation(third.page).getByRole('article')).toHaveCount(4)
})

test('one conversation alone is brought back, and what was said since stays', async ({ launch }) => {
  const { page } = await launch()
  await tryPractice(page)
  await ask(page, 'What is a thread?')
  await openData(page)
  await page.getByRole('button', { name: "Make today's snapshot now" }).click()
  await expect(page.getByText('Daily snapshot')).toBeVisible()
  await page.getByRole('button', { name: 'Close settings' }).click()
  await rows(page)
    .getByRole('button', { name: /What is a thread\?/ })
    .first()
    .press('Delete')
  await page.getByRole('button', { name: 'New conversation' }).first().click()
  await ask(page, 'What is a run?')
  await openData(page)
  await page.getByRole('button', { name: /^Look inside/ }).click()
  await page.getByRole('button', { name: 'Bring back only this: What is a thread?' }).click()
  await expect(page.getByText('The conversation is back')).toBeVisible()
  await page.getByRole('button', { name: 'Close settings' }).click()
  await expect(
    rows(page)
      .getByRole('button', { name: /What is a thread\?/ })
      .first(),
  ).toBeVisible()
  await expect(
    rows(page)
      .getByRole('button', { name: /What is a run\?/ })
      .first(),
  ).toBeVisible()
})

async function openData(page: Page) {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('button', { name: 'Your data' }).click()
  await expect(page.getByRole('heading', { name: 'Snapshots' })).toBeVisible()
}

/** The clock cannot be moved from outside, but what it left behind can. */
function makeYesterdays(profile: string) {
  const folder = join(profile, 'snapshots')
  mkdirSync(folder, { recursive: true })
  const yesterday = new Date(Date.now() - 86_400_000)
  const day = yesterday.toLocaleDateString('sv-SE')
  for (const name of readdirSync(folder)) {
    const moved = join(folder, name.replace(/history-\d{4}-\d\d-\d\d/, `history-${day}`))
    renameSync(join(folder, name), moved)
    utimesSync(moved, yesterday, yesterday)
  }
}
