/** What each request about runs does. */
import type { runRoutes } from '../../../shared/contract/routes/runs.ts'
import type { ConversationService } from '../../conversations/conversation-service.ts'
import type { Inspector } from '../../conversations/inspector.ts'
import type { TurnService } from '../../conversations/turn-service.ts'
import type { HandlersOf } from '../router.ts'

export const runHandlers = ({
  conversations,
  inspector,
  turns,
}: {
  conversations: ConversationService
  inspector: Inspector
  turns: TurnService
}): HandlersOf<typeof runRoutes> => ({
  'runs.wake': () => turns.wake(),
  'runs.waitForThread': (input) => turns.waitForThread(input),
  'runs.unlock': (input) => turns.unlock(input),
  'runs.typedResults': (input) => conversations.typedResults(input),
  'runs.saveTypedResults': (input) => conversations.saveTypedResults(input),
  'runs.askAgain': (input) => turns.askAgain(input),
  'runs.keepWaiting': (input) => turns.keepWaiting(input),
  'runs.cancel': (input) => turns.cancel(input),
  'runs.stopWaiting': (input) => turns.stopWaiting(input),
  'runs.watchAgain': (input) => turns.watchAgain(input),
  'runs.inspect': (input) => inspector.inspect(input),
  'runs.exchangeBodies': (input) => inspector.bodies(input),
  'runs.giveResults': (input) => turns.giveResults(input),
})
