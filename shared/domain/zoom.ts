/** How large the window's page is drawn: from half to twice its usual size, in the steps people know from browsers. */

export const ZOOM_STEPS = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200] as const

/** In per cent. */
export const ZOOM = { least: 50, most: 200, usual: 100 } as const

/** The next step in that direction; the last one stays. */
export function nextZoom(percent: number, towards: 'in' | 'out'): number {
  return towards === 'in'
    ? (ZOOM_STEPS.find((step) => step > percent) ?? ZOOM.most)
    : (ZOOM_STEPS.findLast((step) => step < percent) ?? ZOOM.least)
}
