/** How a run begins: what of its turn is already at the server, and what may be. */
import type { Question } from '../../shared/domain/conversation.ts'
import type { ConversationStore, TurnStore } from './store-ports.ts'
import { newRun, type PostState, type Run } from '../../shared/domain/run-record.ts'

/** The thread a run goes on with; null where one must be made. */
export interface Place {
  threadId: string | null
  /** The server has forgotten the earlier thread, and the person wants to go on in a new one. */
  isThreadNew: boolean
}

/** The last run knows the thread too, should the conversation have been removed while it was made. */
export function threadOf(
  { conversations, store }: { conversations: ConversationStore; store: TurnStore },
  conversationId: string,
): Place {
  const conversation = conversations.find(conversationId)
  const known = conversation?.threadId ?? null
  if (known !== null) return { threadId: known, isThreadNew: false }
  const latest = store.latestRun(conversationId)
  const hasLeft = conversation?.isThreadGone === true
  // What an earlier run knows is the thread that is gone.
  const isLatestGone = latest?.isThreadNew !== true || latest.error?.kind === 'thread-not-found'
  const threadId = hasLeft && isLatestGone ? null : (latest?.threadId ?? null)
  return { threadId, isThreadNew: hasLeft && threadId === null }
}

interface Circumstances {
  id: string
  place: Place
  at: number
  /** The run that asked the same question before and did not get through; null for a first try. */
  before: Run | null
}

export function firstRecord(question: Question, { id, place, at, before }: Circumstances): Run {
  const { threadId } = place
  const run = newRun({ id, conversationId: question.conversationId, messageId: question.id }, at)
  const thread = threadId === null ? 'not-yet' : 'done'
  const message = threadId === null ? 'not-yet' : messagePost(question, before, threadId)
  return { ...run, ...place, posts: { ...run.posts, thread, message } }
}

/** A question that may have arrived is looked for before it is sent again, however often looking has failed. */
function messagePost({ remoteId }: Question, before: Run | null, threadId: string): PostState {
  if (remoteId !== null) return 'done'
  // What was on its way to a thread that is gone is not in this one.
  const isSameThread = before?.threadId === threadId
  return isSameThread && before.posts.message === 'intended' ? 'intended' : 'not-yet'
}
