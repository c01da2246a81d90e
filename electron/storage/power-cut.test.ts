/** The power goes: whatever was not waited for is lost, in any order. What was acknowledged is there all the same. */
import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createAttachmentShelf } from './attachment-shelf.ts'
import { systemDisk, type Disk } from './disk.ts'
import { openKeys } from './key-store.ts'
import { practiceState } from './practice-state.ts'
import { openSettings } from './settings-store.ts'
import { openDesk, fill, type TestPlace } from './test-desk.ts'
import { createTestFolder, IN_MEMORY } from './test-folder.ts'
import { testKeyring } from './test-keyring.ts'

const ID = '00000000-0000-4000-8000-000000000001'

/** What is saved, and how the next start reads it. */
const SAVED: readonly [string, (place: TestPlace, disk: Disk) => unknown, (place: TestPlace) => unknown][] = [
  [
    'settings',
    (place, disk) => {
      const settings = openSettings({ ...place, disk })
      settings.change({ settings: { ...settings.read().settings, theme: 'dark' } })
      return 'dark'
    },
    (place) => openSettings(place).read().settings.theme,
  ],
  [
    'a key',
    (place, disk) => {
      const secret = { key: 'sk-first-0123456789', origin: 'https://one.example' }
      openKeys({ ...place, disk, safeStorage: testKeyring() }).set('c1', secret)
      return secret.key
    },
    (place) => openKeys({ ...place, safeStorage: testKeyring() }).get('c1'),
  ],
  [
    'the practice server’s threads',
    (place, disk) => {
      practiceState({ ...place, disk, log: () => undefined }).save({ threads: 2 })
      return { threads: 2 }
    },
    (place) => practiceState({ ...place, log: () => undefined }).load(),
  ],
]

describe('after a power cut', () => {
  it.each(SAVED)(
    '%s that were acknowledged are there, though nothing else was written',
    (_what, save, read) => {
      const place = createTestFolder(IN_MEMORY)
      const { disk, cutPower } = forgetfulDisk()
      const saved = save(place, disk)
      cutPower(place)
      expect(read(place)).toEqual(saved)
    },
  )

  it('the note of an attached file is there', () => {
    const place = createTestFolder(IN_MEMORY)
    const { disk, cutPower } = forgetfulDisk()
    const shelf = createAttachmentShelf({ folder: place.folder, pictureTypeOf: () => null, disk })
    place.write(ID, 'hello')
    const kept = { id: ID, name: 'a.txt', size: 5, pictureType: null, purpose: 'search' as const }
    shelf.note({ ...kept, conversationId: 'c1', messageId: null })
    cutPower(place)
    expect(shelf.list()).toHaveLength(1)
  })

  it('the history is SQLite’s to keep, which is told to wait for the disk, also after the index was filled', () => {
    const desk = openDesk(createTestFolder(IN_MEMORY))
    fill(desk)
    desk.search.takeIn(10)
    // FULL: https://www.sqlite.org/pragma.html#pragma_synchronous
    expect(desk.database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 })
    expect(desk.database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' })
    desk.database.close()
  })
})

/** Names and bytes reach the disk when they are waited for; when the power goes the rest is as it was. */
function forgetfulDisk() {
  const handles = new Map<number, string>()
  /** Bytes that are safe, by the file they were written to first. */
  const safe = new Set<string>()
  /** Names that are not safe yet, and what they stood for before. */
  const renamed: { to: string; before: Buffer | null; bytesFrom: string }[] = []
  const disk: Disk = {
    ...systemDisk,
    openSync: (path, flags, mode) => {
      const handle = systemDisk.openSync(path, flags, mode)
      handles.set(handle, String(path))
      return handle
    },
    fsyncSync: (handle) => {
      const path = handles.get(handle) ?? ''
      safe.add(path)
      // Waiting for a folder waits for the names in it.
      for (const one of renamed.filter(({ to }) => dirname(to) === path))
        renamed.splice(renamed.indexOf(one), 1)
    },
    renameSync: (from, to) => {
      const before = orNull(() => readFileSync(to))
      systemDisk.renameSync(from, to)
      const isSafe = safe.delete(String(from))
      if (!isSafe) systemDisk.copyFileSync('/dev/null', to)
      renamed.push({ to: String(to), before, bytesFrom: String(from) })
    },
  }
  return {
    disk,
    cutPower(place: TestPlace) {
      for (const { to, before } of renamed.toReversed()) {
        systemDisk.rmSync(to, { force: true })
        if (before !== null) place.write(basename(to), before)
      }
      for (const name of place.files()) if (name.endsWith('.new')) systemDisk.rmSync(join(place.folder, name))
    },
  }
}

function orNull<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
