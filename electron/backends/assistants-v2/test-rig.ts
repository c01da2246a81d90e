/** What the tests of the adapter share: a backend on a test clock, a turn, and a consumer that keeps the run. */
import { advance } from '../../../shared/domain/run.ts'
import { newRun, type Run } from '../../../shared/domain/run-record.ts'
import { plainText } from '../../../shared/domain/conversation.ts'
import type { OutgoingFile, RemoteAnswer, Turn, TurnEvent, UploadEvent } from '../../conversations/ports.ts'
import { silentLog } from '../../platform/log.ts'
import { createTestClock, type TestClock } from '../../platform/test-clock.ts'
import { createHttp } from '../http.ts'
import { createAssistantsV2 } from './backend.ts'

export const KEY = 'sk-CANARY-0123456789abcdef0123456789abcdef'

export type Delivery = 'automatic' | 'streaming' | 'polling'

export function backendAt(
  baseUrl: string,
  delivery: Delivery = 'automatic',
  clock: TestClock = createTestClock(),
) {
  const http = createHttp({ baseUrl, key: () => KEY, clock, log: silentLog })
  const tools = { http, clock, random: () => 0.5, log: silentLog, delivery, runLimitMs: 300_000 }
  return { backend: createAssistantsV2(tools), clock }
}

export const aTurn = (changes: Partial<Turn> = {}): Turn => ({
  assistantId: 'asst_1',
  threadId: null,
  question: {
    id: 'q-1',
    text: 'How far is the moon?',
    remoteId: null,
    createdAt: Date.UTC(2026, 10, 22),
    files: [],
  },
  run: newRun({ id: 'r-1', conversationId: 'c-1', messageId: 'q-1' }, Date.UTC(2026, 10, 22)),
  knownMessageIds: [],
  ...changes,
})

export interface Followed {
  events: TurnEvent[]
  run: Run
  /** What the person would see at the end. */
  answers: RemoteAnswer[]
  /** All text-grew of a message's part put together, by `id/part`. */
  grown: Map<string, string>
  turn: Turn
}

/** Follows to the end as the app does, keeping the run by the reducer. */
export async function follow(
  { backend, clock }: ReturnType<typeof backendAt>,
  turn: Turn,
  signal: AbortSignal = new AbortController().signal,
): Promise<Followed> {
  const events: TurnEvent[] = []
  const grown = new Map<string, string>()
  let { run, threadId, question } = turn
  let answers: RemoteAnswer[] = []
  for await (const event of backend.follow(turn, signal)) {
    events.push(event)
    if (event.type === 'answers') answers = event.answers
    else if (event.type === 'text-grew') {
      const key = `${event.remoteId}/${event.part}`
      grown.set(key, (grown.get(key) ?? '') + event.text)
    } else if (event.type === 'upload-begun' || event.type === 'file-uploaded') {
      question = { ...question, files: question.files.map((file) => noted(file, event)) }
    } else {
      run = advance(run, event, clock.now())
      if (event.type === 'thread-created') threadId = event.threadId
      if (event.type === 'message-posted') question = { ...question, remoteId: event.remoteMessageId }
    }
  }
  return { events, run, answers, grown, turn: { ...turn, run, threadId, question } }
}

const noted = (file: OutgoingFile, event: UploadEvent): OutgoingFile => {
  if (file.id !== event.attachmentId) return file
  return event.type === 'upload-begun' ? { ...file, begunAt: event.at } : { ...file, remoteId: event.fileId }
}

export const textOf = ({ answers }: Followed): string => answers.map(plainText).join('\n---\n')

export const typesOf = ({ events }: Followed): string[] =>
  events.map((event) => (event.type === 'intended' ? `intended ${event.post}` : event.type))
