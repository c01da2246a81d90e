/** Reads a history without changing a byte of it: is it a sound database, and does it hold what the app will ask of it? */
import { createRunSnapshots } from './assistant-snapshots.ts'
import { checkWhole } from './check-whole.ts'
import { createConversationStore } from './conversation-store.ts'
import { createJournal } from './journal.ts'
import { SCHEMA_VERSION, schemaVersion } from './migrations.ts'
import { isIndexDamage } from './search-index.ts'
import type { FileDatabase, OpenDatabase } from './sqlite.ts'
import { createTurnStore } from './turn-store.ts'

/** @throws what SQLite says of damage, `Damage` */
export function lookThrough(file: string, open: OpenDatabase): void {
  const database = open(file, { readOnly: true })
  try {
    checkWhole(database)
    // An older one is brought up to date first.
    if (schemaVersion(database) === SCHEMA_VERSION) mustBeUsable(database)
  } finally {
    database.close()
  }
}

/** Names of tables and columns are text in the file, and the check does not read it: whatever is prepared names them all. */
function mustBeUsable(database: FileDatabase): void {
  try {
    createConversationStore(database, () => 0)
    createTurnStore(database)
    createJournal(database)
    createRunSnapshots(database)
  } catch (thrown) {
    // The index can be made anew from the rest.
    if (!isIndexDamage(thrown) || !/search_text/i.test(String(thrown))) throw thrown
  }
}
