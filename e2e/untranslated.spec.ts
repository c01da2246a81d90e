/** In a made-up language, in which every sentence of ours is marked, no screen shows a word without the marks. */
import { expect, type ElectronApplication } from '@playwright/test'
import { askMain } from '../scripts/ask-main.ts'
import { KEY, test } from './desk.ts'
import { unmarkedWords } from './in-page-words.mjs'
import { buildMadeUp } from './made-up-app.ts'
import { tourOf } from './tour.ts'
import { makeRoom } from './touring.ts'
import { tried } from './tried.ts'
import { sayIn } from './wording.ts'

/** What people and servers wrote: messages, code, raw data, names of keys on a keyboard, licences. */
const DATA =
  '[data-message], [aria-relevant="additions"], pre, code, kbd, script, style, textarea, blockquote, dd, time, span:has(mark), bdi:has(mark)'

/** Moments and numbers come from the system's own words for them. */
const OF_THE_SYSTEM =
  /\b(?:now|ms|yesterday|today|\d+ ?(?:sec|min|hr|s|ms|kB|MB|bytes?)\b\.?(?: ago)?|ago|in|AM|PM|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*)\b/g
/** IDs, addresses, paths, methods and the names of things that are the same in every language. */
const OF_MACHINES =
  /(?:asst|thread|run|msg|step|req|call|file)_\w+|[0-9a-f-]{36}|https?:\/\/\S+|127\.0\.0\.1\S*|\/[\w/.-]+|\b(?:GET|POST|SSE|HTTP|JSON|HTML|Markdown|Ctrl|Shift|Assistant Desk|GitHub|Electron|Chromium|Node|get_order|application\/json|English|practice|threads|messages|runs|steps|order=asc|limit=100|include|order_id|get_shipping|DevTools)\b|繁體中文|thread_…|%5B\S+/g

test('every word on every screen is in the files of words', async ({ launch, serve }) => {
  test.setTimeout(300_000)
  const appFolder = await buildMadeUp()
  const { page, app } = await launch({ appFolder })
  await makeRoom(app)
  const say = sayIn('made-up')
  const found: string[] = []
  const named = new Set<string>()
  let screens = 0
  const visit = async (screen: string) => {
    screens += 1
    const names = await ownNames()
    for (const { text, where } of await page.evaluate(unmarkedWords, DATA)) {
      // Titles hold words of all kinds; a nickname may be part of a word.
      const untitled = without(names.filter(isTitle), text)
      const words = without(names, untitled.replace(OF_MACHINES, '').replace(OF_THE_SYSTEM, ''))
      if (/\p{L}{2}/u.test(words)) found.push(`${screen}: "${text}" in ${where}`)
    }
  }
  /** What the person called things, and what the server's assistants are called. */
  const ownNames = async () => {
    const { assistants, conversations, connections } = await askMain(page, 'app.state')
    const now = [
      ...assistants.flatMap(({ nickname, snapshot }) => [nickname, snapshot?.name ?? '']),
      ...conversations.map(({ title }) => title),
      ...connections.map(({ name }) => name),
      'Guide',
      'Calculator',
      'Order desk',
      'Troublemaker',
      KEY,
    ]
    // What was just deleted may still be seen.
    for (const name of now) if (name !== '') named.add(name)
    return [...named].toSorted((one, two) => two.length - one.length)
  }
  await tourOf({ page, say, server: await serve(), visit })
  found.push(...(await menuWords(app)).map((words) => `menu: "${words}"`))
  tried(screens)
  expect([...new Set(found)]).toEqual([])
})

const isTitle = (name: string): boolean => name.includes(' ') && name.length > 10
const without = (names: readonly string[], text: string): string =>
  names.reduce((left, name) => left.replaceAll(name, ''), text)

/** The menu's own words are ours too, also where Electron would have some. */
async function menuWords(app: ElectronApplication): Promise<string[]> {
  const labels = await app.evaluate(({ Menu }) => {
    const all = (menu: Electron.Menu | null | undefined): string[] =>
      (menu?.items ?? []).flatMap(({ label, type, submenu }) => [
        type === 'separator' ? '' : label,
        ...all(submenu),
      ])
    return all(Menu.getApplicationMenu())
  })
  return labels.filter(
    (label) => label !== '' && !/^⟦.*⟧$/.test(label) && label.replace(OF_MACHINES, '') !== '',
  )
}
