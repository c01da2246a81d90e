/** Holds the shown conversations and asks main for their pages: when one is opened, when there is a gap, when someone scrolls up. */
import { createStore } from 'zustand/vanilla'
import { toAppError } from '../../../shared/errors.ts'
import { request } from '../../bridge/bridge.ts'
import { beginOpening, emptyChat, failOpening, receive, receiveEarlier, receivePage } from './pages.ts'
import type { Chat } from './pages.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { ConversationPage } from '../../../shared/domain/conversation.ts'

export const chatStore = createStore<Chat>(() => emptyChat)

/** Asks for a conversation's newest messages. */
export async function openConversation(conversationId: string): Promise<ConversationPage | null> {
  chatStore.setState((chat) => beginOpening(chat, conversationId))
  try {
    const page = await request('conversations.open', { conversationId, beforePosition: null })
    chatStore.setState((chat) => receivePage(chat, page))
    return page
  } catch (thrown) {
    chatStore.setState((chat) => failOpening(chat, conversationId, toAppError(thrown)))
    return null
  }
}

/** Takes in an event, and asks for the page again where it shows a gap. */
export function receiveEvent(event: AppEvent): void {
  chatStore.setState((chat) => receive(chat, event))
  for (const conversationId of chatStore.getState().stale) reopen(conversationId)
}

/** Asks for the messages before the first one shown. @throws Failure */
export async function loadEarlier(conversationId: string): Promise<void> {
  const first = chatStore.getState().pages[conversationId]?.messages[0]
  if (first === undefined) return
  const page = await request('conversations.open', { conversationId, beforePosition: first.position })
  chatStore.setState((chat) => receiveEarlier(chat, page))
}

function reopen(conversationId: string): void {
  // Failures are kept in the store, where the screen shows them.
  void openUntilWhole(conversationId)
}

async function openUntilWhole(conversationId: string): Promise<void> {
  await openConversation(conversationId)
  if (chatStore.getState().stale.has(conversationId)) await openUntilWhole(conversationId)
}
