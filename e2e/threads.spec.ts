/** A conversation keeps to its thread. */
import { expect } from '@playwright/test'
import { ask, connect, messageBox, test } from './desk.ts'

test('three turns stay on one thread and two conversations have two', async ({ launch, serve }) => {
  const server = await serve()
  const { page } = await launch()
  await connect(page, server)
  await ask(page, 'What is a thread?')
  await ask(page, 'What is a run?')
  await ask(page, 'What is a step?')
  const threadsOf = () =>
    new Set(server.requests.flatMap(({ path }) => /\/threads\/([^/?]+)\/messages/.exec(path)?.[1] ?? []))
  expect(threadsOf().size).toBe(1)
  await page.getByRole('button', { name: 'New conversation' }).click()
  await expect(messageBox(page)).toBeFocused()
  await ask(page, 'What is a connection?')
  expect(threadsOf().size).toBe(2)
  expect(
    server.requests.filter(({ method, path }) => method === 'POST' && path === '/v1/threads'),
  ).toHaveLength(2)
  const posted = server.requests.flatMap(({ clientMsgId }) => clientMsgId ?? [])
  expect(new Set(posted).size).toBe(posted.length)
})
