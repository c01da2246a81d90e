/** A store of a newer version is opened by nobody: the window says so and what can be done, and nothing is touched until then. */
import { join } from 'node:path'
import { app } from 'electron'
import { fail, succeed } from '../shared/contract/envelope.ts'
import { pickLocale, type Locale } from '../shared/domain/settings.ts'
import { ZOOM } from '../shared/domain/zoom.ts'
import { toAppError, type AppError } from '../shared/errors.ts'
import { setLocale } from '../shared/words/generated/runtime.js'
import { lockEverything } from './app/guards.ts'
import { setMenu } from './app/menu.ts'
import { servePage } from './app/protocol.ts'
import { openFolder } from './app/show-folder.ts'
import { compose, type App, type Places } from './compose.ts'
import { keepWindow } from './compose-window.ts'
import { openDoor } from './ipc/door.ts'
import type { Router } from './ipc/router.ts'
import { openLog } from './platform/log-file.ts'
import { beginHistoryBeside } from './storage/history-file.ts'
import { beginSettingsBeside } from './storage/settings-store.ts'

type NewerStore = Extract<AppError, { kind: 'newer-store' }>

/** The app, or where its store is a newer version's a window that says so. */
export async function composeOrRefuse(places: Places): Promise<App> {
  try {
    return await compose(places)
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.kind !== 'newer-store') throw thrown
    return refuse(places, error)
  }
}

function refuse(places: Places, first: NewerStore): App {
  const { dataFolder, bundles } = places
  let error = first
  let built: App | null = null
  // Where the window is is not worth writing into a folder of a newer version.
  const windowShelf = { store: {} }
  const log = openLog(join(dataFolder, 'logs'), () => [])
  const window = keepWindow({
    ...places,
    storage: { windowShelf },
    log,
    settings: () => ({ zoomPercent: ZOOM.usual }),
    countOpenRuns: () => 0,
    onRevived: () => undefined,
  })
  const locale = (): Locale => pickLocale('system', app.getPreferredSystemLanguages())

  /** Goes on with an empty store beside the newer one; the other file may be a newer version's too. */
  async function begin() {
    if (error.what === 'history') beginHistoryBeside(dataFolder)
    else beginSettingsBeside(dataFolder)
    try {
      built = await compose(places)
    } catch (thrown) {
      const next = toAppError(thrown)
      if (next.kind === 'newer-store') error = next
      throw thrown
    }
    built.show()
    await window.leave()
  }

  const answers = {
    'data.beginBeside': begin,
    'data.openFolder': () => openFolder(dataFolder),
    'data.quit': () => app.quit(),
  }

  lockEverything()
  servePage({ pageFolder: join(bundles, 'renderer'), readRemoteFile: () => Promise.resolve(null) })
  openDoor(
    routerOf(answers, () => error),
    window.guard,
  )
  void setLocale(locale(), { reload: false })
  setMenu({ onCommand: () => undefined, onQuit: () => app.quit() })
  return {
    show: () => (built === null ? window.show(locale) : built.show()),
    async close() {
      if (built === null) await window.leave()
      else await built.close()
    },
    finish: async () => built?.finish(),
  }
}

/** A few requests are answered; whatever else the window asks is answered by why there is nothing. */
const routerOf =
  (answers: Readonly<Record<string, () => unknown>>, why: () => NewerStore): Router =>
  async (name) => {
    const answer = typeof name === 'string' && Object.hasOwn(answers, name) ? answers[name] : undefined
    if (answer === undefined) return fail(why())
    try {
      await answer()
      return succeed(undefined)
    } catch (thrown) {
      return fail(toAppError(thrown))
    }
  }
