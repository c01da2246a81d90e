/** An answer that ends is drawn anew as a whole; while somebody has selected a part of it that waits, for the selection would be gone. */
import { useEffect, useRef, useState, type RefObject } from 'react'

interface Held {
  /** For the element whose text may be selected. */
  place: RefObject<HTMLDivElement | null>
  /** True while the text grows, and as long after that as a part of it stays selected. */
  isHeld: boolean
}

export function useHeld(isGrowing: boolean): Held {
  const place = useRef<HTMLDivElement>(null)
  const [isSelected, setSelected] = useState(false)
  const isHeld = isGrowing || isSelected
  useEffect(() => {
    if (!isHeld) return
    const look = () => setSelected(hasSelection(place.current))
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [isHeld])
  return { place, isHeld }
}

function hasSelection(element: Element | null): boolean {
  const selection = document.getSelection()
  if (element === null || selection === null || selection.isCollapsed || selection.rangeCount === 0)
    return false
  return selection.getRangeAt(0).intersectsNode(element)
}
