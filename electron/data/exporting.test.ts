/** Exporting: whole files or none, told as it goes, stopped at once, and safe names. */
import { describe, expect, it } from 'vitest'
import type { AppEvent } from '../../shared/contract/events.ts'
import { createTestClock } from '../platform/test-clock.ts'
import { createExporting } from './exporting.ts'
import type { ExportDisk, ExportSource, WrittenFile } from './ports.ts'
import { createTestSource } from './test-subject.ts'

const WORK = crypto.randomUUID()

describe('an export', () => {
  it.each(['../../etc/passwd', 'CON', '.bashrc', 'a/b\\c:d', 'x'.repeat(500), '\u202egpj.exe', ''])(
    'of a conversation titled %j gets a name that is safe everywhere',
    async (title) => {
      const { exporting, asked } = deskWith(createTestSource(title))
      await exporting.export({ workId: WORK, conversationIds: ['c1'], format: 'markdown' })
      expect(asked[0]).toMatch(/^[^/\\:.][^/\\:]*\.md$/)
      expect(asked[0]).not.toMatch(/^con\.|\u202e/i)
      expect(asked[0]?.length).toBeLessThan(120)
    },
  )

  it('tells how far it is, a page at a time, and holds no more than a page', async () => {
    const { exporting, events, written } = deskWith(createTestSource('Hi', 1_000))
    const outcome = await exporting.export({ workId: WORK, conversationIds: ['c1'], format: 'markdown' })
    expect(outcome).toEqual({ files: 1, name: 'out.md', folder: 'home' })
    const told = events.flatMap((event) => (event.type === 'work-grew' ? [event.done] : []))
    expect(told.length).toBeGreaterThanOrEqual(20)
    expect(told).toEqual(told.toSorted((one, two) => one - two))
    expect(Math.max(...written.map((text) => text.length))).toBeLessThan(2_000_000)
  })

  it('that is stopped leaves nothing behind', async () => {
    const desk = deskWith(createTestSource('Hi', 1_000))
    desk.onWrite = () => desk.exporting.stop({ workId: WORK })
    expect(await desk.exporting.export({ workId: WORK, conversationIds: ['c1'], format: 'json' })).toBeNull()
    expect(desk.outcomes).toEqual(['abandoned'])
  })

  it('for which there is no room is told and leaves nothing behind', async () => {
    const desk = deskWith(createTestSource('Hi'))
    desk.onWrite = () => {
      throw new Error('ENOSPC')
    }
    await expect(
      desk.exporting.export({ workId: WORK, conversationIds: ['c1'], format: 'json' }),
    ).rejects.toThrow('ENOSPC')
    expect(desk.outcomes).toEqual(['abandoned'])
  })

  it('the person thought better of writes nothing', async () => {
    const desk = deskWith(createTestSource('Hi'), null)
    expect(await desk.exporting.export({ workId: WORK, conversationIds: ['c1'], format: 'json' })).toBeNull()
    expect(desk.outcomes).toEqual([])
  })

  it('of several gives each a file of its own name, and an index', async () => {
    const source = { ...createTestSource('Same title'), ids: () => ['c1', 'c2', 'c3'] }
    const desk = deskWith(source)
    const outcome = await desk.exporting.export({ workId: WORK, conversationIds: 'all', format: 'html' })
    expect(outcome).toMatchObject({ files: 3 })
    expect(desk.names).toEqual([
      'Same title.html',
      'Same title (2).html',
      'Same title (3).html',
      'index.html',
    ])
    expect(desk.written.at(-1)).toContain('href="Same%20title%20(2).html"')
  })

  it('can be shown once it is written, and nothing else can', async () => {
    const desk = deskWith(createTestSource('Hi'))
    expect(() => desk.exporting.show({ workId: WORK })).toThrow('not-found-here')
    await desk.exporting.export({ workId: WORK, conversationIds: ['c1'], format: 'json' })
    desk.exporting.show({ workId: WORK })
    expect(desk.shown).toEqual(['/home/out.md'])
  })
})

function deskWith(source: ExportSource, path: string | null = '/home/out.md') {
  const events: AppEvent[] = []
  const desk = {
    events,
    asked: [] as string[],
    written: [] as string[],
    names: [] as string[],
    outcomes: [] as string[],
    shown: [] as string[],
    onWrite: (): void => undefined,
  }
  const file = (): WrittenFile => ({
    async write(text) {
      desk.onWrite()
      desk.written.push(text)
    },
    finish: async () => void desk.outcomes.push('finished'),
    abandon: async () => void desk.outcomes.push('abandoned'),
  })
  const disk: ExportDisk = {
    file: async () => file(),
    folder: async () => ({
      begin: async (name) => {
        desk.names.push(name)
        return file()
      },
      finish: async () => '/home/export',
      abandon: async () => void desk.outcomes.push('folder abandoned'),
    }),
  }
  const exporting = createExporting({
    source,
    disk,
    partners: { partnersOf: () => ({ assistant: null, connection: null }) },
    dialogs: {
      whereToSave: async (name) => {
        desk.asked.push(name)
        return path
      },
      pickFolder: async () => '/home',
    },
    publish: (event) => events.push(event),
    clock: createTestClock(),
    secrets: () => [],
    timeZone: () => 'UTC',
    appName: 'Assistant Desk',
    appVersion: '1.0.0',
    language: () => 'en',
    styleSource: "'sha256-abc='",
    show: (shown) => desk.shown.push(shown),
  })
  return Object.assign(desk, { exporting })
}
