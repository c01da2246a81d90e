/** Writes a change of a conversation down and then tells the window of it, never the other way round. */
import type { Conversation, Message } from '../../shared/domain/conversation.ts'
import type { RunEvent } from '../../shared/domain/run.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import type { Clock } from '../platform/clock.ts'
import type { Publish } from './ports.ts'
import type { ConversationStore, TurnStore } from './store-ports.ts'

interface Desk {
  conversations: ConversationStore
  store: TurnStore
  publish: Publish
}

/** Null when the conversation is gone. */
export function changeConversation(
  { conversations, publish }: Pick<Desk, 'conversations' | 'publish'>,
  conversationId: string,
  change: Partial<Conversation>,
): Conversation | null {
  const known = conversations.find(conversationId)
  if (known === null) return null
  const conversation = { ...known, ...change }
  const revision = conversations.save(conversation)
  publish({ type: 'conversation-changed', conversationId, revision, conversation })
  return conversation
}

/** Its run is over and there is something to read. */
export function noteOver(
  { clock, ...desk }: Pick<Desk, 'conversations' | 'publish'> & { clock: Clock },
  conversationId: string,
): void {
  changeConversation(desk, conversationId, { isBusy: false, hasNews: true, updatedAt: clock.now() })
}

export function saveMessage({ store, publish }: Pick<Desk, 'store' | 'publish'>, message: Message): void {
  const revision = store.saveMessage(message)
  publish({ type: 'message-changed', conversationId: message.conversationId, revision, message })
}

/** Writes the run as it is after `event`. */
export function saveRun(
  { store, publish }: Pick<Desk, 'store' | 'publish'>,
  run: Run,
  { event, at }: { event: RunEvent; at: number },
): void {
  const revision = store.saveRun(run, event, at)
  publish({ type: 'run-changed', conversationId: run.conversationId, revision, run })
}
