/** What the list of conversations asks the window to do. */
import type { Arrangement } from '../../../shared/domain/conversation.ts'

export interface ConversationActions {
  onShow(conversationId: string): void
  onRename(conversationId: string, title: string): void
  onArrange(conversationIds: readonly string[], change: Arrangement): void
  onRemove(conversationIds: readonly string[]): void
  /** Asks another assistant the last question. */
  onAskElsewhere(conversationId: string, assistantId: string): void
  onRefresh(conversationId: string): void
  onCopyThread(threadId: string): void
  /** Not offered where it is missing. */
  onExport?: ((conversationIds: readonly string[]) => void) | undefined
}
