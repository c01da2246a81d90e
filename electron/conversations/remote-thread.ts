/** A thread as its server tells it, whoever wrote in it. */
import type { Message, Part } from '../../shared/domain/conversation.ts'

/** A message of a server's thread. */
export interface RemoteMessage {
  remoteId: string
  role: Message['role']
  content: Part[]
  /** By the server's clock; null where it does not say. */
  createdAt: number | null
  /** Our ID of the message, where its metadata has one. */
  ourId: string | null
  isPartial: boolean
}

/** The same on its way into the store. */
export interface ReadMessage extends RemoteMessage {
  id: string
  createdAt: number
}

/** How reading a thread is stopped, and who hears how far it is. */
export interface ReadingHooks {
  signal: AbortSignal
  onGrew(count: number): void
}

/** What was read of a server's thread. */
export interface RemoteThread {
  /** Oldest first. */
  messages: RemoteMessage[]
  /** True when there is more than is read of any thread. */
  isCut: boolean
}
