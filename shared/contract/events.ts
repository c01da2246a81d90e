/** Everything main tells the window. Each event carries the one thing that changed. */
import type { Attachment } from '../domain/attachment.ts'
import type { Assistant, FormerAssistant, ListedAssistant } from '../domain/assistant.ts'
import type { CheckLine } from '../domain/check.ts'
import type { Connection } from '../domain/connection.ts'
import type { Conversation, Message } from '../domain/conversation.ts'
import type { Run } from '../domain/run-record.ts'
import type { Locale, Settings } from '../domain/settings.ts'
import type { UpdateState } from '../domain/update.ts'
import type { Notice } from './app-state.ts'

/** A stored change of a conversation. `revision` grows by one each time: a gap means one was missed, so ask again. */
export type ConversationEvent = { conversationId: string; revision: number } & (
  | { type: 'conversation-changed'; conversation: Conversation }
  | { type: 'message-changed'; message: Message }
  | { type: 'message-removed'; messageId: string }
  | { type: 'run-changed'; run: Run }
)

/** What the menu can ask the window to do. */
export type MenuCommand =
  | 'new-conversation'
  | 'settings'
  | 'focus-composer'
  | 'inspector'
  | 'palette'
  | 'search'
  | 'find'
  | 'zoom-in'
  | 'zoom-out'
  | 'zoom-reset'
  | 'shortcuts'
  | 'about'

export type AppEvent =
  | ConversationEvent
  | { type: 'conversations-removed'; conversationIds: readonly string[] }
  /** Growing text of an answer: append when `at` is the length already shown, ignore what is already there. Not a stored change. */
  | { type: 'text-grew'; conversationId: string; messageId: string; part: number; at: number; text: string }
  /** What is attached to the message being written. */
  | { type: 'attachments-changed'; conversationId: string; attachments: Attachment[] }
  /** How much of a file has left for the server. Not a stored change. */
  | { type: 'upload-grew'; conversationId: string; attachmentId: string; sentBytes: number }
  | { type: 'settings-changed'; settings: Settings; locale: Locale }
  | {
      type: 'assistants-changed'
      connections: Connection[]
      assistants: Assistant[]
      formerAssistants: FormerAssistant[]
    }
  | { type: 'notice'; notice: Notice }
  | { type: 'update-changed'; update: UpdateState }
  /** A line of a running check changed. `checkId` is the one the window asked with. */
  | { type: 'check-grew'; checkId: string; line: CheckLine }
  /** Another page of a server's own list of assistants came in. */
  | { type: 'listing-grew'; listingId: string; assistants: ListedAssistant[] }
  /** How far long work is that the window asked for under this ID: an export, a restore. */
  | { type: 'work-grew'; workId: string; done: number; total: number }
  /** A snapshot took the place of everything, or brought a conversation back: ask for the state anew. */
  | { type: 'history-restored' }
  /** A notification was clicked: the person wants to see this conversation. */
  | { type: 'conversation-wanted'; conversationId: string }
  /** A menu item was chosen that the window carries out. */
  | { type: 'command'; command: MenuCommand }
