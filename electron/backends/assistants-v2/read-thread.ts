/** Reads a whole thread, whoever wrote in it: for a conversation that begins here with what was said elsewhere. */
import type { ReadingHooks, RemoteMessage, RemoteThread } from '../../conversations/remote-thread.ts'
import { retryRead } from '../retry.ts'
import { inOrder } from './choose-answers.ts'
import { listPages } from './listing.ts'
import { isAssistants, readContent } from './read-message.ts'
import { listReply, messageReply, ourIdOf, toMs, type MessageReply } from './replies.ts'
import { listMessages, type Ask } from './requests.ts'
import type { Tools } from './session.ts'

const PAGE = 100

/** File names are known from a run's steps only, and these runs are not ours. */
const NO_NAMES: ReadonlyMap<string, string> = new Map()

/** @throws Failure `thread-not-found` among others */
export async function readThread(
  tools: Tools,
  threadId: string,
  { signal, onGrew }: ReadingHooks,
): Promise<RemoteThread> {
  const look = (ask: Ask) =>
    retryRead(() => tools.http.json({ ...ask, signal }, listReply), { ...tools, signal })
  const { found, isCut } = await listPages(look, {
    limit: PAGE,
    order: 'asc',
    schema: messageReply,
    ask: (query) => listMessages(threadId, query),
    isEnough(sofar) {
      onGrew(sofar.length)
      return false
    },
  })
  return { messages: inOrder(found).map(toRemoteMessage), isCut }
}

/** Whoever is not the assistant is the person: some servers have words of their own for both. */
const toRemoteMessage = (reply: MessageReply): RemoteMessage => ({
  remoteId: reply.id,
  role: isAssistants(reply) || reply.role === 'system' ? 'assistant' : 'user',
  content: readContent(reply.content, NO_NAMES),
  createdAt: toMs(reply.created_at),
  ourId: ourIdOf(reply),
  isPartial: reply.status === 'incomplete',
})
