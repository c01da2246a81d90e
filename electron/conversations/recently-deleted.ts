/** Deleted conversations on their way out: listed and brought back for thirty days, then gone for good. */
import { KEPT_DAYS, type RemovedConversation } from '../../shared/domain/conversation.ts'
import type { Clock } from '../platform/clock.ts'
import type { ConversationStore } from './store-ports.ts'

const DAY_MS = 24 * 60 * 60_000

interface World {
  conversations: Pick<ConversationStore, 'listRemoved' | 'purge'>
  /** Ends what is still going on in a conversation. */
  leaveRuns(conversationId: string): void
  /** Drops files kept for conversations. */
  dropFiles(conversationIds: readonly string[]): void
}

export interface RecentlyDeleted {
  /** The latest first. */
  listRemoved(): RemovedConversation[]
  /** Deletes removed conversations for good; others are left alone. */
  purge(names: { conversationIds: readonly string[] }): void
}

export const createRecentlyDeleted = ({ conversations, leaveRuns, dropFiles }: World): RecentlyDeleted => ({
  listRemoved: () => conversations.listRemoved(),
  purge({ conversationIds }) {
    const wanted = new Set(conversationIds)
    const ids = conversations.listRemoved().flatMap(({ id }) => (wanted.has(id) ? [id] : []))
    for (const id of ids) leaveRuns(id)
    conversations.purge(ids)
    dropFiles(ids)
  },
})

/** At the start, before anything is taken up: what was deleted longer ago than it is kept. Returns how many went. */
export function purgeExpired(
  conversations: Pick<ConversationStore, 'listRemoved' | 'purge'>,
  clock: Pick<Clock, 'now'>,
): number {
  const before = clock.now() - KEPT_DAYS * DAY_MS
  const expired = conversations.listRemoved().filter(({ removedAt }) => removedAt <= before)
  if (expired.length > 0) conversations.purge(expired.map(({ id }) => id))
  return expired.length
}
