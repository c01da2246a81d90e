/** How the screen of a conversation reaches what lies outside it: other assistants, and a new thread. The window's frame provides it. */
import { createContext } from 'react'
import type { Assistant } from '../../../shared/domain/assistant.ts'

export interface Elsewhere {
  /** Who else can be asked. */
  assistants: readonly Assistant[]
  /** Asks another assistant a question of this conversation. */
  askElsewhere(question: { conversationId: string; messageId: string }, assistantId: string): void
  /** The server has forgotten the thread: goes on in a new one. */
  goOnInNewThread(conversationId: string): void
}

export const ElsewhereContext = createContext<Elsewhere>({
  assistants: [],
  askElsewhere: () => undefined,
  goOnInNewThread: () => undefined,
})
