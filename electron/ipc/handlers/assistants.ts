/** What each request about assistants does. */
import type { assistantRoutes } from '../../../shared/contract/routes/assistants.ts'
import type { AssistantService } from '../../assistants/assistant-service.ts'
import type { RememberedAnswers } from '../../assistants/remembered-answers.ts'
import type { ServerLists } from '../../assistants/server-lists.ts'
import type { ConversationService } from '../../conversations/conversation-service.ts'
import type { HandlersOf } from '../router.ts'

export const assistantHandlers = ({
  assistants,
  answers,
  serverLists,
  conversations,
}: {
  assistants: AssistantService
  answers: RememberedAnswers
  serverLists: ServerLists
  conversations: ConversationService
}): HandlersOf<typeof assistantRoutes> => ({
  'assistants.addPractice': () => conversations.create({ assistantId: assistants.addPractice().id }),
  'assistants.connect': (input) => assistants.connect(input),
  'assistants.change': (input) => assistants.change(input),
  'assistants.remove': (input) => assistants.remove(input),
  'assistants.restore': (input) => assistants.restore(input),
  'assistants.setArchived': (input) => assistants.setArchived(input),
  'assistants.reorder': (input) => assistants.reorder(input),
  'assistants.refresh': (input) => assistants.refresh(input),
  'assistants.listAtServer': (input) => serverLists.listAtServer(input),
  'assistants.stopListing': (input) => serverLists.stopListing(input),
  'assistants.rememberAnswer': (input) => answers.rememberAnswer(input),
  'assistants.forgetAnswer': (input) => answers.forgetAnswer(input),
})
