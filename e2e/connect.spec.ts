/** An assistant is connected by form, and each mistake on the way is explained and mended without retyping. */
import { expect } from '@playwright/test'
import {
  answers,
  ask,
  connect,
  conversation,
  errorCard,
  fillForm,
  KEY,
  messageBox,
  runIsOver,
  send,
  test,
} from './desk.ts'

test('an assistant connected by form answers', async ({ launch, serve }) => {
  const server = await serve()
  const { page } = await launch()
  await connect(page, server)
  await ask(page, 'What is a thread?')
  await expect(answers(page, 'Tester').last()).toContainText('thread')
  const paths = server.requests.map(({ method, path }) => `${method} ${path.replace(/_[0-9a-f]{6,}/g, '_…')}`)
  expect(paths.filter((path) => path === 'POST /v1/threads')).toHaveLength(1)
  expect(paths.filter((path) => path.endsWith('/messages') && path.startsWith('POST'))).toHaveLength(1)
})

test('a missing assistant ID is told at its field, and nothing is sent', async ({ launch, serve }) => {
  const server = await serve()
  const { page } = await launch()
  await page.getByRole('button', { name: 'Connect an assistant' }).click()
  await fillForm(page, { baseUrl: server.baseUrl, key: KEY, nickname: 'Kept name' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Assistant ID' })).toHaveAccessibleDescription(
    /OpenAI Assistant ID is required/,
  )
  expect(server.requests).toHaveLength(0)
  await expect(page.getByRole('textbox', { name: 'Nickname' })).toHaveValue('Kept name')
  await fillForm(page, { assistantId: server.assistantIds.guide })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(messageBox(page)).toBeFocused()
})

test('a wrong key is explained, mended in Settings, and the question goes out without retyping', async ({
  launch,
  serve,
}) => {
  const server = await serve()
  const { page } = await launch()
  await connect(page, server, { key: 'sk-wrong-key-0000000000000000' })
  await send(page, 'What is a run?')
  await expect(errorCard(page)).toContainText('key')
  await errorCard(page).getByRole('button', { name: 'Open settings' }).click()
  await page.getByRole('button', { name: 'Replace' }).click()
  await fillForm(page, { key: KEY })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await page.keyboard.press('Escape')
  await errorCard(page).getByRole('button', { name: 'Ask again' }).click()
  await expect(answers(page, 'Tester').last()).toContainText('run')
  await expect(conversation(page).getByRole('article', { name: 'You' })).toHaveCount(1)
})

test('a dead host is explained, and the question goes out once the server is back', async ({
  launch,
  serve,
}) => {
  const server = await serve()
  const { port } = server
  const { page } = await launch()
  await connect(page, server)
  await server.close()
  await send(page, 'Are you there?')
  await expect(errorCard(page)).toContainText('127.0.0.1')
  await serve({ port })
  await errorCard(page).getByRole('button', { name: 'Ask again' }).click()
  await runIsOver(page)
  await expect(answers(page, 'Tester')).toHaveCount(1)
  await expect(conversation(page).getByRole('article', { name: 'You' })).toHaveCount(1)
})
