/** Writes conversations into files a person chose: a page at a time, never half a file, and it can be stopped. */
import { cleanName } from '../../shared/domain/attachment.ts'
import { EXPORT_ENDINGS, type ExportFormat, type ExportOutcome } from '../../shared/domain/export.ts'
import { Failure } from '../../shared/errors.ts'
import { m } from '../../shared/words/generated/messages.js'
import type { Clock } from '../platform/clock.ts'
import { localDay } from '../platform/local-time.ts'
import { redact } from '../platform/redact.ts'
import { createSubject, type ExportSubject } from './export-subject.ts'
import { titleOf } from './export-sections.ts'
import type { ExportDialogs, ExportDisk, ExportSource, Partners, Publish, WrittenFile } from './ports.ts'
import { createStamps, type WriteStamp } from './stamps.ts'
import { htmlIndex, writeHtml } from './write-html.ts'
import { writeJson } from './write-json.ts'
import { markdownIndex, writeMarkdown } from './write-markdown.ts'

interface World {
  source: ExportSource
  partners: Partners
  disk: ExportDisk
  dialogs: ExportDialogs
  publish: Publish
  clock: Clock
  secrets(): readonly string[]
  timeZone(): string
  appName: string
  appVersion: string
  /** A language tag for the words in the file. */
  language(): string
  /** How the page's policy names its only style. */
  styleSource: string
  /** Shows a file or folder in the system's file browser. */
  show(path: string): void
}

interface Wish {
  workId: string
  conversationIds: 'all' | string[]
  format: ExportFormat
}

export interface Exporting {
  /** Null when the person thought better of it or stopped it. @throws Failure */
  export(wish: Wish): Promise<ExportOutcome | null>
  stop(work: { workId: string }): void
  /** @throws Failure `not-found-here` */
  show(work: { workId: string }): void
}

export const createExporting = (world: World): Exporting => new ExportService(world)

/** What one export under way needs. */
interface Work {
  id: string
  format: ExportFormat
  signal: AbortSignal
  stamp: WriteStamp
  done: number
  total: number
}

class ExportService implements Exporting {
  readonly #world: World
  readonly #running = new Map<string, AbortController>()
  readonly #written = new Map<string, string>()

  constructor(world: World) {
    this.#world = world
  }

  async export({ workId, conversationIds, format }: Wish): Promise<ExportOutcome | null> {
    const { source, clock } = this.#world
    const ids = (conversationIds === 'all' ? source.ids() : conversationIds).filter(
      (id) => source.find(id) !== null,
    )
    if (ids.length === 0) throw new Failure({ kind: 'not-found-here', what: 'conversation' })
    const stopping = new AbortController()
    this.#running.set(workId, stopping)
    try {
      const stamp = createStamps(this.#world.timeZone())
      const total = source.countMessages(ids)
      const work: Work = { id: workId, format, signal: stopping.signal, stamp, done: 0, total }
      const [only] = ids
      return ids.length === 1 && only !== undefined
        ? await this.#exportOne(work, only)
        : await this.#exportMany(work, ids, localDay(clock.now()))
    } catch (thrown) {
      if (stopping.signal.aborted) return null
      throw thrown
    } finally {
      this.#running.delete(workId)
    }
  }

  stop({ workId }: { workId: string }): void {
    this.#running.get(workId)?.abort()
  }

  show({ workId }: { workId: string }): void {
    const path = this.#written.get(workId)
    if (path === undefined) throw new Failure({ kind: 'not-found-here', what: 'file' })
    this.#world.show(path)
  }

  async #exportOne(work: Work, conversationId: string): Promise<ExportOutcome | null> {
    const { disk, dialogs } = this.#world
    const subject = this.#subjectOf(work, conversationId)
    const path = subject === null ? null : await dialogs.whereToSave(fileName(subject, work.format))
    if (subject === null || path === null) return null
    const file = await disk.file(path)
    await this.#fill(file, subject, work)
    return this.#keep(work, path, 1)
  }

  /** One file each and an index, in a folder of their own. */
  async #exportMany(work: Work, ids: readonly string[], day: string): Promise<ExportOutcome | null> {
    const { disk, dialogs } = this.#world
    const parent = await dialogs.pickFolder()
    if (parent === null) return null
    const folder = await disk.folder(parent, cleanName(m.export_folder_name({ day })))
    try {
      const taken: { name: string; title: string; conversationId: string }[] = []
      const names = new Set<string>([indexName(work.format)])
      for (const conversationId of ids) {
        const subject = this.#subjectOf(work, conversationId)
        if (subject === null) continue
        const name = freeName(fileName(subject, work.format), names)
        await this.#fill(await folder.begin(name), subject, work)
        taken.push({ name, title: titleOf(subject.head), conversationId })
      }
      const index = await folder.begin(indexName(work.format))
      await writeAll(index, [this.#index(work, taken)], () => undefined)
      work.signal.throwIfAborted()
      return this.#keep(work, await folder.finish(), taken.length)
    } catch (thrown) {
      await folder.abandon()
      throw thrown
    }
  }

  async #fill(file: WrittenFile, subject: ExportSubject, work: Work) {
    const { publish } = this.#world
    await writeAll(file, this.#chunks(counted(subject, work), work), () => {
      work.signal.throwIfAborted()
      publish({ type: 'work-grew', workId: work.id, done: work.done, total: work.total })
    })
  }

  #chunks(subject: ExportSubject, { format, stamp }: Work): Iterable<string> {
    if (format === 'json') return writeJson(subject)
    if (format === 'markdown') return writeMarkdown(subject, stamp)
    const { language, styleSource } = this.#world
    return writeHtml(subject, { language: language(), stamp, styleSource })
  }

  #index(
    { format }: Work,
    files: readonly { name: string; title: string; conversationId: string }[],
  ): string {
    const { language, styleSource } = this.#world
    const title = m.export_index_title()
    if (format === 'json')
      return `${JSON.stringify({ format: 'assistant-desk-index', version: 1, files }, null, 2)}\n`
    if (format === 'markdown') return markdownIndex(title, files)
    return htmlIndex(title, files, { language: language(), styleSource })
  }

  #subjectOf({ stamp }: Work, conversationId: string): ExportSubject | null {
    const { clock, ...world } = this.#world
    return createSubject(
      { ...world, stamp, timeZone: world.timeZone(), now: () => clock.now() },
      conversationId,
    )
  }

  #keep(work: Work, path: string, files: number): ExportOutcome {
    this.#written.set(work.id, path)
    const [name = '', folder = ''] = path.split(/[/\\]/).filter(Boolean).toReversed()
    return { files, name, folder }
  }
}

/** Counts messages as they are written. */
function counted(subject: ExportSubject, work: Work): ExportSubject {
  return {
    ...subject,
    *pages() {
      for (const page of subject.pages()) {
        yield page
        work.done += page.messages.length
      }
    },
  }
}

/** Whole or not at all. `between` may throw to stop. */
async function writeAll(file: WrittenFile, chunks: Iterable<string>, between: () => void): Promise<void> {
  try {
    for (const chunk of chunks) {
      // A turn of the event loop for each page: the app goes on living meanwhile.
      await file.write(chunk)
      between()
    }
    await file.finish()
  } catch (thrown) {
    await file.abandon()
    throw thrown
  }
}

const LONGEST_STEM = 80

/** The title made safe, without any key that may stand in it. */
function fileName({ head }: ExportSubject, format: ExportFormat): string {
  const title = cleanName(
    redact(titleOf(head))
      .replaceAll(/[\r\n]+/g, ' ')
      .replaceAll(/[/\\]/g, '-'),
  )
  const characters = Array.from(new Intl.Segmenter().segment(title), ({ segment }) => segment)
  const stem = characters.slice(0, LONGEST_STEM).join('').trim()
  return cleanName(`${stem}.${EXPORT_ENDINGS[format]}`)
}

const indexName = (format: ExportFormat): string => `index.${EXPORT_ENDINGS[format]}`

/** Some file systems do not tell capitals from small letters. */
function freeName(name: string, names: Set<string>): string {
  const dot = name.lastIndexOf('.')
  for (let count = 1; ; count += 1) {
    const free = count === 1 ? name : `${name.slice(0, dot)} (${count})${name.slice(dot)}`
    if (names.has(free.toLowerCase())) continue
    names.add(free.toLowerCase())
    return free
  }
}
