/** Where a conversation's list is asked to go: to a message that was found, or back to its end. */
import { createStore } from 'zustand/vanilla'
import { Failure } from '../../../shared/errors.ts'
import { sayFailure } from '../../ui/toasts.ts'
import { chatStore, openConversation } from './chat-store.ts'

/** Each asking is a new object, so that asking twice goes there twice. */
export interface Jump {
  /** Null is the end. */
  messageId: string | null
}

/** By conversation: what was asked for and is not done. */
export const jumpStore = createStore<Readonly<Record<string, Jump | undefined>>>(() => ({}))

/** The list goes there as soon as it has the message. */
export function wishJump(conversationId: string, messageId: string | null): void {
  jumpStore.setState({ [conversationId]: { messageId } })
}

export const endJump = (conversationId: string): void => jumpStore.setState({ [conversationId]: undefined })

/** Goes to a message of the conversation that is shown. */
export function jumpTo(
  conversationId: string,
  { messageId, position }: { messageId: string; position: number },
): void {
  wishJump(conversationId, messageId)
  const shown = chatStore.getState().pages[conversationId]?.messages ?? []
  if (!shown.some(({ id }) => id === messageId)) void goTo(conversationId, position)
}

/** Goes to the end; where the reader is away from it the newest messages are asked for. */
export function jumpToEnd(conversationId: string): void {
  wishJump(conversationId, null)
  if (chatStore.getState().pages[conversationId]?.hasLater) void goTo(conversationId)
}

/** Where there is a page already its screen says nothing of a failure. */
async function goTo(conversationId: string, position?: number): Promise<void> {
  const page = await openConversation(conversationId, position)
  const error = chatStore.getState().failures[conversationId]
  if (page === null && error !== undefined) sayFailure(new Failure(error))
}
