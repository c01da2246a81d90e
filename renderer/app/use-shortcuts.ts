/** Keys that work everywhere: Ctrl/Cmd+N, Ctrl/Cmd+I, Ctrl/Cmd+comma, and Escape to leave the settings. */
import { useEffect } from 'react'
import { closeSettings, newConversation, openSettings } from './desk-actions.ts'
import { toggleInspector } from './inspector-actions.ts'

/** Mounted once, in the shell. */
export function useShortcuts(): void {
  useEffect(() => {
    document.addEventListener('keydown', take)
    return () => document.removeEventListener('keydown', take)
  }, [])
}

function take(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.repeat) return
  const hasCommand = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
  if (hasCommand && event.key.toLowerCase() === 'n') run(event, () => newConversation())
  else if (hasCommand && event.key.toLowerCase() === 'i') run(event, toggleInspector)
  else if (hasCommand && event.key === ',') run(event, () => openSettings('general'))
  else if (event.key === 'Escape') closeSettings()
}

function run(event: KeyboardEvent, action: () => void): void {
  event.preventDefault()
  action()
}
