/** Pictures of the window that were looked at and found good, compared dot by dot; and every screen at sizes where things are cut. */
import { expect, test } from '@playwright/test'
import { openGallery, type Gallery, type Sight } from './gallery.ts'
import { measureLayout } from './in-page-layout.mjs'
import { notApplicable, tried } from './tried.ts'

/** Another Chromium draws letters a little differently. */
const DRAWN_BY = '130.'

// One gallery for all: it is built once.
test.describe.configure({ mode: 'default' })
const shared: { gallery?: Gallery } = {}
test.beforeAll(async () => {
  shared.gallery = await openGallery()
})
test.afterAll(() => shared.gallery?.close())

function gallery(): Gallery {
  if (shared.gallery === undefined) throw new Error('no gallery')
  return shared.gallery
}

interface Picture extends Sight {
  name: string
  colours?: 'forced' | 'more'
}

const PICTURES: readonly Picture[] = [
  { name: 'parts-light', scene: 'parts', size: [1100, 940] },
  { name: 'parts-dark', scene: 'parts', size: [1100, 940], theme: 'dark' },
  { name: 'first-launch', scene: 'first' },
  { name: 'answers', scene: 'done' },
  { name: 'answers-dark-zh', scene: 'done', theme: 'dark', locale: 'zh-TW', size: [900, 600] },
  { name: 'function-call', scene: 'function' },
  { name: 'error', scene: 'retired', theme: 'dark' },
  { name: 'inspector-zh', scene: 'inspector', open: 'inspector', locale: 'zh-TW' },
  { name: 'palette', scene: 'done', open: 'palette', theme: 'dark' },
  { name: 'settings-zh', scene: 'connections', open: 'general', locale: 'zh-TW' },
  { name: 'your-data', scene: 'data', open: 'data' },
  { name: 'twice-as-large', scene: 'done', size: [450, 300] },
  { name: 'settings-forced-colours', scene: 'connections', open: 'general', colours: 'forced' },
  { name: 'error-more-contrast', scene: 'retired', colours: 'more' },
]

for (const { name, colours, ...sight } of PICTURES)
  test(`the picture "${name}" is the one that was looked at`, async () => {
    const { page, show, chromium } = gallery()
    if (process.platform !== 'linux' || !chromium.startsWith(DRAWN_BY))
      return notApplicable(`the pictures were drawn by Chromium ${DRAWN_BY}x on Linux, this is ${chromium}`)
    await page.emulateMedia({
      reducedMotion: 'reduce',
      forcedColors: colours === 'forced' ? 'active' : 'none',
      contrast: colours === 'more' ? 'more' : 'no-preference',
    })
    await show(sight)
    // Where the pointer happens to be, a scroll bar would show.
    await page.mouse.move(0, 0)
    await expect(page).toHaveScreenshot(`${name}.png`)
  })

const SCREENS: readonly Sight[] = [
  { scene: 'parts' },
  { scene: 'first' },
  { scene: 'first', open: 'connect' },
  { scene: 'empty' },
  { scene: 'done' },
  { scene: 'streaming' },
  { scene: 'calls' },
  { scene: 'standing' },
  { scene: 'expired' },
  { scene: 'overdue' },
  { scene: 'retired' },
  { scene: 'notice' },
  { scene: 'loading' },
  { scene: 'broken' },
  { scene: 'newer' },
  { scene: 'inspector', open: 'inspector' },
  { scene: 'done', open: 'palette' },
  { scene: 'done', open: 'shortcuts' },
  { scene: 'connections', open: 'general' },
  { scene: 'connections', open: 'about' },
  { scene: 'connections', open: 'connect' },
  { scene: 'data', open: 'data' },
  { scene: 'updateFound' },
  { scene: 'updateFetching' },
  { scene: 'updateFetching', open: 'general' },
  { scene: 'updateReady' },
  { scene: 'updateReady', open: 'general' },
  { scene: 'updateFailed', open: 'general' },
  { scene: 'done', open: 'export-this' },
  { scene: 'done', open: 'thread' },
]
/** At the usual size more fits than in any of these. */
const ROOMS = [
  { size: [900, 600], zoom: 1, locale: 'zh-TW' },
  { size: [1280, 800], zoom: 2, locale: 'zh-TW' },
  { size: [900, 600], zoom: 2, locale: 'en' },
] as const

for (const room of ROOMS)
  test(`nothing sticks out or is cut at ${room.size.join(' by ')}, drawn ${room.zoom} times as large`, async () => {
    // Two and a half dozen screens.
    test.setTimeout(120_000)
    const { page, show } = gallery()
    await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'none', contrast: 'no-preference' })
    const wrong: string[] = []
    for (const screen of SCREENS) {
      await show({ ...screen, ...room })
      const { width: _, ...found } = await page.evaluate(measureLayout)
      if (JSON.stringify(found) !== JSON.stringify(FINE))
        wrong.push(`${screen.scene} ${screen.open ?? ''}: ${JSON.stringify(found)}`)
    }
    expect(wrong).toEqual([])
    tried(SCREENS.length)
  })

const FINE = { sticksOut: [], scrollsSideways: [], cutButtons: [], isPageScrolling: false }
