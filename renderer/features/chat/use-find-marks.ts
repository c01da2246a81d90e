/** Sets off what is found in the messages that are drawn, as they come and go, and brings the current place into view. */
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { phrasesOf, type Phrase } from '../../../shared/domain/search-words.ts'
import { findStore, placeAt, type FindPlace } from './find-store.ts'
import { rangesIn } from './find-ranges.ts'

const ALL = 'find-match'
const CURRENT = 'find-current'
const MARGIN_PX = 60

/** While the bar is open. The highlights of CSS leave the page as it is. */
export function useFindMarks(): void {
  const text = useStore(findStore, (state) => state.text)
  const matches = useStore(findStore, (state) => state.matches)
  const current = useStore(findStore, (state) => state.current)
  useEffect(() => {
    const log = document.querySelector('[role="log"]')
    if (log === null || !('highlights' in CSS)) return
    const phrases = phrasesOf(text)
    const place = placeAt(matches, current)
    let isWanted = true
    let frame = 0
    const draw = () => {
      frame = 0
      const range = paint(log, phrases, place)
      if (range === null || !isWanted) return
      isWanted = false
      bringIntoView(log, range)
    }
    const soon = () => (frame ||= requestAnimationFrame(draw))
    const observer = new MutationObserver(soon)
    observer.observe(log, { childList: true, subtree: true, characterData: true })
    soon()
    return () => {
      observer.disconnect()
      cancelAnimationFrame(frame)
      CSS.highlights.delete(ALL)
      CSS.highlights.delete(CURRENT)
    }
  }, [text, matches, current])
}

/** The range of the current place, once its message is drawn. */
function paint(log: Element, phrases: readonly Phrase[], place: FindPlace | null): Range | null {
  const all: Range[] = []
  let current: Range | null = null
  for (const message of log.querySelectorAll<HTMLElement>('[data-message]')) {
    const ranges = rangesIn(message, phrases)
    // What is drawn may show less than what is stored: the last one then stands for those that follow.
    if (place !== null && message.dataset['message'] === place.match.messageId)
      current = ranges[place.nth] ?? ranges.at(-1) ?? null
    all.push(...ranges)
  }
  CSS.highlights.set(ALL, new Highlight(...all.filter((range) => range !== current)))
  CSS.highlights.set(CURRENT, current === null ? new Highlight() : new Highlight(current))
  return current
}

function bringIntoView(log: Element, range: Range): void {
  const [seen, place] = [log.getBoundingClientRect(), range.getBoundingClientRect()]
  const isSeen = place.top >= seen.top + MARGIN_PX && place.bottom <= seen.bottom - MARGIN_PX
  if (!isSeen) log.scrollTop += place.top - seen.top - seen.height / 2
}
