/** What the window asks for once, when it opens. */
import type { Assistant, FormerAssistant } from '../domain/assistant.ts'
import type { Connection } from '../domain/connection.ts'
import type { Conversation } from '../domain/conversation.ts'
import type { Locale, Settings } from '../domain/settings.ts'

/** Something the person must be told that no request of theirs caused. `file` is the name of the file set aside. */
export type Notice =
  | {
      id: string
      kind: 'settings-restored' | 'settings-reset' | 'history-restored' | 'history-reset' | 'keys-reset'
      file: string
    }
  /** `file` is a newer version's and is left alone; this version keeps its own beside it. */
  | { id: string; kind: 'beside-newer'; file: string }
  | { id: string; kind: 'disk-full' }

export interface AppState {
  settings: Settings
  locale: Locale
  connections: Connection[]
  assistants: Assistant[]
  /** Gone: names for the conversations that stay. */
  formerAssistants: FormerAssistant[]
  /** Newest first. */
  conversations: Conversation[]
  notices: Notice[]
  /** False when this system has no keyring: keys then live for the session only. */
  canKeepKeys: boolean
  appVersion: string
  platform: string
}
