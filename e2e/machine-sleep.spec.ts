/** The computer sleeps in the middle of a run: every process stands still while the server goes on, and then the answer is there. */
import process from 'node:process'
import { expect } from '@playwright/test'
import { answers, connect, conversation, messageBox, send, test } from './desk.ts'
import { wake } from './machine.ts'
import { processesOf } from './processes.ts'
import { stateAtServer } from './server-state.ts'
import { tried } from './tried.ts'

/** From waking to the answer. */
const SOON = { timeout: 5_000 }

for (const streaming of [true, false])
  test(`asleep in the middle of a run that is ${streaming ? 'streamed' : 'polled'}: soon after waking the answer is there, once`, async ({
    launch,
    serve,
  }) => {
    const server = await serve({ speed: 0.6, streaming })
    const { app, page } = await launch()
    await connect(page, server)
    await send(page, 'What does Stop waiting do?')
    await expect.poll(() => stateAtServer(server)).toBe('in_progress')
    await messageBox(page).fill('half a thought')
    const asleep = (await processesOf(app)).map(({ pid }) => pid)
    for (const pid of asleep) process.kill(pid, 'SIGSTOP')
    await expect.poll(() => stateAtServer(server), { timeout: 30_000 }).toBe('completed')
    for (const pid of asleep.toReversed()) process.kill(pid, 'SIGCONT')
    await wake(app)
    await expect(conversation(page)).toContainText('goes on at the server', SOON)
    await expect(answers(page, 'Tester')).toHaveCount(1)
    await expect(messageBox(page)).toHaveValue('half a thought')
    const posts = server.requests.filter(({ method }) => method === 'POST')
    expect(posts.filter(({ path }) => path.endsWith('/messages'))).toHaveLength(1)
    tried(1)
  })

test('at waking a run is looked at at once, whatever was waited for', async ({ launch, serve }) => {
  const server = await serve({ speed: 1 })
  const { app, page } = await launch()
  await connect(page, server, { assistantId: server.assistantIds.troublemaker })
  await send(page, 'Please be stuck')
  await expect.poll(() => stateAtServer(server)).toBe('in_progress')
  const looks = () =>
    server.requests.filter(({ method, path }) => method === 'GET' && /\/runs\/run_/.test(path)).length
  const before = looks()
  await wake(app)
  await expect.poll(looks, SOON).toBeGreaterThan(before)
  await expect(page.getByRole('button', { name: 'Cancel run' })).toBeVisible()
})
