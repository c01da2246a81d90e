/** Snapshots that somebody else made: refused, or read as what they say and nothing more; what is here stays as it was. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newConversation } from '../../shared/domain/conversation.ts'
import { createConversationStore } from './conversation-store.ts'
import { openHistoryFile } from './history-file.ts'
import { loadSqlite } from './kept-database.ts'
import { readStored } from './settings-store.ts'
import { createSnapshotShelf } from './snapshot-shelf.ts'
import { createTestFolder, IN_MEMORY, NOW } from './test-folder.ts'

const open = await loadSqlite()
const ID = 'history-2026-11-22'
const ENDLESS = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n'

function deskIn(place = createTestFolder(IN_MEMORY)) {
  const { database } = openHistoryFile({ ...place, open })
  const conversations = createConversationStore(database, () => NOW)
  const told: unknown[] = []
  const shelf = createSnapshotShelf({
    folder: place.folder,
    database,
    open,
    now: () => NOW,
    readSettings: () => ({}),
    addMissing: (settings) => void told.push(settings),
  })
  conversations.create({ ...newConversation({ id: 'c1', assistantId: 'a1' }, 1), title: 'Mine' })
  const path = (name: string) => join(place.folder, 'snapshots', name)
  return {
    shelf,
    conversations,
    told,
    path,
    whole: () => JSON.stringify(database.prepare('SELECT * FROM conversations').all()),
    /** As one who knows how the file is made would change it. */
    change(sql: string) {
      const file = open(path(`${ID}.db`))
      file.exec('PRAGMA writable_schema = ON')
      file.exec(sql)
      file.close()
    },
  }
}

const FOREIGN: [name: string, sql: string][] = [
  ['a view in the place of a table', `DROP TABLE typed_results; CREATE VIEW typed_results AS ${ENDLESS}`],
  ['a view beside the tables', `CREATE VIEW more AS ${ENDLESS}`],
  [
    'a trigger of its own',
    'CREATE TRIGGER more AFTER INSERT ON messages BEGIN DELETE FROM conversations; END',
  ],
  [
    'a trigger under the name of ours',
    'DROP TRIGGER search_new_message; CREATE TRIGGER search_new_message AFTER UPDATE ON messages BEGIN DELETE FROM conversations; END',
  ],
  [
    'a column that is computed',
    'DROP TABLE typed_results; CREATE TABLE typed_results (run_id TEXT PRIMARY KEY, typed TEXT AS (hex(zeroblob(400000000))) VIRTUAL)',
  ],
  ['a table that is missing', 'DROP TABLE messages'],
  ['a column that is missing', 'DROP TABLE journal; CREATE TABLE journal (seq INTEGER PRIMARY KEY)'],
  ['a version from far ahead', 'PRAGMA user_version = 2147483647'],
  ['a version that never was', 'PRAGMA user_version = -5'],
]

describe('a snapshot with', () => {
  it.each(FOREIGN)('%s is refused, and nothing here has changed', async (_name, sql) => {
    const desk = deskIn()
    await desk.shelf.make('daily')
    const before = desk.whole()
    desk.change(sql)
    const restoring = (async () => {
      const opened = await desk.shelf.open(ID)
      try {
        opened.compare()
        opened.replaceAll()
      } finally {
        opened.close()
      }
    })()
    await expect(restoring).rejects.toThrow()
    expect(desk.whole()).toBe(before)
  })

  it.each([
    ['the end of another archive', 'PK\u0005\u0006'.padEnd(4096, '\0')],
    ['an archive with a path that climbs', `PK\u0003\u0004${'\0'.repeat(22)}\u000f\0\0\0../../evil.json`],
    ['nothing', ''],
    ['the head of a database and no more', 'SQLite format 3\0'],
    ['the head of a database and noise', `SQLite format 3\0${'\u0010\0\u0001\u0001'.repeat(2_000)}`],
    ['a page', '<html><script>1</script></html>'.repeat(100)],
    ['settings in place of a history', JSON.stringify({ connections: [] })],
  ])('%s in it is refused or empty, and nothing here has changed', async (_name, bytes) => {
    const desk = deskIn()
    mkdirSync(desk.path(''), { recursive: true })
    writeFileSync(desk.path(`${ID}.db`), bytes, 'latin1')
    const before = desk.whole()
    const opened = await desk.shelf.open(ID).catch((thrown: unknown) => String(thrown))
    if (typeof opened === 'string') expect(opened).toMatch(/snapshot-unusable/)
    else {
      // An empty file is an empty history.
      expect(bytes).toBe('')
      expect(opened.compare()).toMatchObject({ messages: 0, conversations: { total: 0 } })
      opened.close()
    }
    expect(desk.whole()).toBe(before)
  })

  it('a name that leads elsewhere is read from nowhere else', async () => {
    const desk = deskIn()
    mkdirSync(desk.path(''), { recursive: true })
    writeFileSync(desk.path('elsewhere.txt'), 'not a history '.repeat(500))
    symlinkSync(desk.path('elsewhere.txt'), desk.path(`${ID}.db`))
    await expect(desk.shelf.open(ID)).rejects.toMatchObject({ error: { kind: 'snapshot-unusable' } })
  })
})

describe('settings beside a snapshot', () => {
  const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
  const HOSTILE: [name: string, text: string][] = [
    ['nested 100,000 deep', deep(100_000)],
    ['lists nested 100,000 deep', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['of 17 MiB', JSON.stringify({ connections: ['x'.repeat(17 * 1024 * 1024)] })],
    ['that are no object', '"settings"'],
    ['that are cut short', '{"connections": ['],
    ['with keys every object has', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}'],
    [
      'with a connection to a file',
      JSON.stringify({
        connections: [{ id: '__proto__', name: 'x', baseUrl: 'file:///etc/passwd', kind: 'shell' }],
      }),
    ],
    ['with lists that are none', '{"connections":{"length":1e9},"assistants":"x"}'],
  ]
  it.each(HOSTILE)('%s bring nothing back and harm nothing', async (_name, text) => {
    const desk = deskIn()
    await desk.shelf.make('daily')
    writeFileSync(desk.path(`${ID}.settings.json`), text)
    const opened = await desk.shelf.open(ID)
    opened.bringBackAssistants()
    opened.close()
    for (const settings of desk.told) {
      const read = readStored(settings)
      expect(read?.connections ?? []).toEqual([])
      expect(read?.assistants ?? []).toEqual([])
    }
    expect({}).not.toHaveProperty('polluted')
    expect(desk.conversations.list()).toHaveLength(1)
  })
})
