/** The practice server for measurements, with a look into all that it holds. */
import { fileURLToPath } from 'node:url'
import { readPages } from '../../practice-server/pages-on-disk.ts'
import {
  startPracticeServer,
  type PracticeServer,
  type PracticeServerOptions,
} from '../../practice-server/server.ts'
import type { ThreadRecord } from '../../practice-server/store.ts'

export interface Practice extends PracticeServer {
  /** Every thread, as it was half a second ago; exact once the server is closed. */
  threads(): readonly ThreadRecord[]
}

export async function startPractice(options: Partial<PracticeServerOptions> = {}): Promise<Practice> {
  let state: { threads: readonly ThreadRecord[] } = { threads: [] }
  const server = await startPracticeServer({
    key: 'sk-practice-bench',
    pages: await readPages(fileURLToPath(new URL('../../docs/guide', import.meta.url))),
    stateFile: {
      load: () => null,
      // A parsed boundary: the server hands over what its own store holds.
      save: (saved) => (state = saved as typeof state),
    },
    ...options,
  })
  return { ...server, requests: server.requests, threads: () => state.threads }
}
