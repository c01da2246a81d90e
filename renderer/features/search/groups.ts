/** Puts what was found under its conversations, in the order in which they were first met. */
import type { Conversation } from '../../../shared/domain/conversation.ts'
import type { Excerpt } from '../../../shared/domain/excerpt.ts'
import type { Found, SearchReply } from '../../../shared/domain/search.ts'

export interface FoundGroup {
  conversation: Conversation
  /** The title with its marks, where it was found by that. */
  title: Excerpt
  messages: (Found & { messageId: string; position: number })[]
  hasMore: boolean
}

/** A conversation that is gone meanwhile is left out. */
export function groupsOf({ found, conversations, moreIn }: SearchReply): FoundGroup[] {
  const groups = new Map<string, FoundGroup>()
  for (const one of found) {
    const conversation = conversations.find(({ id }) => id === one.conversationId)
    if (conversation === undefined) continue
    const group = groups.get(conversation.id) ?? {
      conversation,
      title: { text: conversation.title, marks: [] },
      messages: [],
      hasMore: moreIn.includes(conversation.id),
    }
    groups.set(conversation.id, group)
    const { messageId, position } = one
    if (messageId === null || position === null) group.title = one.excerpt
    else group.messages.push({ ...one, messageId, position })
  }
  return [...groups.values()]
}
