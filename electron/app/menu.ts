/** The application menu and the menu of the right mouse button, in the window's language. */
import { app, clipboard, Menu, type BrowserWindow } from 'electron'
import { contextTemplate, menuTemplate, type MenuWorld } from './menu-template.ts'

/** Call again when the language changes. */
export function setMenu(world: Pick<MenuWorld, 'onCommand' | 'onQuit'>): void {
  const rest = { platform: process.platform, appName: app.getName(), isDevelopment: !app.isPackaged }
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ ...world, ...rest })))
}

/** What can be done where the mouse is: with text, with a link, with a misspelt word. */
export function offerContextMenu(window: BrowserWindow): void {
  const { webContents: page } = window
  page.on('context-menu', (_event, spot) => {
    const items = contextTemplate(spot, {
      onCopyText: (text) => void clipboard.writeText(text),
      onReplaceWord: (word) => page.replaceMisspelling(word),
      onLearnWord: (word) => void page.session.addWordToSpellCheckerDictionary(word),
    })
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window })
  })
}
