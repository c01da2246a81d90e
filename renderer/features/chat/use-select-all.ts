/** Select all in a conversation means all of it: rows that are not drawn are copied too. */
import { useEffect, useLayoutEffect, useState, type RefObject } from 'react'
import { sayFailure } from '../../ui/toasts.ts'

/** The button that opens a menu. */
const RIGHT = 2

interface Selecting {
  conversationId: string
  speaker: string
  scroller: RefObject<HTMLElement | null>
}

/** A click anywhere, and the keyboard going elsewhere, ends it; a right click does not, for its menu copies what is selected. */
export function useSelectAll({ conversationId, speaker, scroller }: Selecting): void {
  const [isAll, setIsAll] = useState(false)
  // Rows come and go as one scrolls: those that are drawn show that they are selected.
  useLayoutEffect(() => {
    const rows = scroller.current?.firstElementChild
    if (isAll && rows !== null && rows !== undefined) getSelection()?.selectAllChildren(rows)
  })
  useEffect(() => {
    const log = scroller.current
    const take = (event: KeyboardEvent) => {
      if (!isSelectAll(event) || isField(event.target)) return
      event.preventDefault()
      setIsAll(true)
    }
    log?.addEventListener('keydown', take)
    return () => log?.removeEventListener('keydown', take)
  }, [scroller])
  useEffect(() => {
    if (!isAll) return
    const copy = (event: ClipboardEvent) => {
      event.preventDefault()
      import('./copy-conversation.ts')
        .then(({ copyConversation }) => copyConversation(conversationId, speaker))
        .catch(sayFailure)
    }
    const end = (event: Event) => {
      if (!(event instanceof MouseEvent && event.button === RIGHT)) setIsAll(false)
    }
    const ends = ['pointerdown', 'focusin'] as const
    document.addEventListener('copy', copy)
    for (const name of ends) document.addEventListener(name, end)
    return () => {
      document.removeEventListener('copy', copy)
      for (const name of ends) document.removeEventListener(name, end)
    }
  }, [isAll, conversationId, speaker])
}

const isSelectAll = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === 'a' && (ctrlKey || metaKey) && !altKey && !shiftKey

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea')
