/** What the window asks for once, when it opens. */
import type { Assistant, FormerAssistant } from '../domain/assistant.ts'
import type { Connection } from '../domain/connection.ts'
import type { Conversation } from '../domain/conversation.ts'
import type { Locale, Settings } from '../domain/settings.ts'
import type { UpdateState } from '../domain/update.ts'

/** Something the person must be told that no request of theirs caused. `file` is the name of the file set aside. */
export type Notice =
  | { id: string; kind: 'settings-restored' | 'settings-reset' | 'settings-replaced'; file: string }
  | {
      id: string
      kind: 'history-restored' | 'history-reset' | 'history-torn' | 'history-replaced' | 'keys-reset'
      file: string
    }
  /** A file was gone, and what there was of it is back. */
  | { id: string; kind: 'settings-missing' }
  | { id: string; kind: 'history-missing' | 'history-put-back' }
  /** `file` is a newer version's and is left alone; this version keeps its own beside it. */
  | { id: string; kind: 'beside-newer'; file: string }
  | { id: string; kind: 'disk-full' }
  /** The page died and was loaded again. */
  | { id: string; kind: 'window-failed' }
  /** Something nobody caught in main; `file` is the log. */
  | { id: string; kind: 'error-inside'; file: string }

/** What the app runs on, for reports. */
export interface Runtime {
  electron: string
  chromium: string
  node: string
  /** The system and its version, such as `linux 6.1`. */
  system: string
}

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
  appVersion: string
  /** Null where this build knows no server for updates: then nothing of them is shown. */
  update: UpdateState | null
  runtime: Runtime
  platform: string
}
