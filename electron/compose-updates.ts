/** Wires updates where this build knows a server for them; elsewhere there is nothing. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import type { AppEvent } from '../shared/contract/events.ts'
import type { Settings } from '../shared/domain/settings.ts'
import { mayQuit } from './app/leaving.ts'
import { hasUpdateServer } from './app/update-server.ts'
import { Updates } from './app/updates.ts'
import type { WindowKeeper } from './compose-window.ts'
import type { Clock } from './platform/clock.ts'
import type { Log } from './platform/log.ts'

interface World {
  clock: Clock
  storage: { settings: { read(): { settings: Settings } } }
  publish(event: AppEvent): void
  window: Pick<WindowKeeper, 'current'>
  countOpenRuns(): number
  log: Log
}

/** Null without an update server: then nothing of updates is loaded, shown or asked for. */
export function composeUpdates({ clock, publish, log, ...world }: World): Updates | null {
  const facts = { isPackaged: app.isPackaged, platform: process.platform, environment: process.env }
  if (!hasUpdateServer({ ...facts, read: resource })) return null
  return new Updates({
    clock,
    isOn: () => world.storage.settings.read().settings.updates,
    publish: (update) => publish({ type: 'update-changed', update }),
    load: async () => {
      const { createUpdater } = await import('./app/updater.ts')
      return createUpdater(log)
    },
    async quit() {
      const isSo = await mayQuit(world.window.current(), world.countOpenRuns())
      if (isSo) app.quit()
      return isSo
    },
    log,
  })
}

function resource(name: string): string | null {
  try {
    return readFileSync(join(process.resourcesPath, name), 'utf8')
  } catch {
    return null
  }
}
