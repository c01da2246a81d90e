/** Every command of the app, once: the palette lists them, the keys and the menu carry them out. A new one is one entry here. */
import {
  Copy,
  Download,
  Info,
  Keyboard,
  Languages,
  type LucideIcon,
  MessageSquareDashed,
  PanelLeft,
  PanelRight,
  PenLine,
  Plus,
  Search,
  Settings2,
  Sparkles,
  SquarePen,
  SunMoon,
  TextSearch,
  ZoomIn,
} from 'lucide-react'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { SettingsChange } from '../../shared/domain/settings.ts'
import { nextZoom, ZOOM } from '../../shared/domain/zoom.ts'
import { m } from '../../shared/words/generated/messages.js'
import { request } from '../bridge/bridge.ts'
import { focusComposer } from '../features/chat/composer-focus.ts'
import { sayFailure } from '../ui/toasts.ts'
import { askForThread, copyWhole } from './conversation-actions.ts'
import { exportConversations } from './data-actions.ts'
import { closeSettings, newConversation, openConnect, openSettings, practiceOffer } from './desk-actions.ts'
import { deskStore } from './desk-store.ts'
import { toggleInspector } from './inspector-actions.ts'
import { openShortcuts } from './shortcuts-store.ts'
import { findHere, focusSearch, openPalette, searchPlaces, showSidebar } from './search-actions.ts'

export interface Command {
  id: string
  words(): string
  icon: LucideIcon
  /** With Ctrl, or Cmd on a Mac; `shift+` before it where that is held too. */
  key?: string
  /** The menu's name for it. */
  fromMenu?: Extract<AppEvent, { type: 'command' }>['command']
  /** Where there is nothing for it to do it is not offered. */
  isOffered?(): boolean
  /** The palette does not list itself. */
  isHidden?: true
  run(): void
}

const shownId = (): string | null => {
  const { place } = deskStore.getState()
  return place.at === 'conversation' ? place.conversationId : null
}
const isInConversation = (): boolean => shownId() !== null
const set = (change: SettingsChange) => () => void request('settings.change', change).catch(sayFailure)

export const COMMANDS: readonly Command[] = [
  {
    id: 'new',
    words: m.menu_new_conversation,
    icon: SquarePen,
    key: 'n',
    fromMenu: 'new-conversation',
    run: () => newConversation(),
  },
  {
    id: 'palette',
    words: m.palette_title,
    icon: Search,
    key: 'k',
    fromMenu: 'palette',
    isHidden: true,
    run: openPalette,
  },
  {
    id: 'search',
    words: m.command_search,
    icon: Search,
    key: 'shift+f',
    fromMenu: 'search',
    run: focusSearch,
  },
  {
    id: 'find',
    words: m.command_find,
    icon: TextSearch,
    key: 'f',
    fromMenu: 'find',
    isOffered: isInConversation,
    run: findHere,
  },
  {
    id: 'compose',
    words: m.command_focus_composer,
    icon: PenLine,
    fromMenu: 'focus-composer',
    isOffered: isInConversation,
    run() {
      closeSettings()
      focusComposer()
    },
  },
  {
    id: 'inspector',
    words: m.menu_inspector,
    icon: PanelRight,
    key: 'i',
    fromMenu: 'inspector',
    isOffered: isInConversation,
    run: toggleInspector,
  },
  {
    id: 'sidebar',
    words: m.command_hide_sidebar,
    icon: PanelLeft,
    run: () => showSidebar(!searchPlaces.getState().isSidebarOpen),
  },
  { id: 'connect', words: m.sidebar_connect_another, icon: Plus, run: openConnect },
  {
    id: 'practice',
    words: m.welcome_practice,
    icon: Sparkles,
    isOffered: () => practice() !== null,
    run: () => practice()?.(),
  },
  {
    id: 'thread',
    words: m.open_thread,
    icon: MessageSquareDashed,
    isOffered: () => (deskStore.getState().desk?.assistants ?? []).length > 0,
    run: askForThread,
  },
  {
    id: 'copy-conversation',
    words: m.command_copy_conversation,
    icon: Copy,
    isOffered: isInConversation,
    run: () => copyWhole(shownId()),
  },
  {
    id: 'export-this',
    words: m.command_export_this,
    icon: Download,
    isOffered: isInConversation,
    run: () => exportConversations([shownId() ?? ''].filter(Boolean)),
  },
  { id: 'export-all', words: m.command_export_all, icon: Download, run: () => exportConversations('all') },
  {
    id: 'general',
    words: m.command_settings_general,
    icon: Settings2,
    key: ',',
    fromMenu: 'settings',
    run: () => openSettings('general'),
  },
  { id: 'data', words: m.command_settings_data, icon: Settings2, run: () => openSettings('data') },
  {
    id: 'about',
    words: m.command_settings_about,
    icon: Info,
    fromMenu: 'about',
    run: () => openSettings('about'),
  },
  {
    id: 'shortcuts',
    words: m.menu_shortcuts,
    icon: Keyboard,
    key: '/',
    fromMenu: 'shortcuts',
    run: openShortcuts,
  },
  {
    id: 'zoom-in',
    words: m.menu_zoom_in,
    icon: ZoomIn,
    key: '=',
    fromMenu: 'zoom-in',
    run: () => zoom('in'),
  },
  {
    id: 'zoom-out',
    words: m.menu_zoom_out,
    icon: ZoomIn,
    key: '-',
    fromMenu: 'zoom-out',
    run: () => zoom('out'),
  },
  {
    id: 'zoom-reset',
    words: m.menu_zoom_reset,
    icon: ZoomIn,
    key: '0',
    fromMenu: 'zoom-reset',
    run: set({ zoomPercent: ZOOM.usual }),
  },
  { id: 'light', words: m.command_theme_light, icon: SunMoon, run: set({ theme: 'light' }) },
  { id: 'dark', words: m.command_theme_dark, icon: SunMoon, run: set({ theme: 'dark' }) },
  { id: 'theme', words: m.command_theme_system, icon: SunMoon, run: set({ theme: 'system' }) },
  { id: 'en', words: m.command_english, icon: Languages, run: set({ language: 'en' }) },
  { id: 'zh', words: m.command_chinese, icon: Languages, run: set({ language: 'zh-TW' }) },
  { id: 'language', words: m.command_language_system, icon: Languages, run: set({ language: 'system' }) },
]

function zoom(towards: 'in' | 'out'): void {
  const { desk } = deskStore.getState()
  if (desk !== null) set({ zoomPercent: nextZoom(desk.settings.zoomPercent, towards) })()
}

function practice(): (() => void) | null {
  const { desk } = deskStore.getState()
  return desk === null ? null : practiceOffer(desk)
}

/** `Ctrl+Shift+F`, or with the signs of a Mac. */
export function keyWords({ key }: Pick<Command, 'key'>, platform: string): string | undefined {
  if (key === undefined) return undefined
  const pieces = key.split('+')
  const letter = SIGNS[pieces.at(-1) ?? ''] ?? (pieces.at(-1) ?? '').toUpperCase()
  const hasShift = pieces.length > 1
  if (platform === 'darwin') return `${hasShift ? '⇧' : ''}⌘${letter}`
  return `Ctrl+${hasShift ? 'Shift+' : ''}${letter}`
}

/** What stands on the key where it is not what it sends. */
const SIGNS: Readonly<Record<string, string>> = { '=': '+', '-': '−', ' ': 'Space' }
/** The same key on other keyboards, and with Shift. */
const SAME: Readonly<Record<string, string>> = { '+': '=', 'shift++': '=', 'shift+=': '=', 'shift+/': '/' }

/** The command of these keys; undefined for all others. */
export function commandFor(event: KeyboardEvent): Command | undefined {
  if ((!event.ctrlKey && !event.metaKey) || event.altKey) return undefined
  const pressed = `${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`
  const meant = SAME[pressed] ?? pressed
  return COMMANDS.find(({ key }) => key === meant)
}
