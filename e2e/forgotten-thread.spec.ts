/** A server may forget a thread, or hold one that began elsewhere: neither loses what was said, and nothing is asked twice. */
import { expect, type Page } from '@playwright/test'
import type { PracticeServer } from '../practice-server/server.ts'
import {
  answers,
  ask,
  connect,
  conversation,
  errorCard,
  KEY,
  messageBox,
  runIsOver,
  send,
  test,
} from './desk.ts'

const DIVIDER = 'A new thread begins here: the assistant does not know what was said above'

test('a forgotten thread stays readable, and the question that met it goes on in a new one, once', async ({
  launch,
  serve,
}) => {
  const server = await serve()
  const first = await launch()
  const { page } = first
  await connect(page, server)
  await ask(page, 'What is a thread?')
  const [forgotten] = threadsAt(server)
  await bare(server, `/threads/${forgotten}`, { method: 'DELETE' })

  await send(page, 'What is a run?')
  await expect(errorCard(page)).toContainText('The thread is gone from the server')
  await expect(conversation(page)).toContainText('What is a thread?')
  await errorCard(page).getByRole('button', { name: 'Go on in a new thread' }).click()
  await expect(conversation(page).getByText(DIVIDER)).toBeVisible()
  await runIsOver(page)
  await expect(answers(page, 'Tester')).toHaveCount(2)
  await ask(page, 'What is a step?')
  const [, made, ...more] = threadsAt(server)
  expect(more).toEqual([])
  await expect(page.getByRole('button', { name: `Copy thread ID ${made}` })).toBeVisible()
  const posted = server.requests.flatMap(({ path, clientMsgId, status }) =>
    path.endsWith('/messages') && status < 300 ? (clientMsgId ?? []) : [],
  )
  expect(posted).toHaveLength(3)
  expect(new Set(posted).size).toBe(3)
  await first.close()

  const again = await launch({ profile: first.profile })
  await expect(conversation(again.page).getByText(DIVIDER)).toBeVisible()
  const questions = conversation(again.page).getByRole('article', { name: 'You' })
  await expect(questions.last()).toContainText('What is a step?')
  // Only what is near the view is in the page.
  await conversation(again.page).focus()
  await again.page.keyboard.press('Home')
  await expect(questions.first()).toContainText('What is a thread?')
})

test('a thread that began elsewhere is opened by its ID and gone on with, and stays one thread', async ({
  launch,
  serve,
}) => {
  const server = await serve()
  const threadId = await threadElsewhere(server, 'What is a connection?')
  const { page } = await launch()
  await connect(page, server)
  await openThread(page, ` ${threadId}\n`)
  await expect(conversation(page).getByRole('article', { name: 'You' })).toContainText(
    'What is a connection?',
  )
  await expect(answers(page, 'Tester')).toHaveCount(1)
  await ask(page, 'What is a run?')
  await expect(answers(page, 'Tester')).toHaveCount(2)
  expect(threadsAt(server)).toEqual([threadId])

  await bare(server, `/threads/${threadId}/messages`, {
    method: 'POST',
    body: JSON.stringify({ role: 'user', content: 'Said elsewhere' }),
  })
  const list = page.getByRole('navigation', { name: 'Conversations' })
  await list.getByRole('button', { name: 'What is a connection?' }).first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Refresh from the server' }).click()
  await expect(conversation(page)).toContainText('Said elsewhere')
  await expect(conversation(page).getByRole('article', { name: 'You' })).toHaveCount(3)

  await page.getByRole('button', { name: 'New conversation' }).click()
  await expect(messageBox(page)).toBeFocused()
  await openThread(page, threadId)
  await expect(conversation(page)).toContainText('Said elsewhere')
  await expect(
    list.getByRole('button', { name: 'What is a connection?', exact: false }).first(),
  ).toBeVisible()
})

test('an ID that is none, and one the server does not know, are told in words', async ({ launch, serve }) => {
  const server = await serve()
  const { page } = await launch()
  await connect(page, server)
  await openThread(page, 'asst_123')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('alert')).toContainText('the ID of something else')
  await dialog.getByRole('textbox', { name: 'Thread ID' }).fill(KEY)
  await dialog.getByRole('button', { name: 'Open thread' }).click()
  await expect(dialog.getByRole('alert')).toContainText('looks like an API key')
  await dialog.getByRole('textbox', { name: 'Thread ID' }).fill('thread_nowhere')
  await dialog.getByRole('button', { name: 'Open thread' }).click()
  await expect(dialog.getByRole('alert')).toContainText('no thread with this ID')
  expect(server.requests.some(({ path }) => path.includes(KEY))).toBe(false)
})

/** In the order they were first spoken in. */
const threadsAt = (server: PracticeServer): string[] => [
  ...new Set(
    server.requests.flatMap(({ method, path, status }) =>
      method === 'POST' && status < 300 ? (/\/threads\/([^/?]+)\/runs/.exec(path)?.[1] ?? []) : [],
    ),
  ),
]

async function openThread(page: Page, threadId: string): Promise<void> {
  await page.getByRole('button', { name: /Show conversations of/ }).click()
  await page.getByRole('menuitem', { name: 'Open a thread by its ID …' }).click()
  await page.getByRole('textbox', { name: 'Thread ID' }).fill(threadId)
  await page.getByRole('button', { name: 'Open thread', exact: true }).click()
}

/** Made by a client that is not ours. */
async function threadElsewhere(server: PracticeServer, question: string): Promise<string> {
  const { id } = await bare(server, '/threads', {
    method: 'POST',
    body: JSON.stringify({ messages: [{ role: 'user', content: question }] }),
  })
  await bare(server, `/threads/${id}/runs`, {
    method: 'POST',
    body: JSON.stringify({ assistant_id: server.assistantIds.guide }),
  })
  await expect(async () => {
    const { data } = await bare(server, `/threads/${id}/messages`)
    expect(data).toHaveLength(2)
  }).toPass()
  return id
}

async function bare(
  server: PracticeServer,
  path: string,
  init: RequestInit = {},
): Promise<{ id: string; data?: unknown[] }> {
  const headers = {
    authorization: `Bearer ${KEY}`,
    'content-type': 'application/json',
    'openai-beta': 'assistants=v2',
  }
  const response = await fetch(`${server.baseUrl}${path}`, { ...init, headers })
  return response.json() as Promise<{ id: string; data?: unknown[] }>
}
