/** A whole thread read from the practice server and from servers that page badly, over a real socket. */
import { afterEach, describe, expect, it } from 'vitest'
import { startPracticeServer, type PracticeServer } from '../../../practice-server/server.ts'
import { plainText } from '../../../shared/domain/conversation.ts'
import { startTestServer, type TestServer } from '../test-server.ts'
import { backendAt, KEY } from './test-rig.ts'

let server: PracticeServer | null = null
let odd: TestServer | null = null
afterEach(async () => {
  await server?.close()
  await odd?.close()
  server = odd = null
})

const noHooks = () => {
  const counts: number[] = []
  return {
    counts,
    hooks: { signal: new AbortController().signal, onGrew: (count: number) => void counts.push(count) },
  }
}

describe('a thread', () => {
  it.each([{}, { ignoresOrder: true }, { dropNulls: true }])(
    'of 250 messages is read whole and in its order: %o',
    async (moods) => {
      server = await startPracticeServer({ key: KEY, pages: [], speed: 0, moods })
      const texts = Array.from({ length: 250 }, (_, at) => `message ${at}`)
      const threadId = await threadWith(texts.map((content) => ({ role: 'user', content })))
      const { counts, hooks } = noHooks()
      const { messages, isCut } = await backendAt(server.baseUrl).backend.readThread(threadId, hooks)
      expect(messages.map(plainText)).toEqual(texts)
      expect(isCut).toBe(false)
      expect(counts).toEqual([100, 200])
    },
  )

  it('keeps who said what, and our own IDs', async () => {
    server = await startPracticeServer({ key: KEY, pages: [], speed: 0 })
    const threadId = await threadWith([
      { role: 'user', content: 'Hello', metadata: { client_msg_id: 'ours' } },
      { role: 'assistant', content: 'Hi' },
    ])
    const { messages } = await backendAt(server.baseUrl).backend.readThread(threadId, noHooks().hooks)
    expect(messages).toMatchObject([
      { role: 'user', ourId: 'ours', createdAt: expect.any(Number), isPartial: false },
      { role: 'assistant', ourId: null },
    ])
  })

  it('that is gone fails in our words', async () => {
    server = await startPracticeServer({ key: KEY, pages: [], speed: 0 })
    const { backend } = backendAt(server.baseUrl)
    await expect(backend.readThread('thread_nowhere', noHooks().hooks)).rejects.toMatchObject({
      error: { kind: 'thread-not-found' },
    })
  })

  it('keeps parts of a kind it does not know, and messages without a date', async () => {
    const baseUrl = await listOf([{ id: 'm1', role: 'assistant', content: [{ type: 'hologram', depth: 3 }] }])
    const { messages } = await backendAt(baseUrl).backend.readThread('t1', noHooks().hooks)
    expect(messages).toMatchObject([{ remoteId: 'm1', createdAt: null, content: [{ type: 'unknown' }] }])
  })

  it('ends where a server repeats its first page for ever', async () => {
    const baseUrl = await listOf([{ id: 'm1', role: 'user', content: 'Hello' }], true)
    const { messages, isCut } = await backendAt(baseUrl).backend.readThread('t1', noHooks().hooks)
    expect(messages).toHaveLength(1)
    expect(isCut).toBe(false)
  })
})

async function listOf(data: unknown[], hasMore = false): Promise<string> {
  odd = await startTestServer(() => ({ body: { object: 'list', data, has_more: hasMore } }))
  return odd.baseUrl
}

async function threadWith(messages: readonly object[]): Promise<string> {
  const { id } = await post('/threads', {})
  for (const message of messages) await post(`/threads/${id}/messages`, message)
  return id
}

async function post(path: string, body: object): Promise<{ id: string }> {
  const response = await fetch(`${server?.baseUrl}${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${KEY}`,
      'content-type': 'application/json',
      'openai-beta': 'assistants=v2',
    },
    body: JSON.stringify(body),
  })
  return (await response.json()) as { id: string }
}
