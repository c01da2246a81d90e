/** What was typed, answered and entrusted is there after a restart; the key is nowhere in clear. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { filesWithKey } from './canary.ts'
import { answers, ask, connect, conversation, KEY, messageBox, test } from './desk.ts'
import { startKeyring } from './keyring.ts'

test('a restart keeps history, draft and key, and the key stands nowhere in clear', async ({
  launch,
  serve,
}) => {
  const keyring = await startKeyring()
  try {
    const server = await serve()
    const first = await launch({ env: keyring.env })
    await connect(first.page, server)
    await ask(first.page, 'What is a thread?')
    await messageBox(first.page).fill('half a thought 半句話')
    await messageBox(first.page).blur()
    await first.close()

    const sealed = JSON.parse(readFileSync(join(first.profile, 'keys.json'), 'utf8')) as {
      keys: Record<string, { sealed: string }>
    }
    const [entry] = Object.values(sealed.keys)
    expect(
      Buffer.from(entry?.sealed ?? '', 'base64')
        .subarray(0, 3)
        .toString(),
    ).toBe('v11')
    expect(statSync(join(first.profile, 'keys.json')).mode & 0o077).toBe(0)
    expect(statSync(join(first.profile, 'history.db')).mode & 0o077).toBe(0)
    expect(filesWithKey(first.profile, KEY)).toEqual([])

    const second = await launch({ profile: first.profile, env: keyring.env })
    await expect(conversation(second.page).getByRole('article', { name: 'You' })).toContainText(
      'What is a thread?',
    )
    await expect(answers(second.page, 'Tester')).toHaveCount(1)
    await expect(messageBox(second.page)).toHaveValue('half a thought 半句話')
    await ask(second.page, 'What is a run?')
    await expect(answers(second.page, 'Tester')).toHaveCount(2)
    expect(server.requests.every(({ status }) => status !== 401)).toBe(true)
    expect(filesWithKey(first.profile, KEY)).toEqual([])
  } finally {
    await keyring.close()
  }
})

test('without a keyring the key lives until the app closes, and the form says so', async ({
  launch,
  serve,
}) => {
  const server = await serve()
  const first = await launch()
  await first.page.getByRole('button', { name: 'Connect an assistant' }).click()
  await expect(first.page.getByText(/no keyring/i)).toBeVisible()
  await first.page.keyboard.press('Escape')
  await connect(first.page, server)
  await ask(first.page, 'What is a thread?')
  await first.close()
  expect(filesWithKey(first.profile, KEY)).toEqual([])

  const second = await launch({ profile: first.profile })
  await expect(conversation(second.page)).toContainText('What is a thread?')
  await messageBox(second.page).fill('And now?')
  await messageBox(second.page).press('Enter')
  await expect(second.page.getByRole('alert')).toContainText('key')
})
