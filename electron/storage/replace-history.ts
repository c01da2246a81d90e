/** Puts what another history file holds in the place of what is here, all of it or one conversation, in one transaction. */
import { mendingIndex } from './search-index.ts'
import { inTransaction, type Database } from './sqlite.ts'

/** What people and servers said and did, parents first. Whatever else is in the file can be made from these again. */
export const CONTENT_TABLES = [
  'conversations',
  'messages',
  'runs',
  'journal',
  'typed_results',
  'assistant_snapshots',
  'run_snapshots',
] as const

type Table = (typeof CONTENT_TABLES)[number]

/** Which rows of a table belong to one conversation. */
const OF_CONVERSATION: Readonly<Record<Table, string>> = {
  conversations: 'id = ?1',
  messages: 'conversation_id = ?1',
  runs: 'conversation_id = ?1',
  journal: 'run_id IN (SELECT id FROM there.runs WHERE conversation_id = ?1)',
  typed_results: 'run_id IN (SELECT id FROM there.runs WHERE conversation_id = ?1)',
  assistant_snapshots:
    'hash IN (SELECT hash FROM there.run_snapshots WHERE run_id IN (SELECT id FROM there.runs WHERE conversation_id = ?1))',
  run_snapshots: 'run_id IN (SELECT id FROM there.runs WHERE conversation_id = ?1)',
}

/** Attaches `file` as `there` for the time of `work`. */
export function withThere<T>(database: Database, file: string, work: () => T): T {
  detach(database)
  try {
    database.prepare('ATTACH DATABASE ? AS there').run(file)
    return work()
  } finally {
    detach(database)
  }
}

/** One that a disk kept from being detached is detached before the next is attached. */
function detach(database: Database): void {
  try {
    database.exec('DETACH DATABASE there')
  } catch {
    // Usually there is none.
  }
}

/** The file is checked and of the same schema. A kill at any moment leaves all of before or all of after. */
export function replaceHistory(database: Database, file: string): void {
  inOneGo(database, file, () => {
    database.exec('PRAGMA defer_foreign_keys = ON')
    remember(database)
    for (const table of CONTENT_TABLES.toReversed()) database.exec(`DELETE FROM main.${table}`)
    for (const table of CONTENT_TABLES) copyRows(database, table, null)
    keepWhatIsNewer(database)
    forget(database)
  })
}

/** False when the file does not have it. What is here of it is replaced. */
export function bringBackConversation(database: Database, file: string, conversationId: string): boolean {
  return inOneGo(database, file, () => {
    const isThere = database
      .prepare('SELECT 1 FROM there.conversations WHERE id = ? AND removed_at IS NULL')
      .get(conversationId)
    if (isThere === undefined) return false
    remember(database)
    database.prepare('DELETE FROM main.conversations WHERE id = ?').run(conversationId)
    for (const table of CONTENT_TABLES) copyRows(database, table, conversationId)
    keepWhatIsNewer(database)
    forget(database)
    return true
  })
}

const inOneGo = <T>(database: Database, file: string, work: () => T): T =>
  withThere(database, file, () => mendingIndex(database, () => inTransaction(database, work)))

/** Row numbers come along where they tell an order; the journal counts on where it stands. */
function copyRows(database: Database, table: Table, conversationId: string | null): void {
  const columns = columnsOf(database, table).filter(
    (name) => conversationId === null || table !== 'journal' || name !== 'seq',
  )
  const names = columns.join(', ')
  const which = conversationId === null ? '' : `WHERE ${OF_CONVERSATION[table]}`
  const insert = table === 'assistant_snapshots' ? 'INSERT OR IGNORE' : 'INSERT'
  const sql = `${insert} INTO main.${table} (${names}) SELECT ${names} FROM there.${table} ${which} ORDER BY rowid`
  database.prepare(sql).run(...(conversationId === null ? [] : [conversationId]))
}

const columnsOf = (database: Database, table: Table): string[] =>
  database
    .prepare(`SELECT name FROM pragma_table_info('${table}')`)
    .all()
    .map((row) => String(row['name']))

/** What the present knows that the past does not: drafts, typed results, what has been sent since. */
function remember(database: Database): void {
  forget(database)
  database.exec(
    `CREATE TEMP TABLE was_conversations AS SELECT id, draft, revision, thread_id FROM main.conversations;
     CREATE TEMP TABLE was_messages AS SELECT id, status, remote_id FROM main.messages WHERE role = 'user';
     CREATE TEMP TABLE was_runs AS SELECT id, is_open, record FROM main.runs WHERE json_valid(record);
     CREATE TEMP TABLE was_typed AS SELECT run_id, typed FROM main.typed_results;`,
  )
}

function forget(database: Database): void {
  for (const name of ['was_conversations', 'was_messages', 'was_runs', 'was_typed'])
    database.exec(`DROP TABLE IF EXISTS temp.${name}`)
}

/**
 * Drafts and results typed since are kept. A revision only ever grows. A question that waited then and has been sent or
 * taken back since is not sent again.
 */
function keepWhatIsNewer(database: Database): void {
  database.exec(
    `UPDATE main.conversations SET draft = was.draft FROM temp.was_conversations was
       WHERE was.id = conversations.id AND was.draft <> '';
     UPDATE main.conversations SET revision = max(conversations.revision, was.revision) + 1
       FROM temp.was_conversations was WHERE was.id = conversations.id;
     UPDATE main.conversations SET thread_id = was.thread_id FROM temp.was_conversations was
       WHERE was.id = conversations.id AND conversations.thread_id IS NULL;
     INSERT OR REPLACE INTO main.typed_results (run_id, typed)
       SELECT run_id, typed FROM temp.was_typed WHERE run_id IN (SELECT id FROM main.runs);
     UPDATE main.messages SET status = was.status, remote_id = was.remote_id FROM temp.was_messages was
       WHERE was.id = messages.id AND messages.status IN ('queued', 'sending');
     UPDATE main.messages SET status = 'failed'
       WHERE status = 'queued' AND id NOT IN (SELECT id FROM temp.was_messages);`,
  )
  keepRunsSafe(database)
}

const IS_LOST = `is_open = 1 AND json_valid(record) AND json_extract(record, '$.remoteId') IS NULL
  AND id NOT IN (SELECT id FROM temp.was_runs)`

/**
 * A run that was open then has gone on since. One that still is, or never reached the server, is as it is now; one that
 * ended there is looked at where it is. Of one that is gone from here the thread is looked at before anything is sent,
 * and where no thread is known only the person can decide.
 */
function keepRunsSafe(database: Database): void {
  database.exec(
    `UPDATE main.runs SET record = was.record, is_open = was.is_open FROM temp.was_runs was
       WHERE was.id = runs.id AND runs.is_open = 1
         AND (was.is_open = 1 OR json_extract(was.record, '$.remoteId') IS NULL);
     UPDATE main.runs SET record = json_set(runs.record, '$.posts', json_extract(was.record, '$.posts'),
         '$.threadId', json_extract(was.record, '$.threadId'),
         '$.remoteId', json_extract(was.record, '$.remoteId'))
       FROM temp.was_runs was
       WHERE was.id = runs.id AND runs.is_open = 1 AND was.is_open = 0 AND json_valid(runs.record);
     UPDATE main.runs SET record = json_set(record,
         '$.posts.message', CASE json_extract(record, '$.posts.message') WHEN 'not-yet' THEN 'intended'
           ELSE json_extract(record, '$.posts.message') END,
         '$.posts.run', CASE json_extract(record, '$.posts.run') WHEN 'not-yet' THEN 'intended'
           ELSE json_extract(record, '$.posts.run') END)
       WHERE ${IS_LOST} AND json_extract(record, '$.threadId') IS NOT NULL;
     UPDATE main.messages SET status = 'unsure' WHERE status = 'sending' AND id IN
       (SELECT message_id FROM main.runs WHERE ${IS_LOST} AND json_extract(record, '$.threadId') IS NULL);
     UPDATE main.runs SET is_open = 0, record = json_set(record, '$.state', 'failed',
         '$.error', json('{"kind":"unsure-sent"}'), '$.endedAt', json_extract(record, '$.startedAt'))
       WHERE ${IS_LOST} AND json_extract(record, '$.threadId') IS NULL;`,
  )
}
