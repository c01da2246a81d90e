/** What the assistants need from the outside: a place for their settings, the keys, and a server to ask. */
import type { Assistant, AssistantSnapshot } from '../../shared/domain/assistant.ts'
import type { KeyStatus, StoredConnection } from '../../shared/domain/connection.ts'

export interface AssistantStore {
  read(): { connections: StoredConnection[]; assistants: Assistant[] }
  change(change: { connections?: StoredConnection[]; assistants?: Assistant[] }): void
}

/** API keys by connection. A key belongs to the origin it was given for. */
export interface Keys {
  /** False when this system has no keyring. */
  canKeep(): boolean
  status(connectionId: string): KeyStatus
  originOf(connectionId: string): string | null
  set(connectionId: string, secret: { key: string; origin: string }): void
  /** Null when there is none. @throws Failure `key-unreadable` when the keyring no longer opens it */
  get(connectionId: string): string | null
  remove(connectionId: string): void
  /** Every key in memory, for taking them out of texts. */
  known(): string[]
}

/** A server to ask for an assistant. */
export interface ServerAddress {
  baseUrl: string
  key: string | null
}

export interface Directory {
  /** @throws Failure */
  findAssistant(server: ServerAddress, assistantId: string): Promise<AssistantSnapshot>
}
