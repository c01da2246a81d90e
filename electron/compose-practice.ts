/** Starts the practice server inside the app the first time it is needed, and keeps its threads over restarts. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../shared/errors.ts'
import { pageFrom } from '../practice-server/pages-on-disk.ts'
import { startPracticeServer, type PracticeServer } from '../practice-server/server.ts'
import { randomKey } from './platform/ids.ts'
import type { Log } from './platform/log.ts'

export interface Practice {
  /** Its address and key for as long as the app runs. @throws Failure `practice-unavailable` */
  address(): Promise<{ baseUrl: string; key: string }>
  /** The key, once the server runs. */
  secrets(): string[]
  close(): Promise<void>
}

const pageSources: Record<string, string> = import.meta.glob('../docs/guide/*/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export function composePractice(folder: string, log: Log): Practice {
  let starting: Promise<PracticeServer> | null = null
  let key: string | null = null

  const start = async () => {
    key = randomKey('practice-')
    try {
      return await startPracticeServer({
        key,
        pages: helpPages(),
        stateFile: stateFileIn(folder, log),
        log: (line) => log('info', 'practice', line),
      })
    } catch (thrown) {
      starting = null
      throw new Failure(
        { kind: 'practice-unavailable', technical: { serverMessage: String(thrown) } },
        { cause: thrown },
      )
    }
  }

  return {
    async address() {
      starting ??= start()
      const { baseUrl, key: itsKey } = await starting
      return { baseUrl, key: itsKey }
    },
    secrets: () => (key === null ? [] : [key]),
    async close() {
      if (starting !== null) await (await starting).close()
    },
  }
}

const helpPages = () =>
  Object.entries(pageSources).flatMap(([path, text]) => {
    const [, language, name] = /\/(en|zh-TW)\/([^/]+)$/.exec(path) ?? []
    return (language === 'en' || language === 'zh-TW') && name !== undefined
      ? [pageFrom(language, name, text)]
      : []
  })

/** Practice threads are worth keeping, not worth failing for: what cannot be read or written is logged. */
const stateFileIn = (folder: string, log: Log) => {
  const file = join(folder, 'practice-server.json')
  return {
    load(): unknown {
      try {
        return JSON.parse(readFileSync(file, 'utf8'))
      } catch {
        return null
      }
    },
    save(state: unknown) {
      try {
        writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 })
        renameSync(`${file}.new`, file)
      } catch (thrown) {
        log('warn', 'practice', 'state not saved', { error: String(thrown) })
      }
    },
  }
}
