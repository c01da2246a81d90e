/** An empty Electron window for scripts and journeys that show a page of their own in it: icons, the gallery's pictures. */
const { app, BrowserWindow, session } = require('electron')

// Pictures are compared: the same dots on every screen.
app.commandLine.appendSwitch('force-device-scale-factor', '1')
app.commandLine.appendSwitch('force-color-profile', 'srgb')
app.commandLine.appendSwitch('font-render-hinting', 'none')
app.commandLine.appendSwitch('disable-lcd-text')
app.on('window-all-closed', () => app.quit())
void app.whenReady().then(() => {
  // Chromium would fetch a dictionary from Google.
  session.defaultSession.setSpellCheckerEnabled(false)
  session.defaultSession.setSpellCheckerLanguages([])
  const window = new BrowserWindow({
    useContentSize: true,
    width: 1280,
    height: 800,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  })
  // The pointer of the screen rests somewhere, and when another window goes this one is under it; a test has a pointer of its own.
  window.setIgnoreMouseEvents(true)
  return window.loadURL('about:blank')
})
