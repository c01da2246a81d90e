/** Where the window opens: where it was, if anyone can get hold of it there. */
import { describe, expect, it } from 'vitest'
import { placeWindow, rescue, SMALLEST } from './window-state.ts'

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 }
const RIGHT = { x: 1440, y: 0, width: 2560, height: 1440 }
const LEFT = { x: -1920, y: 0, width: 1920, height: 1080 }
const ABOVE = { x: 0, y: -1440, width: 2560, height: 1440 }
const NETBOOK = { x: 0, y: 0, width: 1024, height: 600 }
const USUAL = { width: 1280, height: 800 }
const PLAIN = { isMaximized: false, isFullScreen: false }
const at = (x: number, y: number, width = 1000, height = 700) => ({ bounds: { x, y, width, height } })
/** A window of 1000 x 700 in the middle of the laptop's screen. */
const IN_THE_MIDDLE = { x: 220, y: 113, width: 1000, height: 700 }

describe('the window', () => {
  it.each([
    ['on the laptop', at(100, 100), [LAPTOP]],
    ['on the second monitor', at(2000, 300), [LAPTOP, RIGHT]],
    ['on a monitor to the left', at(-1500, 50), [LAPTOP, LEFT]],
    ['on a monitor above', at(200, -1300), [LAPTOP, ABOVE]],
    ['half outside on the right', at(1300, 100), [LAPTOP]],
    ['half outside on the left', at(-900, 100), [LAPTOP]],
    ['over two monitors', at(1200, 100), [LAPTOP, RIGHT]],
  ])('opens where it was: %s', (_where, stored, screens) => {
    expect(placeWindow(stored, screens)).toEqual({ ...stored, ...PLAIN })
  })

  it.each([
    ['the monitor was unplugged', at(2000, 300), [LAPTOP]],
    ['the left monitor was unplugged', at(-1500, 50), [LAPTOP, RIGHT]],
    ['the monitor above was unplugged', at(200, -1300), [LAPTOP]],
    ['only a sliver is left to grab', at(1400, 100), [LAPTOP]],
    ['the title bar is above the screen', at(100, -300), [LAPTOP]],
    ['it is below the screen', at(100, 860), [LAPTOP]],
  ])('keeps its size and comes to the middle of the main screen when %s', (_why, stored, screens) => {
    expect(placeWindow(stored, screens)).toEqual({ bounds: IN_THE_MIDDLE, ...PLAIN })
  })

  it.each([
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
    expect(placeWindow(stored, screens)).toEqual({ bounds: USUAL, ...PLAIN })
  })

  it('is never smaller than it can be used', () => {
    expect(placeWindow(at(100, 100, 300, 200), [LAPTOP]).bounds).toEqual({ x: 100, y: 100, ...SMALLEST })
    expect(placeWindow(at(0, 0, 1000, 700), [{ x: 0, y: 0, width: 640, height: 480 }]).bounds).toEqual({
      x: 0,
      y: 0,
      ...SMALLEST,
    })
  })

  it('is never larger than the screen it opens on', () => {
    expect(placeWindow(at(0, 25, 2560, 1440), [LAPTOP]).bounds).toEqual(LAPTOP)
    expect(placeWindow(at(2000, 100, 2560, 1440), [LAPTOP]).bounds).toEqual({ ...LAPTOP })
    expect(placeWindow(at(1500, 0, 2500, 1400), [LAPTOP, RIGHT]).bounds).toEqual(
      at(1500, 0, 2500, 1400).bounds,
    )
    expect(placeWindow({}, [NETBOOK]).bounds).toEqual({ width: 1024, height: 600 })
  })

  it('stays maximized or on the full screen, also when its monitor is gone', () => {
    for (const how of [
      { isMaximized: true, isFullScreen: false },
      { isMaximized: false, isFullScreen: true },
    ]) {
      expect(placeWindow({ ...at(100, 100), ...how }, [LAPTOP])).toEqual({ ...at(100, 100), ...how })
      expect(placeWindow({ ...at(9000, 100), ...how }, [LAPTOP])).toEqual({ bounds: IN_THE_MIDDLE, ...how })
    }
  })
})

describe('when a monitor is unplugged', () => {
  it('a window on it comes to the main screen', () => {
    expect(rescue(at(2000, 300).bounds, [LAPTOP])).toEqual(IN_THE_MIDDLE)
  })

  it('a window on another one stays where it is', () => {
    expect(rescue(at(100, 100).bounds, [LAPTOP])).toBeNull()
    expect(rescue(at(2000, 300).bounds, [LAPTOP, RIGHT])).toBeNull()
    expect(rescue(at(2000, 300).bounds, [])).toBeNull()
  })
})
