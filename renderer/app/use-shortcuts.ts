/** Keys that work everywhere: those of the commands, which the menu can choose too, F3 to find on, and Escape to leave the settings. */
import { useEffect } from 'react'
import { onEvent } from '../bridge/bridge.ts'
import { commandFor, COMMANDS } from './commands.ts'
import { closeSettings } from './desk-actions.ts'
import { findOn } from './search-actions.ts'
import { openShortcuts } from './shortcuts-store.ts'

/** Mounted once, in the shell. */
export function useShortcuts(): void {
  useEffect(() => {
    document.addEventListener('keydown', take)
    const stop = onEvent((event) => {
      if (event.type === 'command') COMMANDS.find(({ fromMenu }) => fromMenu === event.command)?.run()
    })
    return () => {
      document.removeEventListener('keydown', take)
      stop()
    }
  }, [])
}

function take(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.repeat) return
  const command = commandFor(event)
  if (command !== undefined) run(event, command.run)
  else if (event.key === '?' && !isTyping(event.target)) run(event, openShortcuts)
  else if (event.key === 'F3') run(event, () => findOn(event.shiftKey ? -1 : 1))
  else if (event.key === 'Escape') closeSettings()
}

/** Where a question mark is one. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null

function run(event: KeyboardEvent, action: () => void): void {
  event.preventDefault()
  action()
}
