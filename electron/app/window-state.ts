/** Where the window was, so that it opens there again, on a screen that is still there. */
import type { Rectangle } from 'electron'
import { z } from 'zod'

export const SMALLEST = { width: 720, height: 520 } as const
const USUAL = { width: 1280, height: 800 } as const

const windowStateSchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).optional(),
  isMaximized: z.boolean().default(false),
})

export type WindowState = z.infer<typeof windowStateSchema>

/** How much of the window's title bar must be on some screen, in pixels. */
const GRIP = 80

/** What to open the window with: the stored place if enough of it can be seen, else the usual size in the middle. */
export function placeWindow(
  stored: unknown,
  screens: readonly Rectangle[],
): { bounds: Partial<Rectangle>; isMaximized: boolean } {
  const parsed = windowStateSchema.safeParse(stored)
  const state: WindowState = parsed.success ? parsed.data : { isMaximized: false }
  const { bounds, isMaximized } = state
  if (bounds === undefined || !screens.some((screen) => isWithinReach(bounds, screen)))
    return { bounds: USUAL, isMaximized }
  return {
    bounds: {
      ...bounds,
      width: Math.max(bounds.width, SMALLEST.width),
      height: Math.max(bounds.height, SMALLEST.height),
    },
    isMaximized,
  }
}

const isWithinReach = (bounds: Rectangle, screen: Rectangle): boolean =>
  bounds.x + bounds.width - GRIP > screen.x &&
  bounds.x + GRIP < screen.x + screen.width &&
  bounds.y >= screen.y &&
  bounds.y + GRIP < screen.y + screen.height
