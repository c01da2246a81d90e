/** The history database's schema, one step at a time. A step that has landed is never edited: add the next one below it. */
import { inTransaction, type Database } from './sqlite.ts'

const STEPS: readonly string[] = [
  `CREATE TABLE conversations (
     id TEXT PRIMARY KEY,
     assistant_id TEXT NOT NULL,
     title TEXT NOT NULL,
     thread_id TEXT,
     created_at INTEGER NOT NULL,
     updated_at INTEGER NOT NULL,
     draft TEXT NOT NULL DEFAULT '',
     has_news INTEGER NOT NULL DEFAULT 0,
     revision INTEGER NOT NULL DEFAULT 1,
     removed_at INTEGER
   ) STRICT;
   CREATE INDEX conversations_by_date ON conversations (removed_at, updated_at DESC);
   CREATE TABLE messages (
     id TEXT PRIMARY KEY,
     conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
     position INTEGER NOT NULL,
     role TEXT NOT NULL,
     status TEXT NOT NULL,
     remote_id TEXT,
     run_id TEXT,
     content TEXT NOT NULL,
     created_at INTEGER NOT NULL,
     UNIQUE (conversation_id, position)
   ) STRICT;
   CREATE INDEX answers_of_run ON messages (run_id) WHERE run_id IS NOT NULL;
   CREATE TABLE runs (
     id TEXT PRIMARY KEY,
     conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
     message_id TEXT NOT NULL,
     is_open INTEGER NOT NULL,
     started_at INTEGER NOT NULL,
     record TEXT NOT NULL
   ) STRICT;
   CREATE INDEX runs_of_conversation ON runs (conversation_id, started_at);
   CREATE INDEX runs_of_message ON runs (message_id);
   CREATE INDEX open_runs ON runs (is_open) WHERE is_open = 1;
   CREATE TABLE journal (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
     at INTEGER NOT NULL,
     event TEXT NOT NULL
   ) STRICT;
   CREATE INDEX journal_of_run ON journal (run_id, seq);`,
  `CREATE INDEX queued_messages ON messages (conversation_id, position) WHERE status = 'queued';`,
  `CREATE TABLE typed_results (
     run_id TEXT PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
     typed TEXT NOT NULL
   ) STRICT;`,
  `ALTER TABLE conversations ADD COLUMN is_pinned INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE conversations ADD COLUMN archived_at INTEGER;
   ALTER TABLE conversations ADD COLUMN is_thread_gone INTEGER NOT NULL DEFAULT 0;
   CREATE TABLE assistant_snapshots (
     hash TEXT PRIMARY KEY,
     snapshot TEXT NOT NULL
   ) STRICT;
   CREATE TABLE run_snapshots (
     run_id TEXT PRIMARY KEY REFERENCES runs (id) ON DELETE CASCADE,
     hash TEXT NOT NULL REFERENCES assistant_snapshots (hash)
   ) STRICT;`,
]

export const SCHEMA_VERSION = STEPS.length

/** The file was written by a newer version of the app: nobody may touch it. */
export class NewerSchema extends Error {}

export const schemaVersion = (database: Database): number =>
  Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)

/** Brings the schema up to date, each step in a transaction of its own. @throws NewerSchema */
export function migrate(database: Database): void {
  refuseNewer(database)
  const from = schemaVersion(database)
  STEPS.slice(from).forEach((sql, index) => {
    inTransaction(database, () => {
      database.exec(sql)
      database.exec(`PRAGMA user_version = ${from + index + 1}`)
    })
  })
}

/** Call before anything is written to the file. @throws NewerSchema */
export function refuseNewer(database: Database): void {
  const version = schemaVersion(database)
  if (version > SCHEMA_VERSION) throw new NewerSchema(`schema ${version} is newer than ${SCHEMA_VERSION}`)
}
