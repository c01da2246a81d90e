/** Damaged files are set aside under a dated name, the last good state comes back, and the person is told. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { ask, conversation, test, tryPractice } from './desk.ts'

test('a damaged history comes back from its last good copy', async ({ launch }) => {
  const first = await launch()
  await tryPractice(first.page)
  await ask(first.page, 'What is a thread?')
  await first.close()
  expect(existsSync(join(first.profile, 'history.last-good.db'))).toBe(true)
  writeFileSync(join(first.profile, 'history.db'), 'this is no database'.repeat(500))

  const second = await launch({ profile: first.profile })
  await expect(second.page.getByText(/history\.corrupt-\d{8}-\d{6}\.db/)).toBeVisible()
  await expect(conversation(second.page)).toContainText('What is a thread?')
  expect(readdirSync(first.profile).some((name) => /^history\.corrupt-.*\.db$/.test(name))).toBe(true)
})

test('damaged settings come back from their last good copy', async ({ launch }) => {
  const first = await launch()
  await tryPractice(first.page)
  await ask(first.page, 'What is a thread?')
  await first.close()
  writeFileSync(join(first.profile, 'settings.json'), '{"settings": {"theme": "da')

  const second = await launch({ profile: first.profile })
  await expect(second.page.getByText(/settings\.corrupt-\d{8}-\d{6}\.json/)).toBeVisible()
  await expect(conversation(second.page)).toContainText('What is a thread?')
})

test('a history of a newer version is opened by nobody; an empty one can be begun beside it', async ({
  launch,
}) => {
  const first = await launch()
  await tryPractice(first.page)
  await ask(first.page, 'What is a thread?')
  await first.close()
  const file = join(first.profile, 'history.db')
  const bytes = readFileSync(file)
  // The schema's number: https://www.sqlite.org/fileformat2.html#user_version
  bytes.writeUInt32BE(9_999, 60)
  writeFileSync(file, bytes)

  const second = await launch({ profile: first.profile })
  await expect(second.page.getByRole('alert')).toContainText('written by a newer version of the app')
  await expect(second.page.getByRole('button', { name: 'Quit' })).toBeVisible()
  await expect(second.page.getByRole('button', { name: 'Open data folder' })).toBeVisible()
  expect(readFileSync(file).equals(bytes)).toBe(true)
  expect(existsSync(`${file}-wal`)).toBe(false)

  const opening = second.app.waitForEvent('window')
  await second.page.getByRole('button', { name: 'Begin with an empty history beside it' }).click()
  const page = await opening
  await expect(
    page.getByText(/history\.db was written by a newer version and is left untouched/),
  ).toBeVisible()
  await page.getByRole('button', { name: 'New conversation' }).first().click()
  await ask(page, 'What is a run?')
  await second.close()
  expect(readFileSync(file).equals(bytes)).toBe(true)

  const third = await launch({ profile: first.profile })
  await expect(conversation(third.page)).toContainText('What is a run?')
  expect(readFileSync(file).equals(bytes)).toBe(true)
})
