/** Somebody with no account and no key gets a true answer. */
import { expect } from '@playwright/test'
import { answers, ask, conversation, messageBox, test, tryPractice } from './desk.ts'

test('the first launch leads to an answer of the practice assistant', async ({ launch }) => {
  const { page } = await launch()
  await expect(page.getByRole('heading', { name: 'Test your first assistant' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Connect an assistant' })).toBeVisible()
  await tryPractice(page)
  await ask(page, 'What does Stop waiting do?')
  await expect(answers(page, 'Guide').last()).toContainText('Stop waiting')
  await expect(page.getByRole('navigation', { name: 'Conversations' })).toContainText(
    'What does Stop waiting do?',
  )
})

test('a suggested question is sent with one click', async ({ launch }) => {
  const { page } = await launch()
  await tryPractice(page)
  const suggestion = page.getByRole('main').getByRole('button', { name: /\?$/ }).first()
  const question = (await suggestion.textContent()) ?? ''
  await suggestion.click()
  await expect(conversation(page).getByRole('article', { name: 'You' })).toContainText(question.trim())
  await expect(answers(page, 'Guide').last()).toContainText('practice assistant')
})

test('Enter sends, Shift+Enter breaks the line, and sending twice at once sends one message', async ({
  launch,
}) => {
  const { page } = await launch()
  await tryPractice(page)
  await messageBox(page).pressSequentially('first line')
  await page.keyboard.press('Shift+Enter')
  await messageBox(page).pressSequentially('second line')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(conversation(page).getByRole('article', { name: 'You' })).toHaveCount(1)
  await expect(conversation(page).getByRole('article', { name: 'You' })).toContainText('first line')
  await expect(conversation(page).getByRole('article', { name: 'You' })).toContainText('second line')
  await expect(messageBox(page)).toHaveValue('')
})
