/** Which run holds a thread, asked of the practice server. */
import { afterEach, expect, it } from 'vitest'
import { PRACTICE_ASSISTANT_IDS } from '../../../practice-server/assistants/cast.ts'
import { startPracticeServer, type PracticeServer } from '../../../practice-server/server.ts'
import { newRun } from '../../../shared/domain/run-record.ts'
import { aTurn, backendAt, follow, KEY } from './test-rig.ts'

let server: PracticeServer | null = null
afterEach(() => server?.close())

const signal = new AbortController().signal

async function afterAsking(text: string) {
  server = await startPracticeServer({ key: KEY, pages: [], speed: 0 })
  const rig = backendAt(server.baseUrl)
  const turn = aTurn({
    assistantId: PRACTICE_ASSISTANT_IDS.orderDesk,
    question: { ...aTurn().question, text },
    run: newRun({ id: 'our-run', conversationId: 'c-1', messageId: 'q-1' }, rig.clock.now()),
  })
  const { run } = await follow(rig, turn)
  return { ...rig, run, threadId: run.threadId ?? '' }
}

it('is the one that waits for results, by our ID where we began it', async () => {
  const { backend, run, threadId } = await afterAsking('What about order 48-2213?')
  expect(run.calls[0]?.argumentsText).toBe('{"order_id":"48-2213"}')
  expect(await backend.findOpenRun(threadId, signal)).toEqual({ remoteId: run.remoteId, ourId: 'our-run' })
  await backend.cancel({ threadId, remoteId: run.remoteId ?? '' }, signal)
  expect(await backend.findOpenRun(threadId, signal)).toBeNull()
})

it('is none once every run is over', async () => {
  const { backend, run, threadId } = await afterAsking('Hello')
  expect(run.state).toBe('completed')
  expect(await backend.findOpenRun(threadId, signal)).toBeNull()
})

it('fails in our words for a thread that is gone', async () => {
  const { backend } = await afterAsking('Hello')
  await expect(backend.findOpenRun('thread_nowhere', signal)).rejects.toMatchObject({
    error: { kind: 'thread-not-found' },
  })
})
