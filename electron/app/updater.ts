/** electron-updater as the app uses it: it looks, fetches and checks when told to, and does nothing by itself. Imported only when updates are on. */
import { autoUpdater as system } from 'electron'
import updater, { type AppUpdater } from 'electron-updater'
import type { Log } from '../platform/log.ts'
import type { UpdateLibrary } from './updates.ts'

/** Reads the server's address from the package (`app-update.yml`). */
export function createUpdater(log: Log): UpdateLibrary {
  // The library makes it when it is first asked for.
  const { autoUpdater } = updater
  autoUpdater.autoDownload = false
  autoUpdater.autoInstallOnAppQuit = false
  autoUpdater.allowDowngrade = false
  autoUpdater.allowPrerelease = false
  autoUpdater.disableWebInstaller = true
  const say = (level: 'info' | 'warn' | 'error') => (message: unknown) =>
    log(level, 'updates', 'library', { message: String(message) })
  autoUpdater.logger = { info: say('info'), warn: say('warn'), error: say('error') }
  // Each request rejects with the same error; unheard it would end the app.
  autoUpdater.on('error', () => undefined)

  return {
    async look() {
      const found = await autoUpdater.checkForUpdates()
      return found?.isUpdateAvailable === true ? found.updateInfo.version : null
    },
    async fetch(onPercent) {
      const tell = ({ percent }: { percent: number }) => onPercent(percent)
      autoUpdater.on('download-progress', tell)
      try {
        await autoUpdater.downloadUpdate()
      } finally {
        autoUpdater.off('download-progress', tell)
      }
    },
    install: () => install(autoUpdater),
  }
}

/**
 * On a Mac the system takes the file over only now and ends the app itself when it has it; an app that ends before that
 * has replaced nothing: `quitAndInstall` of electron-updater's MacUpdater. Only its errors are heard there.
 */
function install(autoUpdater: AppUpdater): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  autoUpdater.once('error', reject)
  if (process.platform === 'darwin') system.once('error', reject)
  autoUpdater.quitAndInstall()
  if (process.platform !== 'darwin') resolve()
  return promise
}
