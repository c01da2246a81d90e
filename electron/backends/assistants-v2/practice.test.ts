/** Whole turns against the practice server, over real sockets. */
import { afterEach, describe, expect, it } from 'vitest'
import {
  startPracticeServer,
  type PracticeServer,
  type PracticeServerOptions,
} from '../../../practice-server/server.ts'
import { aTurn, backendAt, follow, KEY, textOf, typesOf } from './rig.ts'

let server: PracticeServer | null = null
afterEach(async () => {
  await server?.close()
  server = null
})

async function practice(options: Partial<PracticeServerOptions> = {}) {
  server = await startPracticeServer({ key: KEY, pages: [], speed: 0, ...options })
  return server
}

const askFor = (text: string, assistantId: string) =>
  aTurn({ assistantId, question: { id: 'q-1', text, remoteId: null, createdAt: Date.now() } })

describe('a turn at the practice server', () => {
  it('polls a run to its answer', async () => {
    const { baseUrl, assistantIds } = await practice()
    const id = Object.values(assistantIds)[0] ?? ''
    const told = await follow(backendAt(baseUrl, 'polling'), askFor('What is 2 + 2?', id))
    console.log(typesOf(told), textOf(told), told.run.error)
    expect(told.run.state).toBe('completed')
  })
})
