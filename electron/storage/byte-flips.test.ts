/** One byte of a file is wrong, or all of it: the app opens, tells what it could not use, keeps that as it was, and what a copy has comes back. */
import { afterAll, describe, expect, it } from 'vitest'
import { tried } from '../platform/test-tried.ts'
import { seededRandom } from './test-seeded.ts'
import { openKeys } from './key-store.ts'
import { isIndexDamage } from './search-index.ts'
import { openSettings } from './settings-store.ts'
import { copyOf, fill, openDesk, type TestPlace } from './test-desk.ts'
import { createTestFolder, IN_MEMORY } from './test-folder.ts'
import { testKeyring } from './test-keyring.ts'

const FILES = ['settings.json', 'keys.json', 'history.db', 'history.db-wal'] as const
type FileName = (typeof FILES)[number]

/** In shares, so that each is over soon. */
const FLIPS: Readonly<Record<FileName, number>> = {
  'settings.json': 250,
  'keys.json': 250,
  'history.db': 300,
  'history.db-wal': 200,
}

/** Many cases in one test, on machines with much else to do. */
const LONG = { timeout: 180_000 }

const KEY = { key: 'sk-first-0123456789', origin: 'https://one.example' }

const whole = createWhole()

describe.each(FILES)('%s', (name) => {
  const bytes = whole.read(name)

  it(
    'with any one byte flipped is used, or set aside as it was with its copy in its place',
    LONG,
    ({ task }) => {
      const random = seededRandom(20261122)
      for (let count = 0; count < FLIPS[name]; count += 1) {
        const flipped = Buffer.from(bytes)
        const at = Math.floor(random() * bytes.length)
        flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(random() * 8))
        expectSafe(name, flipped, `byte ${at}`)
      }
      tried(task, FLIPS[name])
    },
  )

  it.for(Object.entries(mutationsOf(bytes)))('%s is used, or set aside as it was', ([what, mutated]) => {
    expectSafe(name, mutated, what)
  })
})

describe('a log of three changes', () => {
  const log = whole.read('history.db-wal')

  it('that is spoilt before its last change is kept as it was, and it is told', () => {
    const place = copyOf(whole)
    const spoilt = Buffer.from(log)
    spoilt[200] = (spoilt[200] ?? 0) ^ 1
    place.write('history.db-wal', spoilt)
    const desk = openDesk(place)
    expect(desk.recovery).toEqual({ kind: 'history-torn', file: 'history.corrupt-20261122-130201.db' })
    expect(place.read('history.corrupt-20261122-130201.db-wal')).toEqual(spoilt)
    expect(desk.conversations.find('c1')?.draft).toBe('Dear')
    desk.database.close()
  })

  it('whose last change has its head over the page of an earlier round is as a kill leaves it, too', () => {
    const place = copyOf(whole)
    const torn = Buffer.from(log)
    torn.fill(7, log.length - log.readUInt32BE(8))
    place.write('history.db-wal', torn)
    const desk = openDesk(place)
    expect(desk.recovery).toBeNull()
    expect(desk.conversations.find('c1')?.draft).toBe('In the log')
    desk.database.close()
  })

  it('that ends in the middle of its last change is as a kill leaves it: what came before is there', () => {
    const place = copyOf(whole)
    place.write('history.db-wal', log.subarray(0, -100))
    const desk = openDesk(place)
    expect(desk.recovery).toBeNull()
    expect(desk.conversations.find('c1')?.draft).toBe('In the log')
    desk.database.close()
  })
})

/** The ways whole files come to grief: cut short, filled up, written twice, mixed up. */
function mutationsOf(bytes: Buffer): Record<string, Buffer> {
  const cut = (part: number) => bytes.subarray(0, Math.floor(bytes.length * part))
  const zeros = (from: number, to: number) => Buffer.from(bytes).fill(0, from, to)
  return {
    'nothing in it': Buffer.alloc(0),
    'one byte of it': bytes.subarray(0, 1),
    'a quarter of it': cut(0.25),
    'half of it': cut(0.5),
    'all but the last byte': bytes.subarray(0, -1),
    'all but the last sector': bytes.subarray(0, Math.max(0, bytes.length - 512)),
    'zeroes at its head': zeros(0, 16),
    'zeroes at its end': zeros(Math.floor(bytes.length / 2), bytes.length),
    'zeroes only': Buffer.alloc(bytes.length),
    'ones only': Buffer.alloc(bytes.length, 0xff),
    'itself twice': Buffer.concat([bytes, bytes]),
    'something after its end': Buffer.concat([bytes, Buffer.from('\0\0garbage')]),
    'a byte order mark': Buffer.concat([Buffer.from('\ufeff'), bytes]),
    'a list of JSON': Buffer.from('[]'),
    'a number of JSON': Buffer.from('7'),
    'a text of JSON': Buffer.from('"text"'),
    'null of JSON': Buffer.from('null'),
    'a web page': Buffer.from('<!doctype html><title>Sign in</title>'),
    'another file of ours': whole.read('window.json'),
    'turned round': Buffer.from(bytes.toReversed()),
  }
}

/** Opened as the app does. Nothing throws, and nothing that was in the file is gone from the folder without a word. */
function expectSafe(name: FileName, bytes: Buffer, what: string): void {
  const place = copyOf(whole)
  place.write(name, bytes)
  const settings = openSettings(place)
  const keys = openKeys({ ...place, safeStorage: testKeyring() })
  const desk = deskOrNewer(place)
  if (desk === null) return expect({ what, bytes: place.read(name) }).toEqual({ what, bytes })
  readAll(desk)
  const told = { settings: settings.recovery, keys: keys.recovery, history: desk.recovery }
  desk.database.close()
  const isTold = Object.values(told).some((each) => each !== null)
  if (isTold) expect({ what, isKept: isKept(place, bytes) }).toEqual({ what, isKept: true })
  if (name === 'settings.json' && isTold) expect(settings.read().settings.theme).toBe('dark')
  if (name === 'keys.json' && !isTold) expect(['kept', 'none', 'unreadable']).toContain(keyIn(keys))
  if (name.startsWith('history') && isTold) expect(conversationsIn(place)).toContain('c1')
  // Told of nothing, nothing may be missing.
  if (name.startsWith('history') && !isTold)
    expect({ what, ids: conversationsIn(place) }).toEqual({ what, ids: ['c1', 'c3'] })
}

/** Null for one whose number says that a newer version wrote it: nobody touches that. */
function deskOrNewer(place: TestPlace) {
  try {
    return openDesk(place)
  } catch (thrown) {
    expect(String(thrown)).toContain('newer-store')
    return null
  }
}

function readAll({ conversations, turns, search }: ReturnType<typeof openDesk>): void {
  for (const { id } of conversations.list()) conversations.page(id, null)
  turns.openRuns()
  try {
    search.takeIn(5)
  } catch (thrown) {
    // As the search does: the index is made of the rest.
    expect(isIndexDamage(thrown)).toBe(true)
    search.startAnew()
    search.takeIn(5)
  }
}

const isKept = (place: TestPlace, bytes: Buffer): boolean =>
  place.files().some((name) => name.includes('.corrupt-') && place.read(name).equals(bytes))

function keyIn(keys: ReturnType<typeof openKeys>): string {
  try {
    return keys.get('c1') === null ? 'none' : 'kept'
  } catch {
    return 'unreadable'
  }
}

function conversationsIn(place: TestPlace): string[] {
  const desk = openDesk(place)
  const ids = desk.conversations.list().map(({ id }) => id)
  desk.database.close()
  return ids.toSorted()
}

/** As after a crash: the last changes are in the log only, and a copy was made when the app was closed the time before. */
function createWhole(): TestPlace {
  const place = createTestFolder(IN_MEMORY, afterAll)
  const settings = openSettings(place)
  settings.change({ settings: { ...settings.read().settings, theme: 'dark' } })
  openKeys({ ...place, safeStorage: testKeyring() }).set('c1', KEY)
  place.write('window.json', '{"isMaximized":true}')
  const desk = openDesk(place)
  fill(desk)
  desk.database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  place.write('history.last-good.db', place.read('history.db'))
  desk.conversations.saveDraft('c1', 'In the log')
  desk.conversations.saveDraft('c3', 'In the log too')
  const crashed = copyOf(place, afterAll)
  desk.database.close()
  return crashed
}
