/** While a run lives: cancelling, not waiting for it, and questions that wait for their turn. */
import { expect, type Page } from '@playwright/test'
import type { PracticeServer } from '../practice-server/server.ts'
import { answers, connect, conversation, KEY, messageBox, runIsOver, send, test } from './desk.ts'
import { stateAtServer } from './server-state.ts'

const questions = (page: Page) => conversation(page).getByRole('article', { name: 'You' })
const question = (page: Page, text: string) => questions(page).filter({ hasText: text })
const troublemaker = (server: PracticeServer) => ({ assistantId: server.assistantIds.troublemaker })

test('cancelling keeps what had arrived', async ({ launch, serve }) => {
  const server = await serve({ speed: 4 })
  const { page } = await launch()
  await connect(page, server)
  await send(page, 'What is a run?')
  await expect(answers(page, 'Tester')).toContainText(/\w{3}/)
  await page.getByRole('button', { name: 'Cancel run' }).click()
  await expect(conversation(page)).toContainText('You cancelled this run.')
  await expect(answers(page, 'Tester')).toContainText(/\w{3}/)
  await expect(answers(page, 'Tester')).toContainText('Cut short')
  await runIsOver(page)
  expect(await stateAtServer(server)).toBe('cancelled')
})

test('one stops waiting, and finds the later answer by looking again', async ({ launch, serve }) => {
  const server = await serve({ speed: 0.25 })
  const { page } = await launch()
  await connect(page, server, troublemaker(server))
  await send(page, 'Please be slow')
  await page.getByRole('button', { name: 'Stop waiting' }).click()
  await expect(page.getByRole('heading', { name: /You stopped waiting/ })).toBeVisible()
  await expect.poll(() => stateAtServer(server), { timeout: 20_000 }).toBe('completed')
  await expect(answers(page, 'Tester')).toHaveCount(0)
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(answers(page, 'Tester')).toContainText('this is the whole answer')
})

test('two questions typed meanwhile are asked in their order', async ({ launch, serve }) => {
  const server = await serve({ speed: 0.5 })
  const { page } = await launch()
  await connect(page, server)
  await send(page, 'What is a thread?')
  await send(page, 'What is a run?')
  await send(page, 'What is a step?')
  await expect(question(page, 'What is a run?')).toContainText('Queued')
  await expect(question(page, 'What is a step?')).toContainText('Queued')
  await expect(answers(page, 'Tester')).toHaveCount(3, { timeout: 40_000 })
  await runIsOver(page)
  await expect(questions(page)).toContainText(['What is a thread?', 'What is a run?', 'What is a step?'])
  await expect(questions(page).filter({ hasText: 'Queued' })).toHaveCount(0)
  const posts = server.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
  expect(posts).toHaveLength(3)
})

test('a queued question is taken back to be edited, or removed', async ({ launch, serve }) => {
  const server = await serve({ speed: 1 })
  const { page } = await launch()
  await connect(page, server, troublemaker(server))
  await send(page, 'Please be stuck')
  await send(page, 'A second thought')
  await send(page, 'A third thought')
  await question(page, 'A second thought').getByRole('button', { name: 'Edit' }).click()
  await expect(messageBox(page)).toHaveValue('A second thought')
  await expect(messageBox(page)).toBeFocused()
  await expect(question(page, 'A second thought')).toHaveCount(0)
  await messageBox(page).fill('')
  await question(page, 'A third thought').getByRole('button', { name: 'Remove' }).click()
  await expect(question(page, 'A third thought')).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(messageBox(page)).toHaveValue('A third thought')

  await page.getByRole('button', { name: 'Cancel run' }).click()
  await runIsOver(page)
  const posts = server.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
  expect(posts).toHaveLength(1)
})

test('after a failure the queue stays until it is sent', async ({ launch, serve }) => {
  const server = await serve({ speed: 1 })
  const { page } = await launch()
  await connect(page, server, troublemaker(server))
  await send(page, 'Please fail')
  await send(page, 'What can you do?')
  await expect(page.getByRole('heading', { name: 'The run failed at the server' })).toBeVisible()
  await expect(question(page, 'What can you do?')).toContainText('Not sent')
  await expect(answers(page, 'Tester')).toHaveCount(0)
  await question(page, 'What can you do?').getByRole('button', { name: 'Send now' }).click()
  await expect(answers(page, 'Tester')).toContainText('Write one of these words')
  await expect(question(page, 'What can you do?')).not.toContainText('Not sent')
})

test('a run started elsewhere is cancelled to make room', async ({ launch, serve }) => {
  const server = await serve({ speed: 0.25 })
  const { page } = await launch()
  await connect(page, server, troublemaker(server))
  await send(page, 'What can you do?')
  await expect(answers(page, 'Tester')).toHaveCount(1)
  await runIsOver(page)
  await startElsewhere(server)
  await send(page, 'two messages')
  await expect(
    page.getByRole('heading', { name: 'Another run is still going on in this thread' }),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Cancel that run' }).click()
  await expect(answers(page, 'Tester')).toHaveCount(3, { timeout: 30_000 })
  await expect(page.getByRole('button', { name: 'Cancel that run' })).toHaveCount(0)
})

/** A run in our thread that never ends, as a second client might leave behind. */
async function startElsewhere(server: PracticeServer): Promise<void> {
  const path = server.requests.findLast((request) => /\/threads\/[^/]+\//.test(request.path))?.path ?? ''
  const thread = /\/threads\/([^/]+)/.exec(path)?.[1] ?? ''
  const headers = {
    authorization: `Bearer ${KEY}`,
    'openai-beta': 'assistants=v2',
    'content-type': 'application/json',
  }
  const post = (place: string, body: unknown) =>
    fetch(`${server.baseUrl}/threads/${thread}/${place}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
  await post('messages', { role: 'user', content: 'Please be stuck' })
  const reply = await post('runs', { assistant_id: server.assistantIds.troublemaker })
  expect(reply.status).toBe(200)
}
