/** The only place that builds things and hands them to each other. */
import { join } from 'node:path'
import { app, powerMonitor } from 'electron'
import { createDesk } from './app/desk.ts'
import { createFileDialogs } from './app/file-dialogs.ts'
import { lockEverything } from './app/guards.ts'
import { setMenu } from './app/menu.ts'
import { openLink } from './app/open-link.ts'
import { PAGE_ORIGIN, servePage } from './app/protocol.ts'
import { withNotices } from './compose-notifier.ts'
import { composePractice } from './compose-practice.ts'
import { composeServices } from './compose-services.ts'
import { composeStorage, type Storage } from './compose-storage.ts'
import { keepWindow } from './compose-window.ts'
import { openDoor } from './ipc/door.ts'
import { createHandlers } from './ipc/handlers.ts'
import { createPublisher } from './ipc/publish.ts'
import { createRouter } from './ipc/router.ts'
import { systemClock as clock } from './platform/clock.ts'
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
  const publish = withNotices(publisher.publish, { storage, window, show })
  const dialogs = createFileDialogs(window.current)
  const services = composeServices({ storage, publish, practice, log, secrets, dataFolder, dialogs })
  const desk = createDesk({
    settings: {
      read: () => storage.settings.read().settings,
      write: (settings) => storage.settings.change({ settings }),
    },
    notices: storage.notices,
    publish,
    canKeepKeys: () => storage.keys.canKeep(),
    listAssistants: services.assistants.list,
    listConversations: services.conversations.list,
    onLocale: () => setMenu((command) => publish({ type: 'command', command }), !app.isPackaged),
  })

  lockEverything()
  servePage({ pageFolder: join(bundles, 'renderer'), readRemoteFile: services.backends.readRemoteFile })
  const appRequests = { ...desk, openLink: (url: string) => openLink(url, window.current()) }
  openDoor(createRouter(createHandlers({ ...services, app: appRequests }), log), {
    windowId: () => window.current()?.webContents.id ?? null,
    origin: devServer === null ? PAGE_ORIGIN : new URL(devServer).origin,
  })
  desk.applySettings()
  services.turns.resume()
  powerMonitor.on('resume', () => services.turns.wake())

  return {
    show,
    async close() {
      await window.leave()
      services.turns.close()
      publisher.flush()
      try {
        storage.history.keepCopy()
      } catch (thrown) {
        // A full disk: the last copy stays, and the history itself is closed properly.
        log('warn', 'storage', 'no copy of the history', { error: String(thrown) })
      }
      storage.history.database.close()
      await practice.close()
    },
  }
}
