/** The sheet of keyboard shortcuts: those of the commands, and those that hold in one place only. */
import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { m } from '../../shared/words/generated/messages.js'
import type { ShortcutGroup } from '../features/settings/ShortcutsSheet.tsx'
import { COMMANDS, keyWords } from './commands.ts'
import { closeShortcuts, shortcutsStore } from './shortcuts-store.ts'

const ShortcutsSheet = lazy(async () => ({
  default: (await import('../features/settings/ShortcutsSheet.tsx')).ShortcutsSheet,
}))

/** Nothing while it is closed. */
export function ShortcutsPlace({ platform }: { platform: string }) {
  const isOpen = useStore(shortcutsStore, (state) => state.isOpen)
  if (!isOpen) return null
  return (
    <Suspense fallback={null}>
      <ShortcutsSheet groups={groupsOn(platform)} onClose={closeShortcuts} />
    </Suspense>
  )
}

function groupsOn(platform: string): ShortcutGroup[] {
  const shift = platform === 'darwin' ? '⇧' : 'Shift+'
  const command = (key: string) => keyWords({ key }, platform) ?? ''
  return [
    {
      words: m.shortcuts_everywhere(),
      rows: [
        ...COMMANDS.flatMap((each) => {
          const keys = keyWords(each, platform)
          return keys === undefined ? [] : [{ words: each.words(), keys: [keys] }]
        }),
        { words: m.shortcuts_close(), keys: ['Esc'] },
      ],
    },
    {
      words: m.shortcuts_writing(),
      rows: [
        { words: m.shortcuts_send(), keys: ['Enter'] },
        { words: m.shortcuts_break(), keys: [`${shift}Enter`] },
        { words: m.shortcuts_paste(), keys: [command('v')] },
      ],
    },
    {
      words: m.shortcuts_finding(),
      rows: [
        { words: m.shortcuts_next(), keys: ['F3', 'Enter'] },
        { words: m.shortcuts_previous(), keys: [`${shift}F3`, `${shift}Enter`] },
      ],
    },
    {
      words: m.shortcuts_list(),
      rows: [
        { words: m.shortcuts_move(), keys: ['↑', '↓'] },
        { words: m.shortcuts_select(), keys: [command(' '), `${shift}↓`] },
        { words: m.shortcuts_select_all(), keys: [command('a')] },
        { words: m.shortcuts_rename(), keys: ['F2'] },
        { words: m.shortcuts_menu(), keys: [`${shift}F10`] },
        { words: m.shortcuts_delete(), keys: ['Delete'] },
      ],
    },
  ]
}
