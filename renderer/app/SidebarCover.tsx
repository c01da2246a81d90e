/** Where the window is narrow the sidebar lies over the conversation: what is behind it waits, and a click there or Escape closes it. */
import { useEffect, useRef } from 'react'
import { m } from '../../shared/words/generated/messages.js'
import { focusComposer } from '../features/chat/composer-focus.ts'
import type { Place } from './desk-store.ts'
import { fitSidebar, showSidebar } from './search-actions.ts'

/** Drawn only while the sidebar is open over something. What is behind cannot have the keyboard, so the sidebar has it, and afterwards the message. */
export function SidebarCover() {
  const cover = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const sidebar = cover.current?.previousElementSibling
    if (sidebar?.contains(document.activeElement) === false) sidebar.querySelector('button')?.focus()
    return () => {
      if (document.activeElement === document.body) focusComposer()
    }
  }, [])
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) showSidebar(false)
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [])
  return (
    <button
      ref={cover}
      type="button"
      tabIndex={-1}
      aria-label={m.sidebar_hide()}
      className="absolute inset-0 z-20 bg-black/25"
      onClick={() => showSidebar(false)}
    />
  )
}

/** The sidebar gives way: when the window becomes narrow, and when something was chosen in it there, be it what is shown already. */
export function useGivingWay(isNarrow: boolean, place: Place): void {
  const before = useRef(place)
  useEffect(() => {
    const { current } = before
    before.current = place
    // There it is not seen: whoever leaves them for it wants it.
    if (isNarrow && current !== place && current.at !== 'settings') showSidebar(false)
  }, [isNarrow, place])
  useEffect(() => fitSidebar(isNarrow), [isNarrow])
}
