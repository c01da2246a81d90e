/** What each request about conversations does. */
import type { conversationRoutes } from '../../../shared/contract/routes/conversations.ts'
import type { ConversationService } from '../../conversations/conversation-service.ts'
import type { TurnService } from '../../conversations/turn-service.ts'
import type { HandlersOf } from '../router.ts'

export const conversationHandlers = ({
  conversations,
  turns,
}: {
  conversations: ConversationService
  turns: TurnService
}): HandlersOf<typeof conversationRoutes> => ({
  'conversations.create': (input) => conversations.create(input),
  'conversations.open': (input) => conversations.open(input),
  'conversations.markRead': (input) => conversations.markRead(input),
  'conversations.rename': (input) => conversations.rename(input),
  'conversations.remove': (input) => conversations.remove(input),
  'conversations.restore': (input) => conversations.restore(input),
  'conversations.saveDraft': (input) => conversations.saveDraft(input),
  'conversations.send': (input) => turns.send(input),
  'conversations.takeBack': (input) => turns.takeBack(input),
  'conversations.sendQueued': (input) => turns.sendQueued(input),
})
