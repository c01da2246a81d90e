/** Where the window is narrow the sidebar lies over the conversation: what is behind it waits, and a click there or Escape closes it. */
import { useEffect, useRef } from 'react'
import { m } from '../../shared/words/generated/messages.js'
import { showSidebar } from './search-actions.ts'

/** Drawn only while the sidebar is open over something. */
export function SidebarCover() {
  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !event.isComposing) showSidebar(false)
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [])
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={m.sidebar_hide()}
      className="absolute inset-0 z-20 bg-black/25"
      onClick={() => showSidebar(false)}
    />
  )
}

/** The sidebar gives way: when the window becomes narrow, and when something was chosen in it there. */
export function useGivingWay(isNarrow: boolean, shown: string | null): void {
  const before = useRef({ isNarrow, shown })
  useEffect(() => {
    const { current } = before
    if (current.isNarrow !== isNarrow) showSidebar(!isNarrow)
    else if (isNarrow && current.shown !== shown) showSidebar(false)
    before.current = { isNarrow, shown }
  }, [isNarrow, shown])
}
