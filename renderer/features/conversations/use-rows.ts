/** The lines of the list near the view, and the way to a line that is far from it. */
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { ListModel } from './use-list.ts'

const ROW_PX = 32
const HEADING_PX = 36
const GUESSED_HEIGHT_PX = 600

export interface Rows {
  scroller: RefObject<HTMLDivElement | null>
  height: number
  items: readonly { index: number; start: number }[]
  /** Brings the line into view and gives it the focus. */
  go(key: string): void
}

/** The line with the keyboard stays in the page however far one scrolls, or the focus would be lost. */
export function useRows({ lines, cursor, setCursor, renamingId }: ListModel): Rows {
  const scroller = useRef<HTMLDivElement>(null)
  const [wish, setWish] = useState<{ key: string } | null>(null)
  const indexOf = (key: string | null) => lines.findIndex((line) => line.key === key)
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not used, and this hook stays small
  const list = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (lines[at]?.kind === 'heading' ? HEADING_PX : ROW_PX),
    getItemKey: (at) => lines[at]?.key ?? at,
    initialRect: { width: 0, height: GUESSED_HEIGHT_PX },
    overscan: 8,
    rangeExtractor: (range: Range) => withLine(defaultRangeExtractor(range), indexOf(cursor)),
  })
  // Lines change their kind when groups come and go.
  useLayoutEffect(() => list.measure(), [list, lines])
  useLayoutEffect(() => {
    if (wish === null) return
    const line = scroller.current?.querySelector(`[data-line="${CSS.escape(wish.key)}"]`)
    const target = line?.querySelector<HTMLElement>('[data-stop]')
    target?.focus({ preventScroll: true })
  }, [wish])
  const renamed = useRef<string | null>(null)
  useLayoutEffect(() => {
    if (renamingId === null && renamed.current !== null && document.activeElement === document.body)
      setWish({ key: renamed.current })
    renamed.current = renamingId
  }, [renamingId])
  const go = (key: string) => {
    setCursor(key)
    list.scrollToIndex(indexOf(key))
    setWish({ key })
  }
  return { scroller, height: list.getTotalSize(), items: list.getVirtualItems(), go }
}

const withLine = (shown: number[], at: number): number[] =>
  at === -1 || shown.includes(at) ? shown : [...shown, at].toSorted((one, two) => one - two)
