/** Fills a profile of the app: the practice assistants in its settings and conversations with them in its history. */
import { mkdirSync } from 'node:fs'
import { PRACTICE_ASSISTANTS, PRACTICE_CONNECTION } from '../../electron/assistants/practice-assistants.ts'
import { openHistoryFile } from '../../electron/storage/history-file.ts'
import { openSettings } from '../../electron/storage/settings-store.ts'
import { loadSqlite } from '../../electron/storage/kept-database.ts'
import { fillHistory } from './fill.ts'

interface Filling {
  folder: string
  messages: number
  conversations: number
  /** How many of the messages the first conversation has; without it they are shared out evenly. */
  inFirst?: number
  onProgress?(done: number): void
}

/** What is in the profile stays. Returns the IDs of the new conversations. The app must not run on it. */
export async function fillProfile({ folder, ...filling }: Filling): Promise<string[]> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const now = () => Date.now()
  const settings = openSettings({ folder, now })
  const { connections, assistants } = settings.read()
  if (!connections.some(({ id }) => id === PRACTICE_CONNECTION.id))
    settings.change({
      connections: [...connections, PRACTICE_CONNECTION],
      assistants: [...assistants, ...PRACTICE_ASSISTANTS],
    })
  const { database } = openHistoryFile({ folder, open: await loadSqlite(), now })
  const [first, ...others] = PRACTICE_ASSISTANTS
  try {
    return fillHistory(database, {
      inFirst: Math.ceil(filling.messages / filling.conversations),
      ...filling,
      assistantIds: [first.id, ...others.map(({ id }) => id)],
      endsAt: now(),
    })
  } finally {
    database.close()
  }
}
