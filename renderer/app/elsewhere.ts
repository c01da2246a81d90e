/** What a conversation's screen can reach outside it: the other assistants, and a new thread. */
import type { Assistant } from '../../shared/domain/assistant.ts'
import type { Elsewhere } from '../features/chat/elsewhere-context.ts'
import { askElsewhere, goOnInNewThread } from './conversation-actions.ts'

const made = new WeakMap<readonly Assistant[], Map<string, Elsewhere>>()

/** The same object for the same assistants, so that questions need not be drawn again. */
export function elsewhereOf(assistants: readonly Assistant[], assistantId: string): Elsewhere {
  const known = made.get(assistants) ?? new Map<string, Elsewhere>()
  made.set(assistants, known)
  const elsewhere: Elsewhere = known.get(assistantId) ?? {
    assistants: assistants.filter(({ id, archivedAt }) => id !== assistantId && archivedAt === null),
    askElsewhere: (question, otherId) => askElsewhere({ ...question, assistantId: otherId }),
    goOnInNewThread,
  }
  known.set(assistantId, elsewhere)
  return elsewhere
}
