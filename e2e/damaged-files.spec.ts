/** Damaged files are set aside under a dated name, the last good state comes back, and the person is told. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
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
