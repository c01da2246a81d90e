/** Files that are deleted or replaced while the app runs, or between two starts: nothing that was said is lost, and it is told. */
import { renameSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openHistoryFile } from './history-file.ts'
import type { HistoryMoved } from './history-guard.ts'
import { openWith } from './kept-database.ts'
import { openKeys } from './key-store.ts'
import { openSettings } from './settings-store.ts'
import { createConversationStore } from './conversation-store.ts'
import { conversation, fill, openDesk, question, realDriver, type TestPlace } from './test-desk.ts'
import { breakableDisk } from './test-faulty-disk.ts'
import { createTestFolder, NOW } from './test-folder.ts'
import { testKeyring } from './test-keyring.ts'
import { createTurnStore } from './turn-store.ts'

const KEY = { key: 'sk-first-0123456789', origin: 'https://one.example' }
const ENDINGS = ['', '-wal', '-shm']

describe('a history that is deleted while the app runs', () => {
  it.each([
    ['alone', ['']],
    ['with all that lies beside it', ENDINGS],
    ['with its log', ['', '-wal']],
  ])('(%s) is written again before the next change, with everything in it', async (_what, endings) => {
    const { place, moved, ask, history } = running()
    ask('before')
    for (const ending of endings) rmSync(place.at(`history.db${ending}`))
    ask('after')
    expect(moved).toEqual([{ kind: 'history-put-back' }])
    ask('later')
    expect(moved).toHaveLength(1)
    // As after a kill: nothing was closed.
    expect(askedIn(place)).toEqual(['before', 'after', 'later'])
    await history.close()
    expect(askedIn(place)).toEqual(['before', 'after', 'later'])
  })

  it('and not written to again is back after the app was closed', async () => {
    const { place, moved, ask, history } = running()
    ask('before')
    for (const ending of ENDINGS) rmSync(place.at(`history.db${ending}`))
    await history.close()
    expect(moved).toHaveLength(1)
    expect(askedIn(place)).toEqual(['before'])
  })

  it('takes no question that it cannot keep, and takes it once there is room', () => {
    const { disk, breakNow, mend } = breakableDisk('ENOSPC')
    const { place, ask } = running(disk)
    ask('before')
    for (const ending of ENDINGS) rmSync(place.at(`history.db${ending}`))
    breakNow()
    expect(() => ask('after')).toThrow('storage-failed')
    mend()
    ask('after')
    expect(askedIn(place)).toEqual(['before', 'after'])
  })
})

describe('a history that is replaced while the app runs', () => {
  it.each([
    ['another history', otherHistory],
    ['no database', () => Buffer.from('a sync tool was here')],
  ])('by %s keeps all of its own, and sets the other aside as it was', (_what, other) => {
    const { place, moved, ask } = running()
    ask('before')
    const bytes = other()
    place.write('incoming', bytes)
    renameSync(place.at('incoming'), place.at('history.db'))
    ask('after')
    const aside = 'history.replaced-20261122-130201.db'
    expect(moved).toEqual([{ kind: 'history-replaced', file: aside }])
    expect(place.read(aside)).toEqual(bytes)
    expect(askedIn(place)).toEqual(['before', 'after'])
  })
})

describe('a file that is gone when the app starts', () => {
  it('(the history) comes back from its last good copy, and it is told', async () => {
    const place = createTestFolder()
    const desk = openDesk(place)
    fill(desk)
    await desk.history.close()
    rmSync(place.at('history.db'))
    const again = openDesk(place)
    expect(again.recovery).toEqual({ kind: 'history-missing' })
    expect(again.conversations.list()).toHaveLength(2)
    await again.history.close()
    expect(openDesk(place).recovery).toBeNull()
  })

  it('(the history, with its log left behind) does not take that log for the copy’s', async () => {
    const place = createTestFolder()
    const desk = openDesk(place)
    fill(desk)
    await desk.history.close()
    const log = Buffer.concat([Buffer.alloc(32, 7), Buffer.alloc(5_000, 1)])
    rmSync(place.at('history.db'))
    place.write('history.db-wal', log)
    const again = openDesk(place)
    expect(again.recovery?.kind).toBe('history-restored')
    expect(again.conversations.list()).toHaveLength(2)
    expect(place.read('history.corrupt-20261122-130201.db-wal')).toEqual(log)
  })

  it('(the settings) come back from their last good copy, and it is told', () => {
    const place = createTestFolder()
    change(openSettings(place), 'dark')
    rmSync(place.at('settings.json'))
    const again = openSettings(place)
    expect(again.recovery).toEqual({ kind: 'settings-missing' })
    expect(again.read().settings.theme).toBe('dark')
    expect(openSettings(place).recovery).toBeNull()
  })

  it('(the keys) are asked for again, and nothing else is touched', () => {
    const place = createTestFolder()
    openKeys({ ...place, safeStorage: testKeyring() }).set('c1', KEY)
    rmSync(place.at('keys.json'))
    const keys = openKeys({ ...place, safeStorage: testKeyring() })
    expect(keys.status('c1')).toEqual({ kept: 'none' })
    expect(place.files()).toEqual([])
  })
})

describe('settings and keys that are changed behind the app’s back', () => {
  it('settings that are deleted are whole again with the next change', () => {
    const place = createTestFolder()
    const settings = openSettings(place)
    change(settings, 'dark')
    rmSync(place.at('settings.json'))
    settings.change({ assistants: [] })
    expect(openSettings(place).read().settings.theme).toBe('dark')
  })

  it('settings that another program wrote are set aside as it wrote them, and it is told', () => {
    const place = createTestFolder()
    const told: string[] = []
    const settings = openSettings({ ...place, onReplaced: (file) => told.push(file) })
    change(settings, 'dark')
    place.write('settings.json', '{"settings":{"theme":"light"}}')
    settings.change({ assistants: [] })
    const aside = 'settings.replaced-20261122-130201.json'
    expect(told).toEqual([aside])
    expect(String(place.read(aside))).toBe('{"settings":{"theme":"light"}}')
    expect(openSettings(place).read().settings.theme).toBe('dark')
    settings.change({ assistants: [] })
    expect(told).toHaveLength(1)
  })

  it('keys that are deleted go on working, and are whole again with the next key', () => {
    const place = createTestFolder()
    const keys = openKeys({ ...place, safeStorage: testKeyring() })
    keys.set('c1', KEY)
    rmSync(place.at('keys.json'))
    expect(keys.get('c1')).toBe(KEY.key)
    keys.set('c2', { ...KEY, key: 'sk-second-0123456789' })
    expect(openKeys({ ...place, safeStorage: testKeyring() }).get('c1')).toBe(KEY.key)
  })
})

describe('snapshots that are deleted meanwhile', () => {
  it('are gone from the list, and looking into one says so', async () => {
    const place = createTestFolder()
    const desk = openDesk(place)
    fill(desk)
    const { id } = await desk.shelf.make('daily')
    rmSync(place.at('snapshots'), { recursive: true })
    expect(desk.shelf.list()).toEqual([])
    await expect(desk.shelf.open(id)).rejects.toThrow('snapshot-unusable')
    expect((await desk.shelf.make('daily')).id).toBe(id)
  })
})

/** An app that is running. Its folder is on a real disk. */
function running(disk?: Parameters<typeof openHistoryFile>[0]['disk']) {
  const place = createTestFolder()
  const moved: HistoryMoved[] = []
  const history = openHistoryFile({
    ...place,
    open: openWith(realDriver),
    ...(disk === undefined ? {} : { disk }),
    onMoved: (news) => moved.push(news),
  })
  const turns = createTurnStore(history.database)
  createConversationStore(history.database, () => NOW).create(conversation('c1'))
  return { place, moved, history, ask: (id: string) => turns.addQuestion(question(id, 'c1')) }
}

/** As the next start finds it, from a copy of what is on disk now. */
function askedIn(place: TestPlace): string[] {
  const copy = createTestFolder()
  for (const ending of ['', '-wal'])
    if (place.files().includes(`history.db${ending}`))
      copy.write(`history.db${ending}`, place.read(`history.db${ending}`))
  const desk = openDesk(copy)
  expect(desk.recovery).toBeNull()
  const asked = desk.turns.latestMessages('c1', 100).map(({ id }) => id)
  desk.database.close()
  return asked
}

function otherHistory(): Buffer {
  const place = createTestFolder()
  const desk = openDesk(place)
  desk.conversations.create(conversation('other'))
  desk.database.close()
  return place.read('history.db')
}

function change(settings: ReturnType<typeof openSettings>, theme: 'dark' | 'light') {
  settings.change({ settings: { ...settings.read().settings, theme } })
}
