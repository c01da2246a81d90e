/** What each request about conversations does. */
import type { Input } from '../../../shared/contract/routes.ts'
import type { conversationRoutes } from '../../../shared/contract/routes/conversations.ts'
import type { ConversationService } from '../../conversations/conversation-service.ts'
import type { AskedElsewhere } from '../../conversations/asked-elsewhere.ts'
import type { ThreadOpener } from '../../conversations/opened-threads.ts'
import type { RecentlyDeleted } from '../../conversations/recently-deleted.ts'
import type { TurnService } from '../../conversations/turn-service.ts'
import type { HandlersOf } from '../router.ts'

export const conversationHandlers = ({
  conversations,
  turns,
  threads,
  recentlyDeleted,
  askElsewhere,
}: {
  conversations: ConversationService
  turns: TurnService
  threads: ThreadOpener
  recentlyDeleted: RecentlyDeleted
  askElsewhere: (wish: Input<'conversations.askElsewhere'>) => AskedElsewhere
}): HandlersOf<typeof conversationRoutes> => ({
  'conversations.create': (input) => conversations.create(input),
  'conversations.open': (input) => conversations.open(input),
  'conversations.markRead': (input) => conversations.markRead(input),
  'conversations.rename': (input) => conversations.rename(input),
  'conversations.remove': (input) => conversations.remove(input),
  'conversations.restore': (input) => conversations.restore(input),
  'conversations.arrange': (input) => conversations.arrange(input),
  'conversations.listRemoved': () => recentlyDeleted.listRemoved(),
  'conversations.purge': (input) => recentlyDeleted.purge(input),
  'conversations.goOnInNewThread': (input) => turns.goOnInNewThread(input),
  'conversations.openThread': (input) => threads.open(input),
  'conversations.refresh': (input) => threads.refresh(input),
  'conversations.stopReading': (input) => threads.stop(input),
  'conversations.askElsewhere': (input) => askElsewhere(input),
  'conversations.saveDraft': (input) => conversations.saveDraft(input),
  'conversations.send': (input) => turns.send(input),
  'conversations.takeBack': (input) => turns.takeBack(input),
  'conversations.sendQueued': (input) => turns.sendQueued(input),
})
