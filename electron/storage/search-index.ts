/** The index of words is made of what is kept beside it: where its pages went bad it is made anew, and whatever met the damage is done again. */
import { inTransaction, type Database } from './sqlite.ts'

/** As the schema has it. */
const CREATE = `CREATE VIRTUAL TABLE search_text USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2 3');`

const FILL = `DELETE FROM search_rows;
  INSERT OR IGNORE INTO search_queue SELECT created_at, id FROM messages WHERE status <> 'growing';
  INSERT OR IGNORE INTO search_queue SELECT created_at, id FROM conversations WHERE title <> '';`

/** Throws the index away; everything waits to be taken in again. */
export function startIndexAnew(database: Database): void {
  try {
    inTransaction(database, () => database.exec(`DROP TABLE IF EXISTS search_text; ${CREATE} ${FILL}`))
  } catch (thrown) {
    if (!isIndexDamage(thrown)) throw thrown
    leaveOut(database)
    inTransaction(database, () => database.exec(`${CREATE} ${FILL}`))
  }
}

/** Deleting what was said deletes its words too: where only these are damaged, it happens all the same. Not within a transaction. */
export function mendingIndex<T>(database: Database, work: () => T): T {
  try {
    return work()
  } catch (thrown) {
    if (!isIndexDamage(thrown)) throw thrown
    startIndexAnew(database)
    return work()
  }
}

/** The rest of the file was checked when it was opened, so damage is taken for the index's; `work` done again tells if it is not. */
export const isIndexDamage = (thrown: unknown): boolean =>
  /malformed|corrupt|vtable constructor failed|no such table: (main\.)?search_text/i.test(String(thrown))

/** Tables that cannot even be dropped are taken out of the schema. Their pages are lost to the file, and nothing else. */
function leaveOut(database: Database): void {
  database.enableDefensive?.(false)
  try {
    inTransaction(database, () => {
      const version = Number(database.prepare('PRAGMA main.schema_version').get()?.['schema_version'])
      database.exec(
        `PRAGMA writable_schema = ON;
         DELETE FROM main.sqlite_schema WHERE tbl_name GLOB 'search_text*';
         PRAGMA main.schema_version = ${version + 1};`,
      )
    })
  } finally {
    database.exec('PRAGMA writable_schema = RESET')
    database.enableDefensive?.(true)
  }
}
