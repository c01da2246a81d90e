/** What the menus of conversations do, for the list and for the head of the one that is shown. */
import type { ConversationActions } from '../features/conversations/conversation-actions-port.ts'
import {
  arrangeConversations,
  askElsewhere,
  copyThreadId,
  refreshConversation,
  removeConversations,
  renameConversation,
} from './conversation-actions.ts'
import { exportConversations } from './data-actions.ts'
import { showConversation } from './desk-actions.ts'

export const LIST_ACTIONS: ConversationActions = {
  onShow: showConversation,
  onRename: renameConversation,
  onArrange: arrangeConversations,
  onRemove: removeConversations,
  onAskElsewhere: (conversationId, assistantId) =>
    askElsewhere({ conversationId, assistantId, messageId: null }),
  onRefresh: refreshConversation,
  onCopyThread: copyThreadId,
  onExport: exportConversations,
}
