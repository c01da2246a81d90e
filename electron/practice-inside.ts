/** The practice server with its help pages: a bundle of its own, read when somebody first talks to a practice assistant. */
import { LANGUAGES } from '../practice-server/language.ts'
import { pageFrom } from '../practice-server/pages-on-disk.ts'
import { startPracticeServer, type PracticeServerOptions } from '../practice-server/server.ts'

const pageSources: Record<string, string> = import.meta.glob('../docs/guide/*/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export const startInside = (options: Omit<PracticeServerOptions, 'pages'>) =>
  startPracticeServer({ ...options, pages: helpPages() })

const helpPages = () =>
  Object.entries(pageSources).flatMap(([path, text]) => {
    const [, folder, name] = /\/([^/]+)\/([^/]+)$/.exec(path) ?? []
    const language = LANGUAGES.find((known) => known === folder)
    return language !== undefined && name !== undefined ? [pageFrom(language, name, text)] : []
  })
