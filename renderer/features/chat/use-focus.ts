/** When the composer takes the focus: as its conversation opens, and whenever it is wished for. */
import { useEffect, useRef, type RefObject } from 'react'
import { useStore } from 'zustand'
import { composerFocus } from './composer-focus.ts'

/** A conversation that opens by itself does not take the cursor out of a field the person is typing in. */
export function useFocus(box: RefObject<HTMLElement | null>, conversation: unknown): void {
  const wishes = useStore(composerFocus, (focus) => focus.wishes)
  const seen = useRef<{ conversation: unknown; wishes: number }>({ conversation: null, wishes })
  useEffect(() => {
    const isWished = seen.current.wishes !== wishes
    const isNew = seen.current.conversation !== conversation
    seen.current = { conversation, wishes }
    if (isWished || (isNew && !isTypingElsewhere(box.current))) box.current?.focus()
  }, [box, conversation, wishes])
}

/** The field of a dialog that closes is no place to stay. */
function isTypingElsewhere(box: HTMLElement | null): boolean {
  const { activeElement } = document
  return (
    activeElement !== box &&
    activeElement?.matches('input, textarea') === true &&
    activeElement.closest('[role="dialog"]') === null
  )
}
