/** Reads the help pages from a folder with one subfolder for each language. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HelpPage } from './assistants/help-pages.ts'
import { LANGUAGES, type Language } from './language.ts'

/** Sorted by language and name; rejects when a language's folder is missing. */
export async function readPages(folder: string): Promise<HelpPage[]> {
  const pages = await Promise.all(LANGUAGES.map((language) => pagesIn(folder, language)))
  return pages.flat()
}

async function pagesIn(folder: string, language: Language): Promise<HelpPage[]> {
  const names = (await readdir(join(folder, language))).filter((name) => name.endsWith('.md')).toSorted()
  return Promise.all(
    names.map(async (name) => pageFrom(language, name, await readFile(join(folder, language, name), 'utf8'))),
  )
}

/** The title is the page's first heading. */
export const pageFrom = (language: Language, name: string, text: string): HelpPage => ({
  language,
  name,
  title: /^# +(.+)$/m.exec(text)?.[1]?.trim() ?? name,
  text,
})
