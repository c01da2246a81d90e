/** The only place that builds things and hands them to each other. */
import { join } from 'node:path'
import { powerMonitor } from 'electron'
import type { Notice } from '../shared/contract/app-state.ts'
import type { AppEvent } from '../shared/contract/events.ts'
import { createDesk } from './app/desk.ts'
import { createFileDialogs } from './app/file-dialogs.ts'
import type { Updates } from './app/updates.ts'
import { lockEverything } from './app/guards.ts'
import { setMenu } from './app/menu.ts'
import { openLink } from './app/open-link.ts'
import { servePage } from './app/protocol.ts'
import { systemProxy } from './app/system-proxy.ts'
import { createUncaught, handOverUncaught } from './app/uncaught.ts'
import type { ConnectionService } from './assistants/connection-service.ts'
import { withNotices } from './compose-notifier.ts'
import { composeData } from './compose-data.ts'
import { composePractice } from './compose-practice.ts'
import { composeServices } from './compose-services.ts'
import { composeUpdates } from './compose-updates.ts'
import { composeStorage, type Storage } from './compose-storage.ts'
import { composeSending } from './compose-sending.ts'
import { keepWindow, type WindowKeeper } from './compose-window.ts'
import { createSearchService, type SearchService } from './conversations/search-service.ts'
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
  /** Call when all is closed, whatever went wrong there: puts a newer version in place if the person asked for it. */
  finish(): Promise<void>
}

export async function compose({ dataFolder, bundles, devServer }: Places): Promise<App> {
  const kept: { storage?: Storage } = {}
  const secrets = () => [...(kept.storage?.keys.known() ?? []), ...practice.secrets()]
  const log = openLog(join(dataFolder, 'logs'), secrets)
  const practice = composePractice(dataFolder, log)
  const storage = (kept.storage = await composeStorage(dataFolder, clock, (notice) => desk.tell(notice)))
  const countOpenRuns = () => services.conversations.list().filter(({ isBusy }) => isBusy).length
  const settings = () => storage.settings.read().settings
  const onRevived = () => desk.tell({ id: 'window', kind: 'window-failed' })
  const window = keepWindow({ bundles, devServer, storage, log, settings, countOpenRuns, onRevived })
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
  const updates = composeUpdates({ clock, storage, publish, window, countOpenRuns, log })
  const desk = composeDesk(storage, services, { publish, window, updates })

  takeUncaught(log, desk.tell)
  lockEverything()
  servePage({ pageFolder: join(bundles, 'renderer'), readRemoteFile: services.backends.readRemoteFile })
  const open = (url: string, isDoubtful = false) => openLink({ url, isDoubtful }, window.current())
  const appRequests = { ...desk, openLink: open }
  const handlers = createHandlers({ ...services, ...data, search, app: appRequests })
  openDoor(createRouter(handlers, log), window.guard)
  desk.applySettings()
  begin({ ...services, ...data, search, updates })

  return {
    show,
    async close() {
      updates?.close()
      await window.leave()
      services.turns.close()
      forgetRemoved(services.connections, log)
      search.close()
      publisher.flush()
      await closeHistory(storage, data.daily, log)
      await sending.close()
      await practice.close()
    },
    finish: async () => updates?.finish(),
  }
}

interface Beginning extends Pick<ReturnType<typeof composeServices>, 'connections' | 'turns'> {
  search: Pick<SearchService, 'start'>
  daily: Pick<DailySnapshots, 'begin'>
  updates: Updates | null
}

/** What goes on by itself from now on. */
function begin({ connections, turns, search, daily, updates }: Beginning): void {
  connections.purgeRemoved()
  turns.resume()
  search.start()
  daily.begin()
  updates?.begin()
  powerMonitor.on('resume', () => turns.wake())
}

const takeUncaught = (log: Log, tell: (notice: Notice) => void) =>
  handOverUncaught(
    createUncaught({
      log,
      clock,
      tell: () => tell({ id: 'error-inside', kind: 'error-inside', file: join('logs', 'main.log') }),
    }),
  )

const composeSearch = ({ search: store, conversations }: Storage, log: Log) =>
  createSearchService({
    store,
    conversations,
    clock,
    reportBug: (thrown) => log('error', 'search', 'not taken in', { error: String(thrown) }),
  })

interface DeskParts {
  publish(event: AppEvent): void
  window: Pick<WindowKeeper, 'apply' | 'quit'>
  updates: Updates | null
}

const composeDesk = (
  { settings: stored, notices, keys }: Storage,
  { assistants, conversations }: ReturnType<typeof composeServices>,
  { publish, window, updates }: DeskParts,
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
    updates,
    onSettings(settings) {
      window.apply(settings)
      setMenu({ onCommand: (command) => publish({ type: 'command', command }), onQuit: window.quit })
    },
  })

/** Nobody can undo any more: keys of removed connections do not stay on the disk while the app is closed. */
function forgetRemoved(connections: Pick<ConnectionService, 'purgeRemoved'>, log: Log): void {
  try {
    connections.purgeRemoved()
  } catch (thrown) {
    // A full disk: the next start tries again.
    log('warn', 'storage', 'removed connections stay for now', { error: String(thrown) })
  }
}

/** A snapshot on its way is waited for; then the copy is written that comes back if the file is damaged one day. */
async function closeHistory({ history }: Storage, daily: DailySnapshots, log: Log): Promise<void> {
  await daily.close()
  await history.close().catch((thrown: unknown) => {
    // A full disk, or damage that the next start finds: the last copy stays, and the history itself is closed properly.
    log('warn', 'storage', 'no copy of the history', { error: String(thrown) })
  })
}
