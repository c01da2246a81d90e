/** Requests that find things said in conversations. */
import { z } from 'zod'
import { SEARCH_CHARACTERS, type MatchesReply, type SearchReply } from '../../domain/search.ts'
import { id, route } from './route.ts'

/** As typed: whatever it is, it is looked for as words. */
const typed = z.string().max(SEARCH_CHARACTERS)

export const searchRoutes = {
  /** All conversations, or those of one assistant. `before` goes on where an earlier reply said `next`. */
  'search.everywhere': route(
    z.strictObject({
      text: typed,
      limit: z.number().int().min(1).max(100),
      assistantId: id.nullable(),
      before: z.number().int().nullable(),
    }),
  ).replies<SearchReply>(),
  'search.inConversation': route(z.strictObject({ conversationId: id, text: typed })).replies<MatchesReply>(),
}
