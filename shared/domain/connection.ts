/** A connection: one server the app may talk to, without its key. */
import { z } from 'zod'

export const DELIVERIES = ['automatic', 'streaming', 'polling'] as const

/** What is kept on disk about a connection. The key is kept elsewhere (storage/key-store). */
export const connectionSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** `practice` is the server inside the app: its address and key are made anew at each start. */
  kind: z.enum(['server', 'practice']),
  /** Normalised, without a trailing slash; empty for the practice server. */
  baseUrl: z.string(),
  delivery: z.enum(DELIVERIES).default('automatic'),
})

export type StoredConnection = z.infer<typeof connectionSchema>
export type Delivery = StoredConnection['delivery']

/** Where the key of a connection is, as far as the window may know. */
export type KeyStatus =
  | { kept: 'none' }
  | { kept: 'built-in' }
  /** Encrypted by the system's keyring; survives a restart. */
  | { kept: 'keyring'; lastFour: string }
  /** In memory only, because this system has no keyring: gone when the app closes. */
  | { kept: 'session'; lastFour: string }
  /** There is a stored key, but the keyring no longer opens it. */
  | { kept: 'unreadable' }

/** A connection as the window sees it. */
export interface Connection extends StoredConnection {
  key: KeyStatus
}
