/** One run being followed: feeds the backend's events through the run's reducer into the store and out to the window. */
import { advance, isOver, isWaitingForPerson, type RunEvent } from '../../shared/domain/run.ts'
import type { Question } from '../../shared/domain/conversation.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import { SEED_MESSAGES, toAppError } from '../../shared/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Log } from '../platform/log.ts'
import { createGrowingAnswers } from './growing-answers.ts'
import type { AssistantBackend, ConversationStore, Publish, Turn, TurnEvent, TurnStore } from './ports.ts'
import { createRunLimit } from './run-limit.ts'

export interface LiveRunWorld {
  conversations: ConversationStore
  store: TurnStore
  publish: Publish
  clock: Clock
  ids: Ids
  log: Log
  /** The backend of the run's conversation and the assistant's ID there. @throws Failure when the key cannot be had. */
  backendFor(conversationId: string): Promise<{ backend: AssistantBackend; assistantId: string }>
  limitMs(): number
}

export interface LiveRun {
  run(): Run
  /** Follows until the run is over, waits for the person, or is left alone. Never rejects. */
  follow(): Promise<void>
  /** Applies what the person decided. */
  decide(event: RunEvent): void
  keepWaiting(): void
  /** Ends following without touching the run at the server. */
  leave(): void
  keepSafe(): void
}

/** How many messages back we look for what was there before a question. */
const RECENT_MESSAGES = 200

export function createLiveRun(first: Run, world: LiveRunWorld): LiveRun {
  const { store, conversations, publish, clock, log } = world
  const answers = createGrowingAnswers(first, world)
  let run = first
  let following = new AbortController()
  const limit = createRunLimit(clock, {
    limitMs: world.limitMs(),
    usedMs: clock.now() - first.startedAt,
    onLimit: () => {
      log('warn', 'conversations', SEED_MESSAGES.runTimeout, { runId: run.id, remoteId: run.remoteId })
      apply({
        type: 'limit-reached',
        error: { kind: 'run-timeout', afterMs: world.limitMs(), technical: technical() },
      })
    },
  })

  const technical = () => ({
    ...(run.threadId === null ? {} : { threadId: run.threadId }),
    ...(run.remoteId === null ? {} : { runId: run.remoteId }),
  })

  function apply(event: RunEvent) {
    const next = advance(run, event, clock.now())
    if (next === run) return
    run = next
    if (event.type === 'polled') return
    const revision = store.saveRun(run, event, clock.now())
    publish({ type: 'run-changed', conversationId: run.conversationId, revision, run })
    if (isOver(run) || !run.isWatched || isWaitingForPerson(run)) limit.pause()
    else if (!run.isOverdue) limit.go()
  }

  function take(event: TurnEvent) {
    switch (event.type) {
      case 'text-grew':
        if (answers.grow(event.remoteId, event)) apply({ type: 'first-text' })
        return
      case 'answers':
        answers.replace(event.answers, 'complete')
        return
      case 'thread-created':
        rememberThread(event.threadId)
        break
      case 'message-posted':
        markQuestion('sent', event.remoteMessageId)
        break
      default:
    }
    apply(event)
  }

  function rememberThread(threadId: string) {
    const conversation = conversations.find(run.conversationId)
    if (conversation === null) return
    const changed = { ...conversation, threadId }
    publish({
      type: 'conversation-changed',
      conversationId: changed.id,
      revision: conversations.save(changed),
      conversation: changed,
    })
  }

  function markQuestion(status: Question['status'], remoteId?: string) {
    const question = store.findMessage(run.messageId)
    if (question?.role !== 'user') return
    const message = { ...question, status, remoteId: remoteId ?? question.remoteId }
    publish({
      type: 'message-changed',
      conversationId: run.conversationId,
      revision: store.saveMessage(message),
      message,
    })
  }

  function settle() {
    if (!isOver(run)) return
    answers.leave()
    const isUnsent = run.posts.message !== 'done'
    if (isUnsent) markQuestion(run.error?.kind === 'unsure-sent' ? 'unsure' : 'failed')
    if (run.error?.kind === 'no-response')
      log('warn', 'conversations', SEED_MESSAGES.noResponse, { runId: run.id })
  }

  async function follow() {
    following = new AbortController()
    const { signal } = following
    limit.go()
    try {
      const { backend, assistantId } = await world.backendFor(run.conversationId)
      for await (const event of backend.follow(turnOf(run, assistantId, world), signal)) {
        if (signal.aborted) return
        take(event)
      }
      if (!isOver(run) && !isWaitingForPerson(run) && run.isWatched) {
        apply({ type: 'broke', error: { kind: 'unexpected-reply', technical: technical() } })
      }
    } catch (thrown) {
      if (signal.aborted) return
      log('error', 'conversations', 'following broke', { runId: run.id, error: toAppError(thrown) })
      apply({ type: 'broke', error: toAppError(thrown) })
    } finally {
      // Someone may have begun to follow anew while this one was being left.
      if (following.signal === signal) limit.pause()
      answers.keepSafe()
      settle()
    }
  }

  return {
    run: () => run,
    follow,
    decide(event) {
      apply(event)
      settle()
    },
    keepWaiting() {
      apply({ type: 'kept-waiting' })
      limit.renew()
    },
    leave() {
      following.abort(new DOMException('left alone', 'AbortError'))
      limit.pause()
      answers.keepSafe()
    },
    keepSafe: answers.keepSafe,
  }
}

function turnOf(
  run: Run,
  assistantId: string,
  { store, conversations }: Pick<LiveRunWorld, 'store' | 'conversations'>,
): Turn {
  const question = store.findMessage(run.messageId)
  const recent = store.latestMessages(run.conversationId, RECENT_MESSAGES)
  const text = question?.content.map((part) => (part.type === 'text' ? part.text : '')).join('') ?? ''
  return {
    assistantId,
    threadId: conversations.find(run.conversationId)?.threadId ?? null,
    question: {
      id: run.messageId,
      text,
      remoteId: question?.remoteId ?? null,
      createdAt: question?.createdAt ?? run.startedAt,
    },
    run,
    knownMessageIds: recent.flatMap((message) =>
      message.remoteId !== null && !isOfRun(message, run.id) ? [message.remoteId] : [],
    ),
  }
}

const isOfRun = (message: { role: string; runId?: string }, runId: string) =>
  message.role === 'assistant' && message.runId === runId
