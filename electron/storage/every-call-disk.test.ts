/** Every call to the file system fails in turn, in every way: what is kept is then as it was before, or as it is after, and the failure has words. */
import { existsSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { tried } from '../platform/test-tried.ts'
import type { KeptFile } from '../conversations/ports.ts'
import { Failure } from '../../shared/errors.ts'
import { createAttachmentShelf } from './attachment-shelf.ts'
import type { Disk } from './disk.ts'
import { systemDisk } from './disk.ts'
import { createExportDisk } from './export-disk.ts'
import { openKeys } from './key-store.ts'
import { practiceState } from './practice-state.ts'
import { saveFile } from './save-file.ts'
import { openSettings } from './settings-store.ts'
import { copyOf, fill, openDesk, stateIn, type TestPlace } from './test-desk.ts'
import { DISK_FAULTS, faultyDisk, Killed, type DiskFault } from './test-faulty-disk.ts'
import { createTestFolder, IN_MEMORY } from './test-folder.ts'
import { testKeyring } from './test-keyring.ts'

interface Operation {
  prepare(place: TestPlace): unknown
  operate(place: TestPlace, disk: Disk): unknown
  /** What the app finds when it is started the next time. */
  stateOf(place: TestPlace): unknown
  /** Nobody waits for it: what goes wrong is logged. */
  isQuiet?: boolean
}

const ID = '00000000-0000-4000-8000-000000000001'
const KEY = { key: 'sk-first-0123456789', origin: 'https://one.example' }
const DARK = { theme: 'dark' as const }

const settingsIn = (place: TestPlace, disk?: Disk) => openSettings({ ...place, ...(disk && { disk }) })
const keysIn = (place: TestPlace, disk?: Disk) =>
  openKeys({ ...place, safeStorage: testKeyring(), ...(disk && { disk }) })
const changeTheme = (place: TestPlace, theme: 'dark' | 'light', disk?: Disk) => {
  const settings = settingsIn(place, disk)
  settings.change({ settings: { ...settings.read().settings, theme } })
}
const shelfIn = (place: TestPlace, disk: Disk) =>
  createAttachmentShelf({ folder: place.at('attachments'), pictureTypeOf: () => null, disk })
const note: KeptFile = {
  id: ID,
  name: 'a.txt',
  size: 5,
  pictureType: null,
  purpose: 'search',
  conversationId: 'c1',
  messageId: null,
}

const themeIn = (place: TestPlace) => {
  const { read, recovery } = settingsIn(place)
  return { theme: read().settings.theme, recovery }
}
const keysOf = (place: TestPlace) => {
  const keys = keysIn(place)
  return { one: keys.get('c1'), two: keys.get('c2'), recovery: keys.recovery }
}
const textIn = (place: TestPlace, name: string) =>
  existsSync(place.at(name)) ? String(place.read(name)) : null

/** The history in use and the copy that stands in for it. */
const historiesIn = (place: TestPlace) => {
  const copy = createTestFolder(IN_MEMORY)
  if (existsSync(place.at('history.last-good.db')))
    copy.write('history.db', place.read('history.last-good.db'))
  return { history: stateIn(copyOf(place)), copy: stateIn(copy) }
}

const withHistory = (place: TestPlace) => {
  const desk = openDesk(place)
  fill(desk)
  return desk
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  'settings are read': {
    prepare: (place) => changeTheme(place, 'dark'),
    operate: (place, disk) => expect(settingsIn(place, disk).read().settings).toMatchObject(DARK),
    stateOf: themeIn,
  },
  'settings are saved': {
    prepare: (place) => changeTheme(place, 'light'),
    operate: (place, disk) => changeTheme(place, 'dark', disk),
    stateOf: themeIn,
  },
  'settings are saved for the first time': {
    prepare: () => undefined,
    operate: (place, disk) => changeTheme(place, 'dark', disk),
    stateOf: themeIn,
  },
  'damaged settings are replaced by their copy': {
    prepare(place) {
      changeTheme(place, 'dark')
      place.write('settings.json', '{"settings":')
    },
    operate: (place, disk) => expect(settingsIn(place, disk).read().settings).toMatchObject(DARK),
    stateOf: (place) => themeIn(place).theme,
  },
  'keys are read': {
    prepare: (place) => keysIn(place).set('c1', KEY),
    operate: (place, disk) => expect(keysIn(place, disk).get('c1')).toBe(KEY.key),
    stateOf: keysOf,
  },
  'a key is saved': {
    prepare: (place) => keysIn(place).set('c1', KEY),
    operate: (place, disk) => keysIn(place, disk).set('c2', { ...KEY, key: 'sk-second-0123456789' }),
    stateOf: keysOf,
  },
  'a key is removed': {
    prepare: (place) => keysIn(place).set('c1', KEY),
    operate: (place, disk) => keysIn(place, disk).remove('c1'),
    stateOf: keysOf,
  },
  'a file is attached': {
    prepare: (place) => place.write('chosen.txt', 'hello'),
    async operate(place, disk) {
      const shelf = shelfIn(place, disk)
      await shelf.take(ID, { path: place.at('chosen.txt') })
      shelf.note(note)
    },
    stateOf: (place) =>
      shelfIn(place, systemDisk)
        .list()
        .map(({ id }) => textIn(place, `attachments/${id}`)),
  },
  'attached files are looked through': {
    async prepare(place) {
      await shelfIn(place, systemDisk).take(ID, { name: 'a.txt', bytes: Buffer.from('hello') })
      shelfIn(place, systemDisk).note(note)
    },
    operate: (place, disk) => shelfIn(place, disk).list(),
    stateOf: (place) => shelfIn(place, systemDisk).list(),
    isQuiet: true,
  },
  'a file is saved': {
    prepare: (place) => place.write('picture.png', 'the old one'),
    operate: (place, disk) => saveFile(place.at('picture.png'), Buffer.from('the new one, longer'), disk),
    stateOf: (place) => textIn(place, 'picture.png'),
  },
  'a conversation is exported': {
    prepare: (place) => place.write('export.md', 'the old one'),
    operate: (place, disk) =>
      exported(createExportDisk(disk).file(place.at('export.md')), ['# Title\n', 'What was said\n']),
    stateOf: (place) => textIn(place, 'export.md'),
  },
  'all conversations are exported': {
    prepare: () => undefined,
    operate: (place, disk) => exportedFolder(place, disk),
    stateOf: (place) =>
      place
        .files()
        .filter((name) => !name.startsWith('.'))
        .map((name) => [name, place.filesIn(name).map((each) => textIn(place, `${name}/${each}`))]),
  },
  'the practice server keeps its threads': {
    prepare: (place) => place.write('practice-server.json', '{"threads":1}'),
    operate: (place, disk) => practiceIn(place, disk).save({ threads: 2 }),
    stateOf: (place) => practiceIn(place, systemDisk).load(),
    isQuiet: true,
  },
  'the history is opened': {
    prepare: (place) => withHistory(place).database.close(),
    operate: (place, disk) => openDesk(place, { disk }).database.close(),
    stateOf: (place) => stateIn(copyOf(place)),
  },
  'a damaged history is replaced by its copy': {
    async prepare(place) {
      await withHistory(place).history.close()
      place.write('history.db', 'This was a database once. '.repeat(200))
    },
    operate: (place, disk) => openDesk(place, { disk }).database.close(),
    stateOf: (place) => JSON.parse(recoveredState(place)).rows,
  },
  'the app closes': {
    async prepare(place) {
      await withHistory(place).history.close()
      const desk = openDesk(place)
      desk.conversations.saveDraft('c1', 'Changed since')
      desk.database.close()
    },
    operate: (place, disk) => openDesk(place, { disk }).history.close(),
    stateOf: historiesIn,
  },
  'the snapshot of the day is made': {
    async prepare(place) {
      const desk = withHistory(place)
      await desk.shelf.make('daily')
      desk.conversations.saveDraft('c1', 'Changed since')
      desk.database.close()
    },
    async operate(place, disk) {
      const desk = openDesk(place, { disk })
      await desk.shelf.make('daily').finally(() => desk.database.close())
    },
    stateOf: snapshotsIn,
  },
  'a snapshot is looked into': {
    async prepare(place) {
      const desk = withHistory(place)
      await desk.shelf.make('daily')
      desk.database.close()
    },
    async operate(place, disk) {
      const desk = openDesk(place, { disk })
      try {
        const opened = await desk.shelf.open('history-2026-11-22')
        expect(opened.compare().messages).toBe(4)
        opened.close()
      } finally {
        desk.database.close()
      }
    },
    stateOf: snapshotsIn,
  },
}

const templates = Object.keys(OPERATIONS).map(() => createTestFolder(IN_MEMORY, afterAll))

describe.each(Object.entries(OPERATIONS))('when %s', (_what, operation) => {
  it.for(DISK_FAULTS)(
    'and any call fails (%s), it happened or it did not, and it is told',
    { timeout: 180_000 },
    async (fault, { task }) => {
      const [before, after] = await endsOf(operation)
      let struck = 0
      for (let at = 1; ; at += 1) {
        const outcome = await strike(operation, { at, fault })
        if (outcome === 'no such call') break
        if (outcome === 'not of that kind') continue
        struck += 1
        expect([before, after], `call ${at}`).toContainEqual(outcome.state)
        if (outcome.isTold === false && operation.isQuiet !== true) expect(outcome.state).toEqual(after)
      }
      tried(task, struck)
    },
  )
})

/** Prepared once; each case begins with a copy. */
const prepared = new Map<Operation, Promise<TestPlace>>()

async function placeFor(operation: Operation): Promise<TestPlace> {
  const known =
    prepared.get(operation) ??
    (async () => {
      const place = templates.pop()!
      await operation.prepare(place)
      return place
    })()
  prepared.set(operation, known)
  return copyOf(await known)
}

async function endsOf(operation: Operation): Promise<[unknown, unknown]> {
  const place = await placeFor(operation)
  const before = await operation.stateOf(copyOf(place))
  await operation.operate(place, systemDisk)
  return [before, await operation.stateOf(place)]
}

type Outcome = 'no such call' | 'not of that kind' | { state: unknown; isTold: boolean | null }

async function strike(
  operation: Operation,
  { at, fault }: { at: number; fault: DiskFault },
): Promise<Outcome> {
  const { operate, stateOf } = operation
  const place = await placeFor(operation)
  const { disk, hasStruck, calls } = faultyDisk({ at, fault })
  const thrown = await Promise.resolve()
    .then(() => operate(place, disk))
    .then(
      () => null,
      (reason: unknown) => reason,
    )
  if (calls() < at) return 'no such call'
  if (!hasStruck()) return 'not of that kind'
  if (fault === 'kill' || fault === 'torn') return { state: await stateOf(place), isTold: null }
  expect(thrown).not.toBeInstanceOf(Killed)
  if (thrown !== null) {
    if (!(thrown instanceof Failure)) throw thrown
    expect(thrown.error.kind).toMatch(/storage-(failed|unreadable)|snapshot-unusable/)
    expect(JSON.stringify(thrown.error)).not.toContain(place.folder)
  }
  return { state: await stateOf(place), isTold: thrown !== null }
}

function recoveredState(place: TestPlace): string {
  const { database } = openDesk(place)
  database.close()
  return stateIn(place)
}

function snapshotsIn(place: TestPlace): unknown {
  const desk = openDesk(place)
  const found = desk.shelf.list().map(({ id }) => {
    const copy = createTestFolder(IN_MEMORY)
    copy.write('history.db', place.read(`snapshots/${id}.db`))
    return [id, stateIn(copy), textIn(place, `snapshots/${id}.settings.json`)]
  })
  desk.database.close()
  return found
}

const practiceIn = (place: TestPlace, disk: Disk) =>
  practiceState({ folder: place.folder, disk, now: place.now, log: () => undefined })

async function exported(
  begun: ReturnType<ReturnType<typeof createExportDisk>['file']>,
  pieces: readonly string[],
): Promise<void> {
  const file = await begun
  try {
    for (const piece of pieces) await file.write(piece)
    await file.finish()
  } catch (thrown) {
    await file.abandon()
    throw thrown
  }
}

async function exportedFolder(place: TestPlace, disk: Disk): Promise<void> {
  const folder = await createExportDisk(disk).folder(place.folder, 'export')
  try {
    for (const name of ['one.md', 'two.md']) await exported(folder.begin(name), ['said'])
    await folder.finish()
  } catch (thrown) {
    await folder.abandon()
    throw thrown
  }
}
