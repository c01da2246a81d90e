/** What each request about assistants does. */
import type { assistantRoutes } from '../../../shared/contract/routes/assistants.ts'
import type { AssistantService } from '../../assistants/assistant-service.ts'
import type { ConversationService } from '../../conversations/conversation-service.ts'
import type { HandlersOf } from '../router.ts'

export const assistantHandlers = ({
  assistants,
  conversations,
}: {
  assistants: AssistantService
  conversations: ConversationService
}): HandlersOf<typeof assistantRoutes> => ({
  'assistants.addPractice': () => conversations.create({ assistantId: assistants.addPractice().id }),
  'assistants.save': (input) => assistants.save(input),
  'assistants.check': (input) => assistants.check(input),
  'assistants.remove': (input) => assistants.remove(input),
  'assistants.rememberAnswer': (input) => assistants.rememberAnswer(input),
  'assistants.forgetAnswer': (input) => assistants.forgetAnswer(input),
})
