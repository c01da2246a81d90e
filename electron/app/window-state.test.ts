/** Where the window opens: where it was, if anyone can get hold of it there. */
import { describe, expect, it } from 'vitest'
import { placeWindow, SMALLEST } from './window-state.ts'

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 }
const RIGHT = { x: 1440, y: 0, width: 2560, height: 1440 }
const LEFT = { x: -1920, y: 0, width: 1920, height: 1080 }
const USUAL = { width: 1280, height: 800 }
const at = (x: number, y: number, width = 1000, height = 700) => ({ bounds: { x, y, width, height } })

describe('the window', () => {
  it.each([
    ['on the laptop', at(100, 100), [LAPTOP]],
    ['on the second monitor', at(2000, 300), [LAPTOP, RIGHT]],
    ['on a monitor to the left', at(-1500, 50), [LAPTOP, LEFT]],
    ['half outside on the right', at(1300, 100), [LAPTOP]],
    ['half outside on the left', at(-900, 100), [LAPTOP]],
    ['over two monitors', at(1200, 100), [LAPTOP, RIGHT]],
  ])('opens where it was: %s', (_where, stored, screens) => {
    expect(placeWindow(stored, screens)).toEqual({ ...stored, isMaximized: false })
  })

  it.each([
    ['the monitor was unplugged', at(2000, 300), [LAPTOP]],
    ['the left monitor was unplugged', at(-1500, 50), [LAPTOP, RIGHT]],
    ['only a sliver is left to grab', at(1400, 100), [LAPTOP]],
    ['the title bar is above the screen', at(100, -300), [LAPTOP]],
    ['it is below the screen', at(100, 860), [LAPTOP]],
    ['there is no screen', at(100, 100), []],
    ['nothing was stored', {}, [LAPTOP]],
    ['what was stored is no place', { bounds: 'here' }, [LAPTOP]],
    ['it has no size', { bounds: { x: 1, y: 30 } }, [LAPTOP]],
    ['a number is none', { bounds: { x: Number.NaN, y: 30, width: 1, height: 1 } }, [LAPTOP]],
    ['a number is no whole one', at(0.5, 100), [LAPTOP]],
    ['a number is endless', at(0, 100, Number.POSITIVE_INFINITY), [LAPTOP]],
    ['the file was empty', null, [LAPTOP]],
    ['the file held something else', [1, 2], [LAPTOP]],
  ])('opens in the usual size when %s', (_why, stored, screens) => {
    expect(placeWindow(stored, screens)).toEqual({ bounds: USUAL, isMaximized: false })
  })

  it('is never smaller than it can be used', () => {
    expect(placeWindow(at(100, 100, 300, 200), [LAPTOP]).bounds).toEqual({ x: 100, y: 100, ...SMALLEST })
  })

  it('stays maximized, also when its monitor is gone', () => {
    expect(placeWindow({ ...at(100, 100), isMaximized: true }, [LAPTOP]).isMaximized).toBe(true)
    expect(placeWindow({ ...at(9000, 100), isMaximized: true }, [LAPTOP])).toEqual({
      bounds: USUAL,
      isMaximized: true,
    })
  })
})
