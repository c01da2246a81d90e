/** What becomes of a conversation whose thread the server has forgotten: it is noted, and left when the person wants to go on. */
import type { Question } from '../../shared/domain/conversation.ts'
import type { RunEvent } from '../../shared/domain/run.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import { Failure } from '../../shared/errors.ts'
import type { Publish } from './ports.ts'
import type { ConversationStore, TurnStore } from './store-ports.ts'
import { changeConversation, saveMessage } from './write-down.ts'

interface World {
  conversations: ConversationStore
  store: TurnStore
  publish: Publish
}

/** Notes what an event of a run says about its conversation's thread. */
export function noteThread(world: World, { conversationId, threadId }: Run, event: RunEvent): void {
  const known = world.conversations.find(conversationId)
  if (known === null) return
  if (event.type === 'thread-created')
    changeConversation(world, conversationId, { threadId: event.threadId, isThreadGone: false })
  const isGone = event.type === 'broke' && event.error.kind === 'thread-not-found'
  if (isGone && known.threadId !== null && known.threadId === threadId)
    changeConversation(world, conversationId, { isThreadGone: true })
  // It was there after all.
  if (event.type === 'run-created' && known.isThreadGone && known.threadId === threadId)
    changeConversation(world, conversationId, { isThreadGone: false })
}

/** A question that did not get through, and the run that asked it. */
export interface Lost {
  question: Question
  before: Run
}

/**
 * Leaves the thread that is gone, so that the next run makes a new one. What the last question was at the server is
 * forgotten first: should the app die in between, the old thread refuses the question rather than the new one lacking it.
 * Null when no question was lost with the thread. @throws Failure
 */
export function leaveThread(world: World, conversationId: string): Lost | null {
  const { conversations, store } = world
  const conversation = conversations.find(conversationId)
  if (conversation === null) throw new Failure({ kind: 'not-found-here', what: 'conversation' })
  if (!conversation.isThreadGone) throw new Failure({ kind: 'invalid-request' })
  const before = store.latestRun(conversationId)
  // One that failed before it had made its new thread has not been asked either.
  const isUnasked =
    before?.error?.kind === 'thread-not-found' || (before?.state === 'failed' && before.isThreadNew)
  const asked = before !== null && isUnasked ? store.findMessage(before.messageId) : null
  const question: Question | null =
    asked?.role === 'user' ? { ...asked, remoteId: null, status: 'failed' } : null
  if (question !== null) saveMessage(world, question)
  changeConversation(world, conversationId, { threadId: null })
  return before === null || question === null ? null : { question, before }
}
