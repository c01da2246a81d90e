/** Opens what is kept on disk, and says what had to be mended. */
import { safeStorage } from 'electron'
import type { Notice } from '../shared/contract/app-state.ts'
import { createRunSnapshots } from './storage/assistant-snapshots.ts'
import { createConversationStore } from './storage/conversation-store.ts'
import { openHistoryFile } from './storage/history-file.ts'
import type { HistoryMoved } from './storage/history-guard.ts'
import { createJournal } from './storage/journal.ts'
import { loadSqlite } from './storage/kept-database.ts'
import { openKeys } from './storage/key-store.ts'
import { createSearchStore } from './storage/search-store.ts'
import { openSettings } from './storage/settings-store.ts'
import { shelvesIn, type Shelf } from './storage/shelf.ts'
import { createTurnStore } from './storage/turn-store.ts'
import type { Clock } from './platform/clock.ts'

export type Storage = Awaited<ReturnType<typeof composeStorage>>

/** `tell` says what happens to the files while the app runs. */
export async function composeStorage(folder: string, clock: Clock, tell: (notice: Notice) => void) {
  const now = () => clock.now()
  const onReplaced = (file: string) => tell({ id: `settings-${file}`, kind: 'settings-replaced', file })
  const settings = openSettings({ folder, now, onReplaced })
  const keys = openKeys({ folder, safeStorage: keyring, now })
  const open = await loadSqlite()
  const onMoved = (moved: HistoryMoved) => tell({ id: `history-${now()}`, ...moved })
  const history = openHistoryFile({ folder, open, now, onMoved })
  const notices: Notice[] = []
  if (settings.recovery !== null) notices.push({ id: 'settings', ...settings.recovery })
  if (keys.recovery !== null) notices.push({ id: 'keys', kind: 'keys-reset', file: keys.recovery })
  if (history.recovery !== null) notices.push({ id: 'history', ...history.recovery })
  for (const file of [history.besides, settings.besides])
    if (file !== null) notices.push({ id: `beside-${file}`, kind: 'beside-newer', file })
  return {
    settings,
    keys,
    history,
    notices,
    open,
    windowShelf: unimportant(shelvesIn(folder)('window')),
    conversations: createConversationStore(history.database, now),
    turns: createTurnStore(history.database),
    journal: createJournal(history.database),
    runSnapshots: createRunSnapshots(history.database),
    search: createSearchStore(history.database),
  }
}

/** Where the window was is not worth failing for: what cannot be read or written is forgotten. */
const unimportant = (shelf: Shelf): Shelf => ({
  get store() {
    try {
      return shelf.store
    } catch {
      return {}
    }
  },
  set store(value) {
    try {
      shelf.store = value
    } catch {
      // It opens in the usual place the next time.
    }
  },
})

/** The one of the system, where there is no choice. */
const SYSTEM_KEYRING = process.platform === 'darwin' ? 'Keychain' : 'Windows'

const keyring = {
  isAvailable: () => safeStorage.isEncryptionAvailable(),
  // Only Linux has more than one; the others name theirs here.
  backend: () => (process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : SYSTEM_KEYRING),
  seal: (text: string) => safeStorage.encryptString(text),
  open: (sealed: Buffer) => safeStorage.decryptString(sealed),
}
