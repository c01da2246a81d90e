/** A run survives the app: killed in the middle, the answer arrives after the next start, once. */
import { expect } from '@playwright/test'
import { answers, conversation, connect, runIsOver, send, test } from './desk.ts'
import { startKeyring } from './keyring.ts'

test('kill -9 during a run, and the answer arrives after the restart', async ({ launch, serve }) => {
  const keyring = await startKeyring()
  try {
    const server = await serve({ speed: 0.6 })
    const first = await launch({ env: keyring.env })
    await connect(first.page, server)
    await send(first.page, 'What does Stop waiting do?')
    await expect(answers(first.page, 'Tester').last()).toContainText('scripted')
    first.app.process().kill('SIGKILL')
    await first.app.waitForEvent('close')

    const second = await launch({ profile: first.profile, env: keyring.env })
    await expect(conversation(second.page).getByRole('article', { name: 'You' })).toHaveCount(1)
    await runIsOver(second.page)
    await expect(answers(second.page, 'Tester')).toHaveCount(1)
    await expect(answers(second.page, 'Tester')).toContainText('goes on at the server')
    const posts = server.requests.filter(
      ({ method, path }) => method === 'POST' && /\/(messages|runs)$/.test(path),
    )
    expect(posts).toHaveLength(2)
  } finally {
    await keyring.close()
  }
})
