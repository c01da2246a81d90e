/** The only place that builds things and hands them to each other. */
import { join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import { EVENT_CHANNEL } from '../shared/contract/envelope.ts'
import type { AppEvent } from '../shared/contract/events.ts'
import { createDesk } from './app/desk.ts'
import { lockEverything } from './app/guards.ts'
import { offerContextMenu, setMenu } from './app/menu.ts'
import { openLink } from './app/open-link.ts'
import { PAGE_ORIGIN, servePage } from './app/protocol.ts'
import { openWindow } from './app/window.ts'
import { createAssistantService } from './assistants/assistant-service.ts'
import { composeBackends, composeDirectory } from './compose-backends.ts'
import { composePractice } from './compose-practice.ts'
import { composeStorage, type Storage } from './compose-storage.ts'
import { createConversationService } from './conversations/conversation-service.ts'
import { createTurnService, type TurnService } from './conversations/turn-service.ts'
import { openDoor } from './ipc/door.ts'
import { createHandlers } from './ipc/handlers.ts'
import { createPublisher } from './ipc/publish.ts'
import { createRouter } from './ipc/router.ts'
import { systemClock as clock } from './platform/clock.ts'
import { systemIds as ids } from './platform/ids.ts'
import { openLog } from './platform/log-file.ts'
import { systemRandom as random } from './platform/random.ts'

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

export async function compose(places: Places): Promise<App> {
  const { dataFolder, bundles, devServer } = places
  const pageUrl = devServer ?? `${PAGE_ORIGIN}/index.html`
  let window: BrowserWindow | null = null
  const kept: { storage?: Storage } = {}
  const secrets = () => [...(kept.storage?.keys.known() ?? []), ...practice.secrets()]
  const log = openLog(join(dataFolder, 'logs'), secrets)
  const practice = composePractice(dataFolder, log)
  const storage = (kept.storage = await composeStorage(dataFolder, clock))

  const publisher = createPublisher(clock, (events) => {
    if (window !== null && !window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, events)
  })
  const publish = (event: AppEvent) => publisher.publish(event)
  const services = composeServices({ storage, publish, practice, log, secrets })
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
  const handlers = createHandlers({ ...services, app: { ...desk, openLink: (url) => openLink(url, window) } })
  openDoor(createRouter(handlers, log), {
    windowId: () => (window === null || window.isDestroyed() ? null : window.webContents.id),
    origin: devServer === null ? PAGE_ORIGIN : new URL(devServer).origin,
  })
  desk.applySettings()
  services.turns.resume()

  return {
    show() {
      if (window !== null && !window.isDestroyed()) {
        if (window.isMinimized()) window.restore()
        window.focus()
        return
      }
      window = openWindow({
        preload: join(bundles, 'preload', 'preload.cjs'),
        pageUrl,
        title: app.getName(),
        locale: desk.locale,
        state: {
          read: () => storage.windowShelf.store,
          write: (state) => void (storage.windowShelf.store = { ...state }),
        },
        log,
      })
      offerContextMenu(window)
    },
    async close() {
      services.turns.close()
      publisher.flush()
      storage.history.keepCopy()
      storage.history.database.close()
      await practice.close()
    },
  }
}

interface ServiceWorld {
  storage: Storage
  publish(event: AppEvent): void
  practice: ReturnType<typeof composePractice>
  log: ReturnType<typeof openLog>
  secrets(): string[]
}

function composeServices({ storage, publish, practice, log, secrets }: ServiceWorld) {
  const { keys, conversations: store } = storage
  const limitMs = () => storage.settings.read().settings.runLimitSeconds * 1_000
  const reportBug = (thrown: unknown) =>
    log('error', 'main', 'bug', { error: thrown instanceof Error ? thrown.stack : String(thrown) })
  const directory = composeDirectory({ clock, log, random, runLimitMs: limitMs })
  const assistants = createAssistantService({
    store: storage.settings,
    keys,
    directory,
    ids,
    log,
    publish,
    reportBug,
  })
  const backends = composeBackends({
    assistants,
    conversations: store,
    keys,
    practice,
    clock,
    log,
    random,
    runLimitMs: limitMs,
    secrets,
  })
  const turns: TurnService = createTurnService({
    conversations: store,
    store: storage.turns,
    publish,
    clock,
    ids,
    log,
    backendFor: backends.backendFor,
    limitMs,
    reportBug,
  })
  const conversations = createConversationService({
    conversations: store,
    publish,
    clock,
    ids,
    keepSafe: turns.keepSafe,
    resumeOne: turns.resumeOne,
  })
  return { assistants, backends, turns, conversations }
}
