/** Locks every page the app ever opens: no permissions but copying, no navigation, no new windows, no webviews. */
import { app, session, type WebContents } from 'electron'
import { setSpelling } from './spelling.ts'

/** Plain text to the clipboard at a click, which the copy buttons are for; reading it stays refused. */
const COPYING = 'clipboard-sanitized-write'

let isLocked = false

/** Call when the app is ready and before a window exists; again does nothing. Links go through open-link, never through here. */
export function lockEverything(): void {
  if (isLocked) return
  isLocked = true
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permission === COPYING),
  )
  defaultSession.setPermissionCheckHandler((_contents, permission) => permission === COPYING)
  defaultSession.setDevicePermissionHandler(() => false)
  setSpelling(false)
  app.on('web-contents-created', (_event, contents) => lock(contents))
}

function lock(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
}
