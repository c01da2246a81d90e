/** What stands in the application menu and in the menu of the right mouse button. Pure, so that tests read it in both languages. */
import type { ContextMenuParams, MenuItemConstructorOptions as Item } from 'electron'
import type { MenuCommand } from '../../shared/contract/events.ts'
import { m } from '../../shared/words/generated/messages.js'

export interface MenuWorld {
  platform: NodeJS.Platform
  appName: string
  isDevelopment: boolean
  onCommand(command: MenuCommand): void
  /** Asks first where a run is open. */
  onQuit(): void
}

/** The menu bar, top to bottom. Its keys are those of the window's own commands. */
export function menuTemplate(world: MenuWorld): Item[] {
  const isMac = world.platform === 'darwin'
  return [
    ...(isMac ? [appMenu(world)] : []),
    fileMenu(world, isMac),
    editMenu(world),
    viewMenu(world),
    ...(isMac ? [WINDOW_MENU()] : []),
    helpMenu(world, isMac),
  ]
}

type Command = Pick<MenuWorld, 'onCommand'>

const item = (
  { onCommand }: Command,
  label: string,
  [accelerator, command]: [string, MenuCommand],
): Item => ({
  label,
  accelerator,
  click: () => onCommand(command),
})
const RULE: Item = { type: 'separator' }

const settings = (world: Command): Item => item(world, m.menu_settings(), ['CommandOrControl+,', 'settings'])
const about = ({ onCommand }: Command): Item => ({
  label: m.menu_about(),
  click: () => onCommand('about'),
})
const quit = ({ onQuit }: MenuWorld): Item => ({
  label: m.menu_quit(),
  accelerator: 'CommandOrControl+Q',
  click: onQuit,
})

/** A Mac keeps what is the app's in a menu of its own. */
const appMenu = (world: MenuWorld): Item => ({
  label: world.appName,
  submenu: [
    about(world),
    RULE,
    settings(world),
    RULE,
    { label: m.menu_hide(), role: 'hide' },
    { label: m.menu_hide_others(), role: 'hideOthers' },
    { label: m.menu_show_all(), role: 'unhide' },
    RULE,
    quit(world),
  ],
})

const fileMenu = (world: MenuWorld, isMac: boolean): Item => ({
  label: m.menu_file(),
  submenu: [
    item(world, m.menu_new_conversation(), ['CommandOrControl+N', 'new-conversation']),
    ...(isMac
      ? [RULE, { label: m.menu_close(), role: 'close' as const }]
      : [settings(world), RULE, quit(world)]),
  ],
})

const editMenu = (world: MenuWorld): Item => ({
  label: m.menu_edit(),
  submenu: [
    ...editing(),
    RULE,
    item(world, m.menu_find(), ['CommandOrControl+F', 'find']),
    item(world, m.menu_search(), ['CommandOrControl+Shift+F', 'search']),
  ],
})

const viewMenu = (world: MenuWorld): Item => ({
  label: m.menu_view(),
  submenu: [
    item(world, m.menu_palette(), ['CommandOrControl+K', 'palette']),
    item(world, m.menu_inspector(), ['CommandOrControl+I', 'inspector']),
    RULE,
    item(world, m.menu_zoom_in(), ['CommandOrControl+=', 'zoom-in']),
    item(world, m.menu_zoom_out(), ['CommandOrControl+-', 'zoom-out']),
    item(world, m.menu_zoom_reset(), ['CommandOrControl+0', 'zoom-reset']),
    RULE,
    { label: m.menu_fullscreen(), role: 'togglefullscreen' },
    ...(world.isDevelopment
      ? [
          { label: 'DevTools', role: 'toggleDevTools' as const },
          { label: m.unresponsive_reload(), role: 'reload' as const },
        ]
      : []),
  ],
})

const WINDOW_MENU = (): Item => ({
  label: m.menu_window(),
  role: 'window',
  submenu: [
    { label: m.menu_minimize(), role: 'minimize' },
    { label: m.menu_close(), role: 'close' },
  ],
})

const helpMenu = (world: MenuWorld, isMac: boolean): Item => ({
  label: m.menu_help(),
  role: 'help',
  submenu: [
    item(world, m.menu_shortcuts(), ['CommandOrControl+/', 'shortcuts']),
    ...(isMac ? [] : [RULE, about(world)]),
  ],
})

const editing = (): Item[] => [
  { label: m.menu_undo(), role: 'undo' },
  { label: m.menu_redo(), role: 'redo' },
  RULE,
  { label: m.menu_cut(), role: 'cut' },
  { label: m.menu_copy(), role: 'copy' },
  { label: m.menu_paste(), role: 'paste' },
  { label: m.menu_select_all(), role: 'selectAll' },
]

/** What lies under the mouse. */
export type Spot = Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'linkURL' | 'misspelledWord' | 'dictionarySuggestions' | 'editFlags'
>

export interface ContextDeeds {
  onCopyText(text: string): void
  onReplaceWord(word: string): void
  onLearnWord(word: string): void
}

/** Empty where there is nothing to do: then no menu opens. */
export function contextTemplate(spot: Spot, deeds: ContextDeeds): Item[] {
  const groups = [spellingItems(spot, deeds), linkItems(spot, deeds), textItems(spot)]
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, at) => (at === 0 ? group : [RULE, ...group]))
}

function spellingItems(
  { isEditable, misspelledWord, dictionarySuggestions }: Spot,
  deeds: ContextDeeds,
): Item[] {
  if (!isEditable || misspelledWord === '') return []
  const suggestions = dictionarySuggestions.map((word): Item => ({
    label: word,
    click: () => deeds.onReplaceWord(word),
  }))
  return [
    ...(suggestions.length > 0 ? suggestions : [{ label: m.menu_no_suggestions(), enabled: false }]),
    RULE,
    { label: m.menu_learn_word(), click: () => deeds.onLearnWord(misspelledWord) },
  ]
}

function linkItems({ linkURL }: Spot, { onCopyText }: ContextDeeds): Item[] {
  const mail = /^mailto:([^?]*)/i.exec(linkURL)?.[1]
  if (mail !== undefined) return [{ label: m.menu_copy_address(), click: () => onCopyText(mail) }]
  return /^https?:/i.test(linkURL) ? [{ label: m.menu_copy_link(), click: () => onCopyText(linkURL) }] : []
}

function textItems({ isEditable, selectionText, editFlags }: Spot): Item[] {
  if (!isEditable) return selectionText.trim() === '' ? [] : [{ label: m.menu_copy(), role: 'copy' }]
  const can: Record<string, boolean> = {
    undo: editFlags.canUndo,
    redo: editFlags.canRedo,
    cut: editFlags.canCut,
    copy: editFlags.canCopy,
    paste: editFlags.canPaste,
  }
  return editing().map((entry) => ({ ...entry, enabled: can[entry.role ?? ''] ?? true }))
}
