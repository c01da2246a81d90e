/** The history file: opened, damaged, newer than the app, and still there after a crash. */
import { mkdirSync, readdirSync, symlinkSync, truncateSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { newConversation } from '../../shared/domain/conversation.ts'
import { createConversationStore } from './conversation-store.ts'
import { beginHistoryBeside, openHistoryFile } from './history-file.ts'
import { openSettings } from './settings-store.ts'
import { SCHEMA_VERSION, schemaVersion } from './migrations.ts'
import { storedVersion } from './stored-version.ts'
import { loadSqlite } from './kept-database.ts'
import { inTransaction, orStorageFailed } from './sqlite.ts'
import { createTestFolder, IN_MEMORY, NOW } from './test-folder.ts'

const open = await loadSqlite()
const ASIDE = 'history.corrupt-20261122-130201.db'

describe('the history', () => {
  it('begins empty, with the newest schema', () => {
    const { history, titles } = historyIn(createTestFolder(IN_MEMORY))
    expect(history.recovery).toBeNull()
    expect(schemaVersion(history.database)).toBe(SCHEMA_VERSION)
    expect(titles()).toEqual([])
  })

  it('is there again after a restart', () => {
    const place = createTestFolder(IN_MEMORY)
    const first = historyIn(place)
    first.add('One')
    first.history.database.close()
    const second = historyIn(place)
    expect(second.history.recovery).toBeNull()
    expect(second.titles()).toEqual(['One'])
  })

  it('has every committed row after the app was killed, and none of an open transaction', () => {
    const place = createTestFolder(IN_MEMORY)
    const killed = historyIn(place)
    killed.add('Committed')
    killed.history.database.exec('BEGIN IMMEDIATE')
    killed.add('Never committed')
    const other = historyOf(open(place.at('history.db')))
    expect(other.titles()).toEqual(['Committed'])
    killed.history.database.exec('ROLLBACK')
  })

  it.each([
    ['spaces, quotes and signs', "It's 資料 “x” %20 #1?a=b&c"],
    ['letters that are written in two ways', 'cafe\u0301 caf\u00e9'],
    ['faces and writing from the right', '😀👩‍👩‍👧 שלום'],
    ['a line break', 'one\ntwo'],
    ['a name like an option', '--help'],
    ['a very long name', `${'a'.repeat(200)}/${'b'.repeat(200)}/${'c'.repeat(20)}`],
    ['a link', 'link'],
  ])('is opened and copied however odd the path is: %s', async (_what, name) => {
    const place = createTestFolder(IN_MEMORY)
    const folder = place.at(name)
    if (name === 'link') {
      mkdirSync(place.at('target'))
      symlinkSync(place.at('target'), folder)
    } else mkdirSync(folder, { recursive: true })
    const odd = openHistoryFile({ folder, open, now: () => NOW })
    const { add } = historyOf(odd.database)
    add('One')
    await odd.close()
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['history.db', 'history.last-good.db']))
    const again = openHistoryFile({ folder, open, now: () => NOW })
    expect(historyOf(again.database).titles()).toEqual(['One'])
    again.database.close()
    const settings = openSettings({ folder, now: () => NOW })
    settings.change({ settings: { ...settings.read().settings, theme: 'dark' } })
    expect(openSettings({ folder, now: () => NOW }).read().settings.theme).toBe('dark')
  })
})

describe('a damaged history', () => {
  it.each(['header', 'page', 'truncated', 'emptied', 'text'] as const)(
    '(%s) is set aside as it was, and the last good copy comes back',
    async (damage) => {
      const place = createTestFolder(IN_MEMORY)
      const before = historyIn(place)
      for (let count = 0; count < 200; count += 1) before.add(`Kept ${count}`)
      await before.history.keepCopy()
      before.add('Since the copy')
      before.history.database.close()
      const bytes = spoil(place, damage)

      const after = historyIn(place)
      expect(after.history.recovery).toEqual({ kind: 'history-restored', file: ASIDE })
      expect(after.titles()).toHaveLength(200)
      expect(place.read(ASIDE)).toEqual(bytes)
      after.add('Goes on')
      after.history.database.close()
      expect(historyIn(place).history.recovery).toBeNull()
    },
  )

  it.each(['header', 'page', 'text'] as const)('(%s) without a copy begins anew', (damage) => {
    const place = createTestFolder(IN_MEMORY)
    const before = historyIn(place)
    for (let count = 0; count < 200; count += 1) before.add(`Lost ${count}`)
    before.history.database.close()
    const bytes = spoil(place, damage)
    const after = historyIn(place)
    expect(after.history.recovery).toEqual({ kind: 'history-reset', file: ASIDE })
    expect(after.titles()).toEqual([])
    expect(place.read(ASIDE)).toEqual(bytes)
  })

  it('with a damaged copy begins anew, and both are still there to be looked at', async () => {
    const place = createTestFolder(IN_MEMORY)
    const before = historyIn(place)
    before.add('Lost')
    await before.history.keepCopy()
    before.history.database.close()
    spoil(place, 'text')
    place.write('history.last-good.db', 'no database either')
    const after = historyIn(place)
    expect(after.history.recovery?.kind).toBe('history-reset')
    expect(after.titles()).toEqual([])
    expect(place.read('history.last-good.db').toString()).toBe('no database either')
  })

  it('is not copied over the last good copy, and the next start finds it', async () => {
    const place = createTestFolder(IN_MEMORY)
    const before = historyIn(place)
    for (let count = 0; count < 200; count += 1) before.add(`Kept ${count}`)
    await before.history.close()
    const broken = historyIn(place)
    broken.history.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    const bytes = place.read('history.db')
    place.write('history.db', bytes.fill(0xff, 4_096, bytes.length - 4_096))
    await expect(broken.history.close()).rejects.toThrow()
    const after = historyIn(place)
    expect(after.history.recovery?.kind).toBe('history-restored')
    expect(after.titles()).toHaveLength(200)
  })

  it('is told apart from a folder that cannot be used', () => {
    const place = createTestFolder(IN_MEMORY)
    expect(() => openHistoryFile({ folder: place.at('nowhere'), open, now: () => NOW })).toThrow(
      'storage-unreadable',
    )
  })
})

describe('a history of a newer version', () => {
  const newerIn = (place: Place) => {
    const newer = open(place.at('history.db'))
    newer.exec(`CREATE TABLE tomorrow (x); PRAGMA user_version = ${SCHEMA_VERSION + 1}`)
    return newer
  }

  it('is opened by nobody: not a byte of it changes, and nothing is made beside it', () => {
    const place = createTestFolder(IN_MEMORY)
    newerIn(place).close()
    const bytes = place.read('history.db')
    expect(() => historyIn(place)).toThrow('newer-store')
    expect(place.files()).toEqual(['history.db'])
    expect(place.read('history.db')).toEqual(bytes)
  })

  it('is known as such after a crash too, when its version still stands in its log only', () => {
    const place = createTestFolder(IN_MEMORY)
    const first = historyIn(place)
    first.history.database.exec('PRAGMA wal_autocheckpoint = 0; PRAGMA wal_checkpoint(TRUNCATE)')
    first.history.database.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`)
    const crashed = createTestFolder(IN_MEMORY)
    for (const name of ['history.db', 'history.db-wal']) crashed.write(name, place.read(name))
    const bytes = crashed.files().map((name) => crashed.read(name))
    expect(() => historyIn(crashed)).toThrow('newer-store')
    expect(crashed.files()).toEqual(['history.db', 'history.db-wal'])
    expect(crashed.files().map((name) => crashed.read(name))).toEqual(bytes)
  })

  it('stays where it is when the person begins an empty one beside it, which is there at the next start', () => {
    const place = createTestFolder(IN_MEMORY)
    newerIn(place).close()
    const bytes = place.read('history.db')
    beginHistoryBeside(place.folder)
    const beside = historyIn(place)
    expect(beside.history.besides).toBe('history.db')
    beside.add('Meanwhile')
    beside.history.database.close()
    expect(historyIn(place).titles()).toEqual(['Meanwhile'])
    expect(place.read('history.db')).toEqual(bytes)
  })

  it('is told by its version, which is read without opening the file', () => {
    const place = createTestFolder(IN_MEMORY)
    historyIn(place).history.database.close()
    expect(storedVersion(place.at('history.db'))).toBe(SCHEMA_VERSION)
    expect(storedVersion(place.at('nothing.db'))).toBe(0)
    place.write('text.db', 'This was a database once. '.repeat(100))
    expect(storedVersion(place.at('text.db'))).toBe(0)
    expect(place.files()).toEqual(['history.db', 'text.db'])
  })
})

describe('the copy', () => {
  it('holds what is in the history at that moment', async () => {
    const place = createTestFolder(IN_MEMORY)
    const { history, add } = historyIn(place)
    add('One')
    await history.keepCopy()
    add('Two')
    await history.keepCopy()
    expect(historyOf(open(place.at('history.last-good.db'))).titles()).toEqual(['One', 'Two'])
    expect(place.files()).not.toContain('history.last-good.db.new')
  })
})

describe('a transaction', () => {
  it('leaves nothing of what it did when it fails', () => {
    const { history, add, titles } = historyIn(createTestFolder(IN_MEMORY))
    expect(() =>
      inTransaction(history.database, () => {
        add('Half')
        throw new Error('then this')
      }),
    ).toThrow('then this')
    expect(titles()).toEqual([])
  })

  it('tells of a full disk as such, though SQLite has rolled back by itself', () => {
    const { history, add, titles } = historyIn(createTestFolder(IN_MEMORY))
    history.database.exec('PRAGMA max_page_count = 20')
    const fill = () => inTransaction(history.database, () => add('x'.repeat(200_000)))
    expect(fill).toThrow('storage-failed')
    expect(titles()).toEqual([])
    history.database.exec('PRAGMA max_page_count = 1000000')
    fill()
    expect(titles()).toHaveLength(1)
  })

  it('does not take a mistake of ours for the disk’s', () => {
    const { history } = historyIn(createTestFolder(IN_MEMORY))
    expect(() => orStorageFailed(() => history.database.exec('SELECT nonsense'))).toThrow('no such column')
  })
})

type Place = ReturnType<typeof createTestFolder>

function historyIn(place: Place) {
  const history = openHistoryFile({ ...place, open })
  return { history, ...historyOf(history.database) }
}

function historyOf(database: ReturnType<typeof open>) {
  const store = createConversationStore(database, () => NOW)
  let count = 0
  return {
    titles: () =>
      store
        .list()
        .map(({ title }) => title)
        .toReversed(),
    add(title: string) {
      count += 1
      const id = `${title.slice(0, 40)} ${count}`
      store.create({ ...newConversation({ id, assistantId: 'a1' }, count), title })
    },
  }
}

/** Spoils the file and returns its bytes as they are then. */
function spoil(place: Place, damage: 'header' | 'page' | 'truncated' | 'emptied' | 'text'): Buffer {
  const file = 'history.db'
  const bytes = place.read(file)
  if (damage === 'header') place.write(file, bytes.fill(0x5a, 0, 16))
  if (damage === 'page') place.write(file, bytes.fill(0xff, 4_096, bytes.length - 4_096))
  if (damage === 'truncated') truncateSync(place.at(file), Math.floor(bytes.length / 2 / 4_096) * 4_096)
  if (damage === 'emptied') truncateSync(place.at(file), 0)
  if (damage === 'text') place.write(file, 'This was a database once. '.repeat(100))
  return place.read(file)
}
