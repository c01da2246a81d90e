/** Where the app starts: one instance, private files, then compose and the window. */
import { userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { app } from 'electron'
import { z } from 'zod'
import { registerScheme } from './app/protocol.ts'
import { refuseToStart, sayWhy } from './app/start-refused.ts'
import { findStartTrouble, homelessConfigFolder, problemOf } from './app/start-trouble.ts'
import { catchEverything } from './app/uncaught.ts'
import type { App } from './compose.ts'
import { composeOrRefuse } from './compose-refusal.ts'
import { systemClock as clock } from './platform/clock.ts'

/** Files this app makes are for their owner only. */
const OWNER_ONLY = 0o077
/** Whatever hangs while the app closes: all that matters is on disk already. */
const CLOSES_WITHIN_MS = 10_000

function start(): void {
  process.umask(OWNER_ONLY)
  z.config({ jitless: true })
  registerScheme()
  // As root Chromium starts only with --no-sandbox, and enableSandbox would take that back for its child processes.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  takeNamedKeyring()

  let desk: App | null = null
  let isClosing = false
  let isClosed = false
  // While it closes nothing new opens: what would be typed there could not be kept any more.
  const show = () => {
    if (!isClosing) desk?.show()
  }
  app.on('second-instance', show)
  app.on('activate', show)
  // On a Mac an app stays when its window closes.
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  app.on('before-quit', (event) => {
    if (desk === null || isClosed) return
    // Also the second time: when the window is gone the app is asked to quit again, and closing is not over yet.
    event.preventDefault()
    if (isClosing) return
    isClosing = true
    void end(desk, () => {
      isClosed = true
    })
  })
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit())

  app
    .whenReady()
    .then(() =>
      composeOrRefuse({
        dataFolder: app.getPath('userData'),
        bundles: join(app.getAppPath(), 'dist'),
        devServer: devServer(),
      }),
    )
    .then((composed) => {
      desk = composed
      return desk.show()
    })
    .catch((thrown: unknown) => {
      // Without its data the app cannot keep anything it is told: better to say so than to seem to work.
      sayWhy({ what: 'unopened', path: app.getPath('userData'), problem: problemOf(thrown) })
      app.exit(1)
    })
}

/** Closes all, then puts a newer version in place where that was asked for, then is gone. */
async function end(desk: App, onClosed: () => void): Promise<void> {
  const stopWaiting = clock.after(CLOSES_WITHIN_MS, () => app.exit(0))
  await desk.close().catch((thrown: unknown) => console.error('closing failed', thrown))
  stopWaiting()
  onClosed()
  await desk.finish().catch((thrown: unknown) => console.error('not updated', thrown))
  app.quit()
}

/** Playwright's loader forces the basic password store; a test with a real keyring names its own. */
function takeNamedKeyring(): void {
  const passwordStore = process.env['ASSISTANT_DESK_PASSWORD_STORE']
  if (passwordStore !== undefined && !app.isPackaged)
    app.commandLine.appendSwitch('password-store', passwordStore)
}

/** Where everything is kept; a folder that was named is meant, also where Chromium would quietly take another. */
function dataFolder(): string {
  const named = app.commandLine.getSwitchValue('user-data-dir')
  if (named !== '') return resolve(named)
  const recordedHome = () => userInfo().homedir
  const config = homelessConfigFolder({ platform: process.platform, environment: process.env, recordedHome })
  return join(config ?? app.getPath('appData'), app.getName())
}

const devServer = (): string | null =>
  app.isPackaged ? null : (process.env['ASSISTANT_DESK_DEV_SERVER'] ?? null)

catchEverything()
const data = dataFolder()
const trouble = findStartTrouble({ data, temp: app.getPath('temp') })
if (trouble === null) app.setPath('userData', data)
// Found before the lock: without a folder to put it in Electron takes every start for a second one and ends without a word.
if (trouble !== null) void refuseToStart(trouble)
else if (app.requestSingleInstanceLock()) start()
else app.quit()
