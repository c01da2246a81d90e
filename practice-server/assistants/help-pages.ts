/** The app's help pages as the Guide uses them: cut into passages, and as files that answers can cite. */
import type { Language } from '../language.ts'
import type { FileRecord } from '../store.ts'

export interface HelpPage {
  language: Language
  /** The file name, the same in both languages, like getting-started.md. */
  name: string
  title: string
  /** Markdown. */
  text: string
}

export interface Passage {
  fileId: string
  fileName: string
  title: string
  /** The heading above it, or the title. */
  heading: string
  text: string
}

const fileIdOf = ({ language, name }: HelpPage) =>
  `file-help-${language}-${name.replace(/\.md$/, '').replace(/[^\w-]/g, '-')}`

/** The pages as files that come with the server. */
export function shelfOf(pages: readonly HelpPage[]): Map<string, FileRecord> {
  return new Map(
    pages.map((page) => {
      const bytes = Buffer.from(page.text)
      const id = fileIdOf(page)
      const file: FileRecord['file'] = {
        id,
        object: 'file',
        bytes: bytes.length,
        created_at: 1_767_225_600,
        filename: page.name,
        purpose: 'assistants',
        status: 'processed',
      }
      return [id, { file, bytes }]
    }),
  )
}

/** One passage for each section of a page. */
export function passagesOf(page: HelpPage): Passage[] {
  const sections = page.text.split(/^(?=#{1,6} )/m)
  return sections.flatMap((section) => {
    const [, heading, text] = /^#{1,6} +(.*)\r?\n?([\s\S]*)$/.exec(section) ?? [
      undefined,
      page.title,
      section,
    ]
    const trimmed = (text ?? '').trim()
    if (trimmed === '') return []
    return [
      {
        fileId: fileIdOf(page),
        fileName: page.name,
        title: page.title,
        heading: heading ?? '',
        text: trimmed,
      },
    ]
  })
}
