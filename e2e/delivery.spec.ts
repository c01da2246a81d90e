/** A server that streams and one that does not give the same conversation. */
import { expect } from '@playwright/test'
import { latestConversation } from '../scripts/ask-main.ts'
import { answers, ask, connect, test, type Desk } from './desk.ts'
import type { PracticeServer } from '../practice-server/server.ts'

const QUESTIONS = ['What is a thread?', 'What does Cancel run do?']

test('a polled and a streamed server give the same conversation', async ({ launch, serve }) => {
  const streamed = await talk(await launch(), await serve({ streaming: true }))
  const polled = await talk(await launch(), await serve({ streaming: false }))
  expect(polled).toEqual(streamed)
  expect(polled.join(' ')).toContain('thread')
})

async function talk({ page }: Desk, server: PracticeServer): Promise<string[]> {
  await connect(page, server)
  for (const question of QUESTIONS) await ask(page, question)
  await expect(answers(page, 'Tester')).toHaveCount(QUESTIONS.length)
  const { messages } = await latestConversation(page)
  return messages.map(({ role, status, content }) => JSON.stringify({ role, status, content }))
}
