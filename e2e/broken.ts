/** What journeys through broken servers are handed besides an app: servers of each kind, which end with the journey. */
import { startBrokenServer, type BrokenServer } from '../practice-server/broken/broken-server.ts'
import type { KindName } from '../practice-server/broken/kinds.ts'
import { readPages } from '../practice-server/pages-on-disk.ts'
import { inRoot } from '../scripts/places.mjs'
import { KEY, test as base } from './desk.ts'

/** `elsewhere` is where a redirecting one points to. */
export const test = base.extend<{ broken: (kind: KindName, elsewhere?: string) => Promise<BrokenServer> }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from this pattern
  broken: async ({}, use) => {
    const servers: BrokenServer[] = []
    const pages = await readPages(inRoot('docs', 'guide'))
    await use(async (kind, elsewhere) => {
      const options = { kind, key: KEY, pages }
      const server = await startBrokenServer(elsewhere === undefined ? options : { ...options, elsewhere })
      servers.push(server)
      return server
    })
    await Promise.all(servers.map((server) => server.close()))
  },
})
