/** Zooming: steps that end at half and at twice the usual size. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextZoom, ZOOM, ZOOM_STEPS } from './zoom.ts'

describe('zooming', () => {
  it('goes through every step from half to twice, and back to where it began', () => {
    const walk = (from: number, towards: 'in' | 'out') =>
      ZOOM_STEPS.slice(1).reduce<number[]>(
        (seen) => [...seen, nextZoom(seen.at(-1) ?? from, towards)],
        [from],
      )
    expect(walk(ZOOM.least, 'in')).toEqual([...ZOOM_STEPS])
    expect(walk(ZOOM.most, 'out')).toEqual([...ZOOM_STEPS].toReversed())
  })

  it('from any size leads to a step nearer to that end, and never past it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (percent) => {
        for (const towards of ['in', 'out'] as const) {
          const next = nextZoom(percent, towards)
          expect(ZOOM_STEPS).toContain(next)
          if (percent > ZOOM.least && percent < ZOOM.most)
            expect(Math.sign(next - percent)).toBe(towards === 'in' ? 1 : -1)
        }
      }),
    )
  })
})
