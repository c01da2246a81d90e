/** Gathers what a backend must know to take a turn up. */
import type { Technical } from '../../shared/errors.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import type { Turn } from './ports.ts'
import type { ConversationStore, TurnStore } from './store-ports.ts'
import { outgoingFilesOf, type UploadWorld } from './upload-news.ts'

/** How many messages back we look for what was there before a question. */
const RECENT_MESSAGES = 200

export function turnOf(
  run: Run,
  assistantId: string,
  { store, conversations, ...world }: UploadWorld & { store: TurnStore; conversations: ConversationStore },
): Turn {
  const question = store.findMessage(run.messageId)
  const recent = store.latestMessages(run.conversationId, RECENT_MESSAGES)
  const text = question?.content.map((part) => (part.type === 'text' ? part.text : '')).join('') ?? ''
  // The run knows it too: its conversation may have been removed while the thread was made.
  const threadId = conversations.find(run.conversationId)?.threadId ?? run.threadId
  return {
    assistantId,
    threadId,
    question: {
      id: run.messageId,
      text,
      // In a thread that is still to be made there is no message yet.
      remoteId: threadId === null ? null : (question?.remoteId ?? null),
      createdAt: question?.createdAt ?? run.startedAt,
      files: outgoingFilesOf(question, world),
    },
    run,
    knownMessageIds: recent.flatMap((message) =>
      message.remoteId !== null && !isOfRun(message, run.id) ? [message.remoteId] : [],
    ),
  }
}

const isOfRun = (message: { role: string; runId?: string }, runId: string) =>
  message.role === 'assistant' && message.runId === runId

/** Where at the server a run is, for who has to look there. */
export const technicalOf = ({ threadId, remoteId }: Run): Technical => ({
  ...(threadId === null ? {} : { threadId }),
  ...(remoteId === null ? {} : { runId: remoteId }),
})
