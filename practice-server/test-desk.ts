/** Sets the table for tests: a practice server with a few help pages, and the official client pointed at it. */
import OpenAI from 'openai'
import { afterEach, expect } from 'vitest'
import type { HelpPage } from './assistants/help-pages.ts'
import { createSchemaJudge } from './test-schema-judge.ts'
import { startPracticeServer, type PracticeServerOptions } from './server.ts'

export const KEY = 'sk-practice-0123456789abcdef'

export const PAGES: HelpPage[] = [
  {
    language: 'en',
    name: 'runs-and-steps.md',
    title: 'Runs and steps',
    text: '# Runs and steps\n\nA run is one answer in the making. 🐢 It has steps.\n\n## The five-minute limit\n\nAfter five minutes the app says that the run is still going on.',
  },
  {
    language: 'en',
    name: 'privacy.md',
    title: 'Privacy',
    text: '# Privacy\n\nYour key stays in the keyring.',
  },
  {
    language: 'zh-TW',
    name: 'runs-and-steps.md',
    title: '執行與步驟',
    text: '# 執行與步驟\n\n一次執行就是一個正在產生的回答。\n\n## 五分鐘限制\n\n執行超過五分鐘，程式會說明它仍在進行。',
  },
]

const openDesks: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of openDesks.splice(0)) await close()
})

export interface DeskOptions extends Partial<PracticeServerOptions> {
  /** False for tests of answers that break the protocol on purpose. */
  judged?: boolean
}

/** Closed after the test, which fails if any answer was not as OpenAI describes it. */
export async function openDesk({ judged = true, ...options }: DeskOptions = {}) {
  const server = await startPracticeServer({ key: KEY, pages: PAGES, speed: 0, ...options })
  const judge = createSchemaJudge()
  const client = new OpenAI({
    apiKey: server.key,
    baseURL: server.baseUrl,
    maxRetries: 0,
    ...(judged ? { fetch: judge.fetch } : {}),
  })
  openDesks.push(async () => {
    await server.close()
    await judge.settled()
    expect(judge.complaints).toEqual([])
  })
  return { server, judge, client, ...shortcuts(client) }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>

function shortcuts(client: OpenAI) {
  const { threads } = client.beta
  /** A thread whose only message is the question. */
  const threadWith = (question: string) => threads.create({ messages: [{ role: 'user', content: question }] })
  /** Asks and reads until the run stands still; the pace of the server is 0, so looking once is enough. */
  const ask = async (assistantId: string, question: string) => {
    const thread = await threadWith(question)
    const created = await threads.runs.create(thread.id, { assistant_id: assistantId })
    const run = await threads.runs.retrieve(created.id, { thread_id: thread.id })
    return { thread, created, run, text: await textOf(thread.id) }
  }
  /** What the assistant has said on the thread. */
  const textOf = async (threadId: string) => {
    const { data } = await threads.messages.list(threadId, { order: 'asc' })
    return data
      .filter(({ role }) => role === 'assistant')
      .flatMap(({ content }) => content)
      .map((part) => (part.type === 'text' ? part.text.value : ''))
      .join('\n')
  }
  return { threads, threadWith, ask, textOf }
}

/** The error a promise fails with, for looking at its status and words. */
export async function refusalOf(
  attempt: PromiseLike<unknown>,
): Promise<InstanceType<typeof OpenAI.APIError>> {
  try {
    await attempt
  } catch (thrown) {
    if (thrown instanceof OpenAI.APIError) return thrown
    throw thrown
  }
  throw new Error('the server accepted it')
}
