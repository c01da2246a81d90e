/** Takes the list where it was asked to go, and says for a moment which message that is. */
import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useState, type RefObject } from 'react'
import { useStore } from 'zustand'
import { useMoment } from '../../ui/use-clock.ts'
import { endJump, jumpStore } from './jump-store.ts'
import { holdsMessage, type Row } from './rows.ts'

interface Place {
  conversationId: string
  rows: readonly Row[]
  hasLater: boolean
  scroller: RefObject<HTMLElement | null>
}

const SHOWN_FOR_MS = 2_600
/** What stands above a message that is too tall for the middle. */
const ABOVE_PX = 48

/** Waits until the rows hold the message; each asking is done once. Null when none is to be set off. */
export function useJump(
  list: Virtualizer<HTMLDivElement, Element>,
  { conversationId, rows, hasLater, scroller }: Place,
): string | null {
  const jump = useStore(jumpStore, (jumps) => jumps[conversationId])
  const [foundId, setFoundId] = useState<string | null>(null)
  const [isShown, show] = useMoment(SHOWN_FOR_MS)
  useEffect(() => {
    if (jump === undefined) return
    const { messageId } = jump
    if (messageId === null && hasLater) return
    if (messageId === null) {
      endJump(conversationId)
      list.scrollToEnd()
      return
    }
    const index = rows.findIndex((row) => holdsMessage(row, messageId))
    if (index === -1) return
    endJump(conversationId)
    list.scrollToIndex(index, { align: 'center' })
    onceDrawn(() => {
      showTop(scroller.current, messageId)
      setFoundId(messageId)
      show()
    })
  }, [jump, rows, hasLater, list, conversationId, scroller, show])
  return isShown ? foundId : null
}

/** The list needs a frame for its rows and one for their heights. */
function onceDrawn(action: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(action)))
}

/** The middle of a message that is taller than the view says little: its beginning is shown. */
function showTop(scroller: HTMLElement | null, messageId: string): void {
  const message = scroller?.querySelector(`[data-message="${CSS.escape(messageId)}"]`)
  if (scroller === null || message === null || message === undefined) return
  const [seen, box] = [scroller.getBoundingClientRect(), message.getBoundingClientRect()]
  if (box.top < seen.top || box.height > seen.height) scroller.scrollTop += box.top - seen.top - ABOVE_PX
}
