/** Snapshots: made whole or not at all, kept for two weeks, looked into without being changed, and brought back in one piece. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { newConversation } from '../../shared/domain/conversation.ts'
import { newRun, type Run } from '../../shared/domain/run-record.ts'
import { createConversationStore } from './conversation-store.ts'
import { openHistoryFile } from './history-file.ts'
import { SCHEMA_VERSION } from './migrations.ts'
import { replaceHistory } from './replace-history.ts'
import { createSnapshotShelf } from './snapshot-shelf.ts'
import { loadSqlite } from './kept-database.ts'
import { createTestFolder, IN_MEMORY, NOW } from './test-folder.ts'
import { killPoints } from './test-kill-points.ts'
import { createTurnStore } from './turn-store.ts'

const open = await loadSqlite()
const DAY = 86_400_000
const CHILD = new URL('test-killed-restore.ts', import.meta.url).pathname

describe('a snapshot', () => {
  it('holds everything said, with the settings beside it, in one plain file of its own', async () => {
    const desk = deskIn(createTestFolder(IN_MEMORY))
    desk.say('c1', 'Hello')
    const { id } = await desk.shelf.make('daily')
    expect(id).toBe('history-2026-11-22')
    expect(desk.files()).toEqual(['history-2026-11-22.db', 'history-2026-11-22.settings.json'])
    const copy = open(desk.path(`${id}.db`))
    expect(copy.prepare('SELECT count(*) AS n FROM messages').get()).toMatchObject({ n: 1 })
    copy.close()
    expect(JSON.parse(readFileSync(desk.path(`${id}.settings.json`), 'utf8'))).toEqual({ assistants: ['a1'] })
  })

  it('of the same day takes the place of the earlier one', async () => {
    const desk = deskIn(createTestFolder(IN_MEMORY))
    desk.say('c1', 'Hello')
    await desk.shelf.make('daily')
    desk.say('c1', 'Again')
    await desk.shelf.make('daily')
    expect(desk.shelf.list()).toHaveLength(1)
    const opened = await desk.shelf.open('history-2026-11-22')
    expect(opened.compare().messages).toBe(2)
    opened.close()
  })

  it('is kept for fourteen days, and the newest however old it is', async () => {
    const desk = deskIn(createTestFolder(IN_MEMORY))
    for (let days = 0; days < 20; days += 1)
      desk.place(`history-2026-10-${String(10 + days)}`, NOW - (20 - days) * DAY)
    await desk.shelf.make('daily')
    const kept = desk.shelf.list()
    expect(kept).toHaveLength(15)
    expect(Math.min(...kept.map(({ at }) => at))).toBeGreaterThanOrEqual(NOW - 14 * DAY)
  })

  it('that is the only one stays, however old it is, until there are newer ones', async () => {
    const desk = deskIn(createTestFolder(IN_MEMORY), () => NOW + 400 * DAY)
    await desk.shelf.make('daily')
    utimesSync(desk.path(`${desk.shelf.list()[0]?.id}.db`), 1, 1)
    desk.place('history-2020-01-01', 0)
    await desk.shelf.make('before-restore')
    expect(desk.shelf.list()).toHaveLength(3)
    await desk.shelf.make('before-restore')
    expect(desk.shelf.list().map(({ kind }) => kind)).toEqual(['before-restore', 'before-restore'])
  })

  it('made while the clock is years ahead, or days behind, drops none of the others', async () => {
    let now = NOW
    const desk = deskIn(createTestFolder(IN_MEMORY), () => now)
    for (let days = 1; days <= 10; days += 1)
      desk.place(`history-2026-11-${String(22 - days).padStart(2, '0')}`, NOW - days * DAY)
    for (const jump of [3_650 * DAY, -3 * DAY, 0]) {
      now = NOW + jump
      const { id } = await desk.shelf.make('before-restore')
      utimesSync(desk.path(`${id}.db`), new Date(now), new Date(now))
      expect(desk.shelf.list().filter(({ kind }) => kind === 'daily')).toHaveLength(10)
    }
  })

  it('that cannot be written leaves nothing behind and the earlier ones alone', async () => {
    const desk = deskIn(createTestFolder(IN_MEMORY))
    desk.say('c1', 'Hello')
    await desk.shelf.make('daily')
    const before = readFileSync(desk.path('history-2026-11-22.db'))
    writeFileSync(desk.path('made.tmp-journal'), '')
    const full = {
      ...desk.database,
      copyTo: () => Promise.reject(Object.assign(new Error('full'), { errcode: 13 })),
    }
    const shelf = createSnapshotShelf({ ...desk.world, database: full })
    await expect(shelf.make('daily')).rejects.toThrow('storage-failed')
    expect(desk.files()).toEqual(['history-2026-11-22.db', 'history-2026-11-22.settings.json'])
    expect(readFileSync(desk.path('history-2026-11-22.db')).equals(before)).toBe(true)
  })

  it('knows whether something was said or typed since', async () => {
    const desk = deskIn(createTestFolder(IN_MEMORY))
    desk.say('c1', 'Hello')
    const { id } = await desk.shelf.make('before-restore')
    expect(desk.shelf.holdsAll(id)).toBe(true)
    desk.conversations.saveDraft('c1', 'half a sen')
    expect(desk.shelf.holdsAll(id)).toBe(false)
    const next = await desk.shelf.make('before-restore')
    desk.say('c1', 'Since')
    expect(desk.shelf.holdsAll(next.id)).toBe(false)
  })

  it('that came out damaged does not count', async () => {
    const desk = deskIn(createTestFolder(IN_MEMORY))
    const torn = {
      ...desk.database,
      copyTo: async (file: string) => writeFileSync(file, 'no database '.repeat(500)),
    }
    const shelf = createSnapshotShelf({ ...desk.world, database: torn })
    await expect(shelf.make('daily')).rejects.toThrow('snapshot-unusable')
    expect(desk.files()).toEqual([])
  })
})

describe('a snapshot that is looked into', () => {
  it('is compared with what is here', async () => {
    const desk = deskIn(createTestFolder(IN_MEMORY))
    desk.say('kept', 'Both')
    desk.say('gone', 'Only there')
    const { id } = await desk.shelf.make('daily')
    desk.conversations.remove(['gone'])
    desk.say('new', 'Only here')
    const opened = await desk.shelf.open(id)
    const { conversations, onlyThere, onlyHere } = opened.compare()
    opened.close()
    expect(conversations.total).toBe(2)
    expect(onlyThere.shown.map((each) => each.id)).toEqual(['gone'])
    expect(onlyHere.shown.map((each) => each.id)).toEqual(['new'])
    expect(desk.files()).toHaveLength(2)
  })

  it('of an older schema is brought up to date in a copy, and stays as it was', async () => {
    const desk = deskIn(createTestFolder(IN_MEMORY))
    mkdirSync(desk.path(''), { recursive: true })
    const old = open(desk.path('history-2026-11-01.db'))
    old.exec(readFileSync(new URL('schemas/schema-1.sql', import.meta.url), 'utf8'))
    old.close()
    const bytes = readFileSync(desk.path('history-2026-11-01.db'))
    const opened = await desk.shelf.open('history-2026-11-01')
    opened.replaceAll()
    opened.close()
    expect(desk.titles()).toEqual(['What is a thread?'])
    expect(readFileSync(desk.path('history-2026-11-01.db')).equals(bytes)).toBe(true)
  })

  it.each([
    ['newer', (file: string) => versionIn(file, SCHEMA_VERSION + 1)],
    ['damaged', (file: string) => writeFileSync(file, 'no database '.repeat(500))],
  ] as const)('and is %s is refused before anything is changed', async (reason, spoil) => {
    const desk = deskIn(createTestFolder(IN_MEMORY))
    desk.say('c1', 'Hello')
    const { id } = await desk.shelf.make('daily')
    spoil(desk.path(`${id}.db`))
    await expect(desk.shelf.open(id)).rejects.toMatchObject({ error: { kind: 'snapshot-unusable', reason } })
    expect(desk.titles()).toEqual(['c1'])
  })

  it('is named by what is there and by no path', async () => {
    const desk = deskIn(createTestFolder(IN_MEMORY))
    for (const id of ['../history', 'history', '/etc/passwd', 'history-2026-11-22'])
      await expect(desk.shelf.open(id)).rejects.toMatchObject({ error: { reason: 'gone' } })
  })
})

describe('bringing back', () => {
  it('puts all of it in the place of what is here, and keeps what was typed since', async () => {
    const desk = deskIn(createTestFolder(IN_MEMORY))
    desk.say('c1', 'Then')
    const { id } = await desk.shelf.make('daily')
    desk.say('c1', 'Since')
    desk.say('c2', 'Since')
    desk.conversations.saveDraft('c1', 'typed today')
    const opened = await desk.shelf.open(id)
    opened.replaceAll()
    opened.close()
    expect(desk.titles()).toEqual(['c1'])
    expect(desk.conversations.find('c1')?.draft).toBe('typed today')
    expect(desk.conversations.page('c1', null)?.messages).toHaveLength(1)
    expect(desk.database.prepare('PRAGMA foreign_key_check').all()).toEqual([])
  })

  it('never lowers a revision, so that late news is told from new', async () => {
    const desk = deskIn(createTestFolder(IN_MEMORY))
    desk.say('c1', 'Then')
    const { id } = await desk.shelf.make('daily')
    for (let count = 0; count < 5; count += 1) desk.say('c1', 'Since')
    const before = desk.conversations.page('c1', null)!.revision
    const opened = await desk.shelf.open(id)
    opened.replaceAll()
    opened.close()
    expect(desk.conversations.page('c1', null)!.revision).toBeGreaterThan(before)
  })

  it.each(['sent since', 'taken back since'])(
    'does not send a question again that waited then and was %s',
    async (what) => {
      const desk = deskIn(createTestFolder(IN_MEMORY))
      const question = desk.say('c1', 'Waits', 'queued')
      const { id } = await desk.shelf.make('daily')
      if (what === 'sent since') desk.turns.saveMessage({ ...question, status: 'sent', remoteId: 'msg_1' })
      else desk.turns.removeMessage(question)
      const opened = await desk.shelf.open(id)
      opened.replaceAll()
      opened.close()
      expect(desk.turns.conversationsWithQueue()).toEqual([])
      expect(desk.turns.findMessage(question.id)?.status).toBe(what === 'sent since' ? 'sent' : 'failed')
    },
  )

  it.each(['under way', 'over', 'given up', 'deleted for good'] as const)(
    'does not ask again what a run was asking then that is %s now',
    async (what) => {
      const desk = deskIn(createTestFolder(IN_MEMORY))
      const question = desk.say('c1', 'Asked once')
      const run = { ...newRun({ id: 'r1', conversationId: 'c1', messageId: question.id }, 1) }
      const save = (change: Partial<Run>) => desk.turns.saveRun({ ...run, ...change }, { type: 'started' }, 2)
      save({})
      desk.turns.saveMessage({ ...question, status: 'sending' })
      const { id } = await desk.shelf.make('daily')
      const posts = { thread: 'done', message: 'done', run: 'done', results: 'not-yet' } as const
      const known = { posts, threadId: 'thread_1', remoteId: 'run_1' }
      if (what === 'under way') save({ ...known, state: 'running' })
      if (what === 'over') save({ ...known, state: 'completed', endedAt: 3 })
      if (what === 'given up') save({ state: 'cancelled', endedAt: 3 })
      desk.turns.saveMessage({ ...question, status: 'sent', remoteId: 'msg_1' })
      if (what === 'deleted for good') {
        desk.conversations.remove(['c1'])
        desk.conversations.purge(['c1'])
      }
      const opened = await desk.shelf.open(id)
      opened.replaceAll()
      opened.close()
      const [still = null] = desk.turns.openRuns()
      if (what === 'under way' || what === 'over') expect(still).toMatchObject(known)
      else expect(still).toBeNull()
      const status = what === 'deleted for good' ? 'unsure' : 'sent'
      expect(desk.turns.findMessage(question.id)).toMatchObject({ status })
    },
  )

  it('looks at the thread first for a run that nothing is known of any more', async () => {
    const desk = deskIn(createTestFolder(IN_MEMORY))
    const question = desk.say('c1', 'Perhaps asked')
    const run = newRun({ id: 'r1', conversationId: 'c1', messageId: question.id }, 1)
    desk.turns.saveRun({ ...run, threadId: 'thread_1' }, { type: 'started' }, 2)
    const { id } = await desk.shelf.make('daily')
    desk.conversations.remove(['c1'])
    desk.conversations.purge(['c1'])
    const opened = await desk.shelf.open(id)
    opened.replaceAll()
    opened.close()
    expect(desk.turns.openRuns()).toMatchObject([{ posts: { message: 'intended', run: 'intended' } }])
  })

  it('of one conversation leaves all others alone', async () => {
    const desk = deskIn(createTestFolder(IN_MEMORY))
    desk.say('c1', 'One')
    desk.say('c2', 'Two')
    const { id } = await desk.shelf.make('daily')
    desk.conversations.remove(['c1'])
    desk.say('c2', 'Since')
    const opened = await desk.shelf.open(id)
    expect(opened.bringBack('c1')).toBe(true)
    expect(opened.bringBack('nobody')).toBe(false)
    opened.close()
    expect(desk.titles().toSorted()).toEqual(['c1', 'c2'])
    expect(desk.conversations.page('c2', null)?.messages).toHaveLength(2)
  })

  it('is all or nothing for the index of what was said: it is filled from what came back', async () => {
    const desk = deskIn(createTestFolder(IN_MEMORY))
    desk.say('c1', 'Then')
    const { id } = await desk.shelf.make('daily')
    desk.say('c1', 'Since')
    const opened = await desk.shelf.open(id)
    opened.replaceAll()
    opened.close()
    const waiting = desk.database
      .prepare('SELECT id FROM search_queue')
      .all()
      .map((row) => String(row['id']))
    expect(waiting).toContain(desk.conversations.page('c1', null)?.messages[0]?.id)
    const stale = desk.database.prepare(
      'SELECT count(*) AS n FROM search_rows WHERE message_id NOT IN (SELECT id FROM messages)',
    )
    expect(stale.get()).toMatchObject({ n: 0 })
  })

  it('leaves all of before or all of after when the app is killed at any statement', async () => {
    const { file, snapshot } = await twoHistories()
    const { database } = openHistoryFile({ ...file, open })
    const killed = killPoints(database, file.at('history.db'), (mortal) => replaceHistory(mortal, snapshot))
    database.close()
    expect(killed.length).toBeGreaterThan(20)
    expect([...new Set(killed.map(conversationsIn))]).toEqual(['c2 c3 c4', 'c1 c2 c3'])
  })

  // The first statement, one in the middle, and more than there are.
  it.each([
    [0, 'c2 c3 c4'],
    [20, 'c2 c3 c4'],
    [999, 'c1 c2 c3'],
  ])('does so when a real process is killed before statement %i', async (killedAt, left) => {
    const { file, snapshot } = await twoHistories()
    spawnSync(process.execPath, [CHILD, file.at('history.db'), snapshot, String(killedAt)])
    expect(conversationsIn(file)).toBe(left)
  })
})

/** c1 was deleted since the snapshot, c4 came since. */
async function twoHistories() {
  const file = createTestFolder(IN_MEMORY)
  const desk = deskIn(file)
  for (const id of ['c1', 'c2', 'c3']) desk.say(id, 'Then')
  const made = await desk.shelf.make('daily')
  desk.conversations.remove(['c1'])
  desk.say('c4', 'Since')
  desk.database.close()
  return { file, snapshot: desk.path(`${made.id}.db`) }
}

function conversationsIn(place: ReturnType<typeof createTestFolder>): string {
  const { database, recovery } = openHistoryFile({ ...place, open })
  expect(recovery).toBeNull()
  const ids = createConversationStore(database, () => NOW)
    .list()
    .map(({ id }) => id)
  database.close()
  return ids.toSorted().join(' ')
}

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).toSorted() : [])

function versionIn(file: string, version: number) {
  const database = open(file)
  database.exec(`PRAGMA user_version = ${version}`)
  database.close()
}

function deskIn(place: ReturnType<typeof createTestFolder>, now = () => NOW) {
  const { database } = openHistoryFile({ ...place, open })
  const conversations = createConversationStore(database, now)
  const turns = createTurnStore(database)
  const path = (name: string) => join(place.folder, 'snapshots', name)
  const world = {
    folder: place.folder,
    database,
    open,
    now,
    readSettings: () => ({ assistants: ['a1'] }),
    addMissing: () => undefined,
  }
  const shelf = createSnapshotShelf(world)
  let count = 0
  return {
    world,
    database,
    conversations,
    turns,
    shelf,
    path,
    history: place.at('history.db'),
    files: () => namesIn(path('')),
    titles: () => conversations.list().map(({ title }) => title),
    place(id: string, at: number) {
      mkdirSync(path(''), { recursive: true })
      writeFileSync(path(`${id}.db`), 'a snapshot')
      utimesSync(path(`${id}.db`), at / 1_000, at / 1_000)
    },
    say(conversationId: string, text: string, status: 'sent' | 'queued' = 'sent') {
      count += 1
      if (conversations.find(conversationId) === null)
        conversations.create({
          ...newConversation({ id: conversationId, assistantId: 'a1' }, count),
          title: conversationId,
        })
      return turns.addQuestion({
        id: `${conversationId} ${count}`,
        conversationId,
        role: 'user',
        status,
        remoteId: null,
        content: [{ type: 'text', text, citations: [] }],
        createdAt: count,
      }).question
    },
  }
}
