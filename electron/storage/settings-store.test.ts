/** Settings on disk: whatever happens to the file, nothing a person had is thrown away. */
import { mkdirSync, rmdirSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { beginSettingsBeside, openSettings, SETTINGS_VERSION } from './settings-store.ts'
import { breakableDisk } from './test-faulty-disk.ts'
import { createTestFolder } from './test-folder.ts'

const ASSISTANT = {
  id: 'a1',
  connectionId: 'c1',
  remoteId: 'asst_1',
  nickname: 'Shop',
  colour: 'teal' as const,
  snapshot: null,
  functions: [],
  suggestions: [],
  archivedAt: null,
  removedAt: null,
}
const DARK = {
  theme: 'dark',
  language: 'zh-TW',
  runLimitSeconds: 60,
  notifications: false,
  spelling: false,
  updates: false,
  zoomPercent: 100,
} as const

const DAMAGE: readonly (readonly [string, string | Uint8Array])[] = [
  ['an empty file', ''],
  ['a truncated file', '{"settings":{"theme":"da'],
  ['binary', new Uint8Array([0, 1, 2, 255, 254, 0, 0])],
  ['a list', '[]'],
  ['another kind of JSON', '"dark"'],
  ['no value at all', 'null'],
  ['numbers that are none', '{"settings":{"runLimitSeconds":null}}'],
  ['a number out of bounds', '{"settings":{"runLimitSeconds":1e99}}'],
  ['another shape', '{"assistants":[{"id":7}]}'],
  ['a byte order mark', `\ufeff${JSON.stringify({ settings: DARK })}`],
  ['zeroes after a power cut', new Uint8Array(4_096)],
]

describe('settings', () => {
  it('are the usual ones at first, and no file is made for that', () => {
    const place = createTestFolder()
    const settings = openSettings(place)
    expect(settings.read()).toEqual({
      settings: {
        theme: 'system',
        language: 'system',
        runLimitSeconds: 300,
        notifications: true,
        spelling: false,
        updates: false,
        zoomPercent: 100,
      },
      connections: [],
      assistants: [],
      formerAssistants: [],
    })
    expect(settings.recovery).toBeNull()
    expect(place.files()).toEqual([])
  })

  it('are there again after a restart, with everything that was not changed', () => {
    const place = createTestFolder()
    const first = openSettings(place)
    first.change({ assistants: [ASSISTANT] })
    first.change({ settings: DARK })
    expect(openSettings(place).read()).toMatchObject({ settings: DARK, assistants: [ASSISTANT] })
  })

  it('are for their owner only, the copy too', () => {
    const place = createTestFolder()
    openSettings(place).change({ settings: DARK })
    for (const name of place.files()) expect(statSync(place.at(name)).mode & 0o077).toBe(0)
  })

  it('of an older version are filled up', () => {
    const place = createTestFolder()
    place.write('settings.json', '{"settings":{"theme":"dark"},"other":1}')
    expect(openSettings(place).read().settings).toEqual({
      theme: 'dark',
      language: 'system',
      runLimitSeconds: 300,
      notifications: true,
      spelling: false,
      updates: false,
      zoomPercent: 100,
    })
  })
})

describe('a damaged settings file', () => {
  it.each(DAMAGE)(
    '(%s) is set aside under a dated name, and the last good copy comes back',
    (_what, bytes) => {
      const place = createTestFolder()
      openSettings(place).change({ settings: DARK, assistants: [ASSISTANT] })
      place.write('settings.json', bytes)
      const settings = openSettings(place)
      expect(settings.recovery).toEqual({
        kind: 'settings-restored',
        file: 'settings.corrupt-20261122-130201.json',
      })
      expect(settings.read()).toMatchObject({ settings: DARK, assistants: [ASSISTANT] })
      expect(place.read('settings.corrupt-20261122-130201.json')).toEqual(Buffer.from(bytes))
      expect(openSettings(place).recovery).toBeNull()
    },
  )

  it.each(DAMAGE)('(%s) without a good copy gives the usual settings', (_what, bytes) => {
    const place = createTestFolder()
    place.write('settings.json', bytes)
    place.write('settings.last-good.json', bytes)
    const settings = openSettings(place)
    expect(settings.recovery?.kind).toBe('settings-reset')
    expect(settings.read().settings.theme).toBe('system')
    expect(place.read('settings.corrupt-20261122-130201.json')).toEqual(Buffer.from(bytes))
  })

  it('does not push an earlier one out of its name', () => {
    const place = createTestFolder()
    for (const text of ['one', 'two', 'three']) {
      place.write('settings.json', text)
      openSettings(place)
    }
    expect(place.files().filter((name) => name.includes('corrupt'))).toEqual([
      'settings.corrupt-20261122-130201-2.json',
      'settings.corrupt-20261122-130201-3.json',
      'settings.corrupt-20261122-130201.json',
    ])
  })
})

describe('settings of a newer version', () => {
  const newer = JSON.stringify({ version: SETTINGS_VERSION + 1, settings: { theme: 'sepia' } })

  it('are opened by nobody: not a byte changes, and nothing is made beside them', () => {
    const place = createTestFolder()
    place.write('settings.json', newer)
    expect(() => openSettings(place)).toThrow('newer-store')
    expect(place.files()).toEqual(['settings.json'])
    expect(place.read('settings.json').toString()).toBe(newer)
  })

  it('stay as they are when the person begins anew beside them, and so at the next start', () => {
    const place = createTestFolder()
    place.write('settings.json', newer)
    beginSettingsBeside(place.folder)
    const beside = openSettings(place)
    expect(beside).toMatchObject({ besides: 'settings.json', recovery: null })
    beside.change({ settings: DARK })
    expect(openSettings(place).read().settings).toEqual(DARK)
    expect(place.read('settings.json').toString()).toBe(newer)
  })

  it('are told from those of this version and of versions that wrote none', () => {
    const place = createTestFolder()
    openSettings(place).change({ settings: DARK })
    expect(JSON.parse(place.read('settings.json').toString())).toMatchObject({ version: SETTINGS_VERSION })
    expect(openSettings(place).besides).toBeNull()
  })
})

describe('settings that cannot be written', () => {
  it('say so, and stay what they were', () => {
    const place = createTestFolder()
    const { disk, breakNow } = breakableDisk('ENOSPC')
    const settings = openSettings({ ...place, disk })
    breakNow()
    expect(() => settings.change({ settings: DARK })).toThrow('storage-failed')
    expect(settings.read().settings.theme).toBe('system')
  })

  it('are kept when only the copy cannot be written, and the next change makes the copy', () => {
    const place = createTestFolder()
    const settings = openSettings(place)
    mkdirSync(place.at('settings.last-good.json'))
    settings.change({ settings: DARK })
    expect(openSettings(place).read().settings).toEqual(DARK)
    rmdirSync(place.at('settings.last-good.json'))
    settings.change({ settings: { ...DARK, language: 'zh-TW' } })
    place.write('settings.json', '{')
    expect(openSettings(place).read().settings).toMatchObject({ ...DARK, language: 'zh-TW' })
  })
})
