/** What each request that finds things does. */
import type { searchRoutes } from '../../../shared/contract/routes/search.ts'
import type { SearchService } from '../../conversations/search-service.ts'
import type { HandlersOf } from '../router.ts'

export const searchHandlers = ({ search }: { search: SearchService }): HandlersOf<typeof searchRoutes> => ({
  'search.everywhere': (input) => search.everywhere(input),
  'search.inConversation': (input) => search.inConversation(input),
})
