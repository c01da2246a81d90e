/** Opens what is kept on disk, and says what had to be mended. */
import { safeStorage } from 'electron'
import ElectronStore from 'electron-store'
import type { Notice } from '../shared/contract/app-state.ts'
import { createRunSnapshots } from './storage/assistant-snapshots.ts'
import { createConversationStore } from './storage/conversation-store.ts'
import { openHistoryFile } from './storage/history-file.ts'
import { createJournal } from './storage/journal.ts'
import { openKeys } from './storage/key-store.ts'
import { createSearchStore } from './storage/search-store.ts'
import { openSettings, type OpenShelf } from './storage/settings-store.ts'
import { loadSqlite } from './storage/sqlite.ts'
import { createTurnStore } from './storage/turn-store.ts'
import type { Clock } from './platform/clock.ts'

/** Owner only: the history and the sealed keys are nobody else's business. */
const PRIVATE = 0o600

export type Storage = Awaited<ReturnType<typeof composeStorage>>

export async function composeStorage(folder: string, clock: Clock) {
  const openShelf: OpenShelf = (name) =>
    new ElectronStore({ name, cwd: folder, configFileMode: PRIVATE, clearInvalidConfig: false })
  const now = () => clock.now()
  const settings = openSettings({ folder, openShelf, now })
  const keys = openKeys({ folder, openShelf, safeStorage: keyring, now })
  const open = await loadSqlite()
  const history = openHistoryFile({ folder, open, now })
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
    windowShelf: openShelf('window'),
    conversations: createConversationStore(history.database, now),
    turns: createTurnStore(history.database),
    journal: createJournal(history.database),
    runSnapshots: createRunSnapshots(history.database),
    search: createSearchStore(history.database),
  }
}

const keyring = {
  isAvailable: () => safeStorage.isEncryptionAvailable(),
  seal: (text: string) => safeStorage.encryptString(text),
  open: (sealed: Buffer) => safeStorage.decryptString(sealed),
}
