/** The only place that builds things and hands them to each other. */
import { join } from 'node:path'
import { app, powerMonitor } from 'electron'
import type { AppEvent } from '../shared/contract/events.ts'
import { createDesk } from './app/desk.ts'
import { createFileDialogs } from './app/file-dialogs.ts'
import { lockEverything } from './app/guards.ts'
import { setMenu } from './app/menu.ts'
import { openLink } from './app/open-link.ts'
import { PAGE_ORIGIN, servePage } from './app/protocol.ts'
import { systemProxy } from './app/system-proxy.ts'
import { withNotices } from './compose-notifier.ts'
import { composeData } from './compose-data.ts'
import { composePractice } from './compose-practice.ts'
import { composeServices } from './compose-services.ts'
import { composeStorage, type Storage } from './compose-storage.ts'
import { composeSending } from './compose-sending.ts'
import { keepWindow } from './compose-window.ts'
import { createSearchService } from './conversations/search-service.ts'
import { openDoor } from './ipc/door.ts'
import { createHandlers } from './ipc/handlers.ts'
import type { DailySnapshots } from './data/daily-snapshots.ts'
import { createPublisher } from './ipc/publish.ts'
import { createRouter } from './ipc/router.ts'
import { systemClock as clock } from './platform/clock.ts'
import type { Log } from './platform/log.ts'
import { openLog } from './platform/log-file.ts'

export interface Places {
  dataFolder: string
  /** The folder of the built bundles. */
  bundles: string
  /** Set in development: the page comes from there instead of from `app://`. */
  devServer: string | null
}

export interface App {
  /** Opens the window, or brings it to the front. */
  show(): void
  /** Stops following runs (they stay open and are taken up at the next start) and closes what is open. */
  close(): Promise<void>
}

export async function compose({ dataFolder, bundles, devServer }: Places): Promise<App> {
  const kept: { storage?: Storage } = {}
  const secrets = () => [...(kept.storage?.keys.known() ?? []), ...practice.secrets()]
  const log = openLog(join(dataFolder, 'logs'), secrets)
  const practice = composePractice(dataFolder, log)
  const storage = (kept.storage = await composeStorage(dataFolder, clock))
  const window = keepWindow({ bundles, pageUrl: devServer ?? `${PAGE_ORIGIN}/index.html`, storage, log })
  const publisher = createPublisher(clock, window.send)
  const show = () => window.show(desk.locale)
  const search = composeSearch(storage, log)
  const tell = (event: AppEvent) => {
    publisher.publish(event)
    search.hear(event)
  }
  const publish = withNotices(tell, { storage, window, show })
  const dialogs = createFileDialogs(window.current)
  const sending = composeSending({ systemProxy, environment: process.env, clock, log, secrets })
  const services = composeServices({ storage, publish, practice, log, secrets, sending, dataFolder, dialogs })
  const data = composeData({ ...services, storage, publish, log, secrets, dataFolder, dialogs })
  const desk = composeDesk(storage, services, publish)

  lockEverything()
  servePage({ pageFolder: join(bundles, 'renderer'), readRemoteFile: services.backends.readRemoteFile })
  const appRequests = { ...desk, openLink: (url: string) => openLink(url, window.current()) }
  openDoor(createRouter(createHandlers({ ...services, ...data, search, app: appRequests }), log), {
    windowId: () => window.current()?.webContents.id ?? null,
    origin: devServer === null ? PAGE_ORIGIN : new URL(devServer).origin,
  })
  desk.applySettings()
  services.connections.purgeRemoved()
  services.turns.resume()
  search.start()
  data.daily.begin()
  powerMonitor.on('resume', () => services.turns.wake())

  return {
    show,
    async close() {
      await window.leave()
      services.turns.close()
      search.close()
      publisher.flush()
      await closeHistory(storage, data.daily, log)
      await sending.close()
      await practice.close()
    },
  }
}

const composeSearch = ({ search: store, conversations }: Storage, log: Log) =>
  createSearchService({
    store,
    conversations,
    clock,
    reportBug: (thrown) => log('error', 'search', 'not taken in', { error: String(thrown) }),
  })

const composeDesk = (
  { settings: stored, notices, keys }: Storage,
  { assistants, conversations }: ReturnType<typeof composeServices>,
  publish: (event: AppEvent) => void,
) =>
  createDesk({
    settings: {
      read: () => stored.read().settings,
      write: (settings) => stored.change({ settings }),
    },
    notices,
    publish,
    canKeepKeys: () => keys.canKeep(),
    listAssistants: assistants.list,
    listConversations: conversations.list,
    onLocale: () => setMenu((command) => publish({ type: 'command', command }), !app.isPackaged),
  })

/** A snapshot on its way is waited for; then the copy is written that comes back if the file is damaged one day. */
async function closeHistory({ history }: Storage, daily: DailySnapshots, log: Log): Promise<void> {
  await daily.close()
  await history.close().catch((thrown: unknown) => {
    // A full disk, or damage that the next start finds: the last copy stays, and the history itself is closed properly.
    log('warn', 'storage', 'no copy of the history', { error: String(thrown) })
  })
}
