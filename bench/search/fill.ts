/** Fills a history through the real storage room: questions, their runs and answers, as if they had been asked over two years. */
import { createConversationStore } from '../../electron/storage/conversation-store.ts'
import type { Database } from '../../electron/storage/sqlite.ts'
import { createTurnStore } from '../../electron/storage/turn-store.ts'
import { newConversation, titleFrom } from '../../shared/domain/conversation.ts'
import { newRun, type Run } from '../../shared/domain/run-record.ts'
import type { RunEvent } from '../../shared/domain/run.ts'
import type { Step } from '../../shared/domain/step.ts'
import { createTexts, type Texts } from './texts.ts'

interface Filling {
  /** Messages in all; half of them are answers. */
  messages: number
  conversations: number
  /** How many of the messages the first conversation has; the others share the rest. */
  inFirst: number
  /** Each conversation is with the next of these. */
  assistantIds: readonly [string, ...string[]]
  /** When the last message was written. */
  endsAt: number
  seed?: number
  onProgress?(done: number): void
}

const TWO_YEARS_MS = 2 * 365 * 24 * 3_600_000
const ANSWER_AFTER_MS = 4_000

/** IDs of the conversations, the first of them the long one. */
export function fillHistory(database: Database, filling: Filling): string[] {
  const { messages, conversations: count, inFirst, assistantIds, endsAt, seed = 1, onProgress } = filling
  const conversations = createConversationStore(database, () => endsAt)
  const texts = createTexts(seed)
  const stepMs = Math.max(ANSWER_AFTER_MS * 2, Math.floor(TWO_YEARS_MS / Math.max(1, messages / 2)))
  const ids: string[] = []
  let done = 0
  // Nothing of it is worth a wait for the disk: a filling that was cut short is done again.
  database.exec('PRAGMA synchronous = OFF')
  for (let at = 0; at < count; at += 1) {
    const share =
      at === 0 ? inFirst : Math.floor((messages - inFirst) / Math.max(1, count - 1)) + isOneMore(at, filling)
    const id = crypto.randomUUID()
    const assistantId = assistantIds[at % assistantIds.length] ?? assistantIds[0]
    const title = titleFrom(texts.title())
    const startsAt = endsAt - (messages - done) * (stepMs / 2)
    const begun = newConversation({ id, assistantId }, startsAt)
    const updatedAt = startsAt + share * (stepMs / 2)
    conversations.create({ ...begun, title, updatedAt, threadId: `thread_seed_${at}` })
    addTurns(database, { conversationId: id, share, startsAt, stepMs, texts })
    ids.push(id)
    done += share
    onProgress?.(done)
  }
  database.exec('PRAGMA synchronous = FULL')
  return ids
}

/** What is left when the messages cannot be shared out evenly goes to the first of the others. */
const isOneMore = (at: number, { messages, inFirst, conversations }: Filling): number =>
  conversations > 1 && at <= (messages - inFirst) % (conversations - 1) ? 1 : 0

function addTurns(
  database: Database,
  {
    conversationId,
    share,
    startsAt,
    stepMs,
    texts,
  }: { conversationId: string; share: number; startsAt: number; stepMs: number; texts: Texts },
): void {
  const turns = createTurnStore(database)
  for (let at = 0; at < share; at += 2) {
    const createdAt = Math.floor(startsAt + (at / 2) * stepMs)
    const [questionId, runId] = [crypto.randomUUID(), crypto.randomUUID()]
    const base = { conversationId, remoteId: `msg_${questionId}` }
    const question = { ...base, id: questionId, role: 'user', status: 'sent', createdAt } as const
    turns.addQuestion({ ...question, content: [textPart(texts.question())] })
    const run = overRun({ id: runId, conversationId, messageId: questionId }, createdAt, texts)
    turns.saveRun(run, ENDED, createdAt)
    if (at + 1 === share) return
    const answer = { ...base, id: crypto.randomUUID(), role: 'assistant', status: 'complete', runId } as const
    turns.addAnswer({
      ...answer,
      createdAt: createdAt + ANSWER_AFTER_MS,
      content: [textPart(texts.answer())],
    })
  }
}

const ENDED: RunEvent = { type: 'ended', state: 'completed', raw: 'completed', error: null, usage: null }

const textPart = (text: string) => ({ type: 'text' as const, text, citations: [] })

function overRun(
  ids: Pick<Run, 'id' | 'conversationId' | 'messageId'>,
  startedAt: number,
  texts: Texts,
): Run {
  const call = texts.functionCall()
  const steps: Step[] =
    call === null
      ? []
      : [
          {
            id: `step_${ids.id}`,
            kind: 'tools',
            state: 'completed',
            tools: [{ kind: 'function', ...call }],
            error: null,
            startedAt,
            endedAt: startedAt + 1_000,
          },
        ]
  return {
    ...newRun(ids, startedAt),
    state: 'completed',
    rawStatus: 'completed',
    remoteId: `run_${ids.id}`,
    posts: { thread: 'done', message: 'done', run: 'done', results: 'not-yet' },
    steps,
    usage: { prompt: 900, completion: 120, total: 1_020 },
    firstTextAt: startedAt + 1_500,
    endedAt: startedAt + ANSWER_AFTER_MS,
  }
}
