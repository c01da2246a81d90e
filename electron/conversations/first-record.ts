/** How a run begins: what of its turn is already at the server, and what may be. */
import type { Question } from '../../shared/domain/conversation.ts'
import type { ConversationStore, TurnStore } from './ports.ts'
import { newRun, type PostState, type Run } from '../../shared/domain/run-record.ts'

/** The thread to go on with. The last run knows it too, should the conversation have been removed while it was made. */
export const threadOf = (
  { conversations, store }: { conversations: ConversationStore; store: TurnStore },
  conversationId: string,
): string | null =>
  conversations.find(conversationId)?.threadId ?? store.latestRun(conversationId)?.threadId ?? null

interface Circumstances {
  id: string
  /** Null until the conversation has a thread. */
  threadId: string | null
  at: number
  /** The run that asked the same question before and did not get through; null for a first try. */
  before: Run | null
}

export function firstRecord(question: Question, { id, threadId, at, before }: Circumstances): Run {
  const run = newRun({ id, conversationId: question.conversationId, messageId: question.id }, at)
  const thread = threadId === null ? 'not-yet' : 'done'
  return { ...run, threadId, posts: { ...run.posts, thread, message: messagePost(question, before) } }
}

/** A question that may have arrived is looked for before it is sent again, however often looking has failed. */
function messagePost({ remoteId }: Question, before: Run | null): PostState {
  if (remoteId !== null) return 'done'
  return before?.posts.message === 'intended' ? 'intended' : 'not-yet'
}
