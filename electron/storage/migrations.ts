/** The history database's schema, one step at a time. A step that has landed is never edited: add the next one below it. */
import { inTransaction, type Database } from './sqlite.ts'

/** What each step does, in SQL. */
export const STEPS: readonly string[] = [
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
     hash TEXT NOT NULL REFERENCES assistant_snapshots (hash),
     read_at INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX runs_of_snapshot ON run_snapshots (hash);`,
  // What can be found, under IDs of its own that sort by time (VACUUM renumbers rowids that have no name): messages above
  // zero, titles below. Whatever writes a message or a title, the triggers note it in the queue; search-store empties that.
  // (`OR IGNORE` would not do in a trigger: the policy of the statement that fires it wins, and that of an upsert is to abort.)
  `CREATE VIRTUAL TABLE search_text USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3');
   CREATE TABLE search_rows (
     id INTEGER PRIMARY KEY,
     conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
     message_id TEXT UNIQUE REFERENCES messages (id) ON DELETE CASCADE
   ) STRICT;
   CREATE INDEX search_rows_of_conversation ON search_rows (conversation_id, id);
   CREATE TABLE search_queue (
     at INTEGER NOT NULL,
     id TEXT NOT NULL,
     PRIMARY KEY (at, id)
   ) STRICT, WITHOUT ROWID;
   CREATE TRIGGER search_row_gone AFTER DELETE ON search_rows BEGIN
     DELETE FROM search_text WHERE rowid = old.id;
   END;
   CREATE TRIGGER search_new_message AFTER INSERT ON messages WHEN new.status <> 'growing' BEGIN
     INSERT INTO search_queue SELECT new.created_at, new.id
       WHERE NOT EXISTS (SELECT 1 FROM search_queue WHERE at = new.created_at AND id = new.id);
   END;
   CREATE TRIGGER search_new_content AFTER UPDATE OF status, content ON messages
   WHEN new.status <> 'growing' AND (old.status = 'growing' OR new.content <> old.content) BEGIN
     INSERT INTO search_queue SELECT new.created_at, new.id
       WHERE NOT EXISTS (SELECT 1 FROM search_queue WHERE at = new.created_at AND id = new.id);
   END;
   CREATE TRIGGER search_new_conversation AFTER INSERT ON conversations WHEN new.title <> '' BEGIN
     INSERT INTO search_queue SELECT new.created_at, new.id
       WHERE NOT EXISTS (SELECT 1 FROM search_queue WHERE at = new.created_at AND id = new.id);
   END;
   CREATE TRIGGER search_new_title AFTER UPDATE OF title ON conversations WHEN new.title <> old.title BEGIN
     INSERT INTO search_queue SELECT new.created_at, new.id
       WHERE NOT EXISTS (SELECT 1 FROM search_queue WHERE at = new.created_at AND id = new.id);
   END;
   CREATE TRIGGER search_new_run AFTER INSERT ON runs WHEN new.is_open = 0 BEGIN
     INSERT INTO search_queue SELECT created_at, id FROM messages AS m WHERE id = new.message_id
       AND NOT EXISTS (SELECT 1 FROM search_queue AS q WHERE q.at = m.created_at AND q.id = m.id);
   END;
   CREATE TRIGGER search_run_over AFTER UPDATE OF is_open ON runs WHEN new.is_open = 0 AND old.is_open = 1 BEGIN
     INSERT INTO search_queue SELECT created_at, id FROM messages AS m WHERE id = new.message_id
       AND NOT EXISTS (SELECT 1 FROM search_queue AS q WHERE q.at = m.created_at AND q.id = m.id);
   END;
   CREATE TRIGGER search_conversation_gone AFTER DELETE ON conversations BEGIN
     INSERT OR IGNORE INTO search_queue VALUES (-1, '');
   END;
   INSERT INTO search_queue SELECT created_at, id FROM messages WHERE status <> 'growing' ORDER BY 1, 2;
   INSERT OR IGNORE INTO search_queue SELECT created_at, id FROM conversations WHERE title <> '';`,
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
