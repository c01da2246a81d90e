/** Scrolls a conversation as a hand does and tells what its frames showed. */
import type { CDPSession, Page } from '@playwright/test'
import { conversation } from './desk.ts'
import { beginWatching, endWatching, placeOf, scrollTo, waitFrames } from './in-page-scrolling.mjs'

export interface Seen {
  frames: number
  /** Frames in which a row was missing from the view. */
  blank: number
  /** The tallest part without a row that any frame had, in pixels. */
  worstGap: number
  /** The farthest a frame was from the end. */
  mostToEnd: number
  /** How far the row at the top of the view moved, in pixels. */
  drift: number
}

/** Where the reader is, and how much is drawn for it. */
export const placeIn = (page: Page): Promise<{ top: number; toEnd: number; hidden: number; nodes: number }> =>
  conversation(page).evaluate(placeOf)

export const putAt = (page: Page, top: number): Promise<void> => conversation(page).evaluate(scrollTo, top)

export const frames = (page: Page, count: number): Promise<void> => page.evaluate(waitFrames, count)

/** Watches the conversation's frames while something is done, perhaps from another place. */
export async function watching(page: Page, act: () => Promise<unknown>, top?: number): Promise<Seen> {
  await conversation(page).evaluate(beginWatching, top)
  await act()
  return page.evaluate<Seen>(endWatching)
}

/** Megabytes of the page's heap once the garbage is gone. */
export async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.enable')
  for (let turn = 0; turn < 3; turn += 1) await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}

/** Swipes by so many pixels, towards the beginning when positive, about ten screens a second. */
export async function fling(page: Page, cdp: CDPSession, distance: number): Promise<void> {
  const box = await conversation(page).boundingBox()
  if (box === null) throw new Error('there is no conversation')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const gesture = { x, y, yDistance: distance, speed: 8_000, gestureSourceType: 'mouse' as const }
  await cdp.send('Input.synthesizeScrollGesture', gesture)
}
