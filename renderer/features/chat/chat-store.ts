/** Holds the shown conversations and asks main for their pages: when one is opened, when there is a gap, when someone scrolls or jumps. */
import { createStore } from 'zustand/vanilla'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { ConversationPage } from '../../../shared/domain/conversation.ts'
import { toAppError } from '../../../shared/errors.ts'
import { request } from '../../bridge/bridge.ts'
import {
  beginOpening,
  emptyChat,
  endOpening,
  failOpening,
  receive,
  receiveEarlier,
  receiveLater,
  receivePage,
  type Chat,
} from './pages.ts'

export const chatStore = createStore<Chat>(() => emptyChat)

/** The latest request of each conversation: what an earlier one brings is not wanted any more. */
const latest = new Map<string, number>()

function begin(conversationId: string): () => boolean {
  const turn = (latest.get(conversationId) ?? 0) + 1
  latest.set(conversationId, turn)
  chatStore.setState((chat) => beginOpening(chat, conversationId))
  return () => latest.get(conversationId) === turn
}

/** Asks for a conversation's newest messages, or for those around one. Null when it could not be had. */
export async function openConversation(
  conversationId: string,
  aroundPosition?: number,
): Promise<ConversationPage | null> {
  const isLatest = begin(conversationId)
  const around = aroundPosition === undefined ? {} : { aroundPosition }
  try {
    const page = await request('conversations.open', { conversationId, beforePosition: null, ...around })
    if (isLatest()) chatStore.setState((chat) => receivePage(chat, page))
    return page
  } catch (thrown) {
    if (isLatest()) chatStore.setState((chat) => failOpening(chat, conversationId, toAppError(thrown)))
    return null
  }
}

/** What was shown does not hold any more: everything is asked for anew when it is shown. */
export function forgetPages(): void {
  for (const [conversationId, turn] of latest) latest.set(conversationId, turn + 1)
  chatStore.setState(emptyChat, true)
}

/** Takes in an event, and asks for the page again where it shows a gap. */
export function receiveEvent(event: AppEvent): void {
  chatStore.setState((chat) => receive(chat, event))
  reopenStale()
}

/** Asks for the messages before the first one shown. @throws Failure */
export async function loadEarlier(conversationId: string): Promise<void> {
  const firstShown = () => chatStore.getState().pages[conversationId]?.messages[0]
  const first = firstShown()
  if (first === undefined) return
  const page = await request('conversations.open', { conversationId, beforePosition: first.position })
  // Someone may have jumped elsewhere meanwhile.
  if (firstShown()?.id === first.id) chatStore.setState((chat) => receiveEarlier(chat, page))
}

/** Asks for the messages after the last one shown. @throws Failure */
export async function loadLater(conversationId: string): Promise<void> {
  const last = chatStore.getState().pages[conversationId]?.messages.at(-1)
  if (last === undefined) return
  const isLatest = begin(conversationId)
  try {
    const afterPosition = last.position
    const page = await request('conversations.open', { conversationId, beforePosition: null, afterPosition })
    if (isLatest()) chatStore.setState((chat) => receiveLater(chat, page))
  } finally {
    if (isLatest()) chatStore.setState((chat) => endOpening(chat, conversationId))
    reopenStale()
  }
}

function reopenStale(): void {
  // Failures are kept in the store, where the screen shows them.
  for (const conversationId of chatStore.getState().stale) void openUntilWhole(conversationId)
}

/** Where the reader is: away from the end the page is asked for around what is shown. */
async function openUntilWhole(conversationId: string): Promise<void> {
  const page = chatStore.getState().pages[conversationId]
  const middle = page?.hasLater ? page.messages[Math.floor(page.messages.length / 2)] : undefined
  await openConversation(conversationId, middle?.position)
  if (chatStore.getState().stale.has(conversationId)) await openUntilWhole(conversationId)
}
