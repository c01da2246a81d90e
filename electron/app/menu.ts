/** The application menu and the menu of the right mouse button, in the window's language. */
import { Menu, type BrowserWindow, type MenuItemConstructorOptions } from 'electron'
import type { AppEvent } from '../../shared/contract/events.ts'
import { m } from '../../shared/words/generated/messages.js'

type Command = Extract<AppEvent, { type: 'command' }>['command']

/** Call again when the language changes. */
export function setMenu(onCommand: (command: Command) => void, isDevelopment: boolean): void {
  const item = (label: string, accelerator: string, command: Command): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => onCommand(command),
  })
  const role = (
    label: string,
    name: NonNullable<MenuItemConstructorOptions['role']>,
  ): MenuItemConstructorOptions => ({ label, role: name })
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      {
        label: m.menu_file(),
        submenu: [
          item(m.menu_new_conversation(), 'CommandOrControl+N', 'new-conversation'),
          item(m.menu_settings(), 'CommandOrControl+,', 'settings'),
          { type: 'separator' },
          role(m.menu_quit(), 'quit'),
        ],
      },
      {
        label: m.menu_edit(),
        submenu: [
          ...editing(),
          { type: 'separator' },
          item(m.menu_find(), 'CommandOrControl+F', 'find'),
          item(m.menu_search(), 'CommandOrControl+Shift+F', 'search'),
        ],
      },
      {
        label: m.menu_view(),
        submenu: [
          item(m.menu_palette(), 'CommandOrControl+K', 'palette'),
          item(m.menu_inspector(), 'CommandOrControl+I', 'inspector'),
          { type: 'separator' },
          role(m.menu_zoom_in(), 'zoomIn'),
          role(m.menu_zoom_out(), 'zoomOut'),
          role(m.menu_zoom_reset(), 'resetZoom'),
          { type: 'separator' },
          role(m.menu_fullscreen(), 'togglefullscreen'),
          ...(isDevelopment ? [{ role: 'toggleDevTools' as const }, { role: 'reload' as const }] : []),
        ],
      },
    ]),
  )
}

const editing = (): MenuItemConstructorOptions[] => [
  { label: m.menu_undo(), role: 'undo' },
  { label: m.menu_redo(), role: 'redo' },
  { type: 'separator' },
  { label: m.menu_cut(), role: 'cut' },
  { label: m.menu_copy(), role: 'copy' },
  { label: m.menu_paste(), role: 'paste' },
  { label: m.menu_select_all(), role: 'selectAll' },
]

/** Cut, copy and paste where text can be edited or is selected. */
export function offerContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, { isEditable, selectionText }) => {
    if (!isEditable && selectionText.trim() === '') return
    const items = isEditable ? editing() : [{ label: m.menu_copy(), role: 'copy' as const }]
    Menu.buildFromTemplate(items).popup({ window })
  })
}
