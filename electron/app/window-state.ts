/** Where the window was, so that it opens there again, on a screen that is still there. */
import type { Rectangle } from 'electron'
import { z } from 'zod'

export const SMALLEST = { width: 720, height: 520 } as const
const USUAL = { width: 1280, height: 800 } as const

const windowStateSchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).optional(),
  isMaximized: z.boolean().default(false),
  isFullScreen: z.boolean().default(false),
})

export type WindowState = z.infer<typeof windowStateSchema>

export interface Placed {
  bounds: Partial<Rectangle> & { width: number; height: number }
  isMaximized: boolean
  isFullScreen: boolean
}

/** How much of the window's title bar must be on some screen, in pixels. */
const GRIP = 80

/** What to open the window with: the stored place if enough of it can be seen, else the same size on the first screen. `screens` are the areas free of bars and docks, the main one first. */
export function placeWindow(stored: unknown, screens: readonly Rectangle[]): Placed {
  const parsed = windowStateSchema.safeParse(stored)
  const state: WindowState = parsed.success ? parsed.data : { isMaximized: false, isFullScreen: false }
  const { bounds, ...rest } = state
  const [first] = screens
  if (bounds === undefined || first === undefined)
    return { bounds: first === undefined ? USUAL : within(USUAL, first), ...rest }
  const place = placeOn(bounds, screens)
  return { bounds: place ?? middleOf(first, within(bounds, first)), ...rest }
}

/** Where a window that is open goes when the screens change; null where it can stay. */
export function rescue(bounds: Rectangle, screens: readonly Rectangle[]): Rectangle | null {
  const [first] = screens
  if (first === undefined || placeOn(bounds, screens) !== null) return null
  return middleOf(first, within(bounds, first))
}

/** The bounds where they are, no larger than the screen that holds most of them; null where nobody could get hold of the window. */
function placeOn(bounds: Rectangle, screens: readonly Rectangle[]): Rectangle | null {
  const reachable = screens.filter((screen) => isWithinReach(bounds, screen))
  const [home] = reachable.toSorted((one, two) => shared(bounds, two) - shared(bounds, one))
  return home === undefined ? null : { ...bounds, ...within(bounds, home) }
}

interface Size {
  width: number
  height: number
}

/** As wanted, but no larger than the screen and no smaller than can be used. */
const within = (wanted: Size, screen: Size): Size => ({
  width: Math.max(Math.min(wanted.width, screen.width), SMALLEST.width),
  height: Math.max(Math.min(wanted.height, screen.height), SMALLEST.height),
})

const middleOf = (screen: Rectangle, { width, height }: Size): Rectangle => ({
  x: screen.x + Math.max(0, Math.round((screen.width - width) / 2)),
  y: screen.y + Math.max(0, Math.round((screen.height - height) / 2)),
  width,
  height,
})

const shared = (one: Rectangle, two: Rectangle): number =>
  overlap([one.x, one.x + one.width], [two.x, two.x + two.width]) *
  overlap([one.y, one.y + one.height], [two.y, two.y + two.height])

const overlap = ([from, to]: [number, number], [start, end]: [number, number]): number =>
  Math.max(0, Math.min(to, end) - Math.max(from, start))

const isWithinReach = (bounds: Rectangle, screen: Rectangle): boolean =>
  bounds.x + bounds.width - GRIP > screen.x &&
  bounds.x + GRIP < screen.x + screen.width &&
  bounds.y >= screen.y &&
  bounds.y + GRIP < screen.y + screen.height
