/** What each request about connections does. */
import type { connectionRoutes } from '../../../shared/contract/routes/connections.ts'
import type { AssistantService } from '../../assistants/assistant-service.ts'
import type { HandlersOf } from '../router.ts'

export const connectionHandlers = ({
  assistants,
}: {
  assistants: AssistantService
}): HandlersOf<typeof connectionRoutes> => ({
  'connections.removeKey': (input) => assistants.removeKey(input),
})
