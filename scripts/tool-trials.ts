/** Tries on an installed app every key that opens Chromium's developer tools, as a keyboard sends them. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { withPage, type World } from './drive-package.ts'
import { openRealKeys } from './real-keys.ts'
import { unfusedCopy } from './unfused.ts'

const KEYS = ['Control+Shift+I', 'F12', 'Control+Shift+J', 'Control+Shift+C'] as const
/** How long developer tools are given to appear, and the page to be there for keys. */
const APPEAR_MS = 2_500
/** A place of the page where a click does nothing, as the screen counts. */
const WHERE = '[screenX + 300, screenY + 400]'

export async function tryTools(world: World): Promise<void> {
  const { tally, home } = world
  console.log('\nDeveloper tools')
  const { runtime, app } = unfusedCopy(home)
  const inDevelopment = { ...world, program: runtime, args: [app] }
  await withPage(inDevelopment, async (page, { port }) => {
    const opened = await pressKeys(page, port, world)
    tally.check('in development Control+Shift+I opens them, so this trial can fail', opened.length > 0)
  })
  await withPage(world, async (page, { port }) => {
    const opened = await pressKeys(page, port, world)
    for (const key of KEYS) tally.check(`${key} opens none`, !opened.includes(key))
  })
}

/** The keys after which more tools are open than before. */
async function pressKeys(page: Page, port: number, { display }: World): Promise<string[]> {
  const keys = await openRealKeys(display['DISPLAY'] ?? '')
  const opened: string[] = []
  try {
    await page.getByRole('main').waitFor()
    const [x, y] = await page.evaluate<[number, number]>(WHERE)
    await sleep(APPEAR_MS)
    keys.click(x, y)
    let before = 0
    for (const key of KEYS) {
      keys.press(key)
      await sleep(APPEAR_MS)
      const now = await openTools(port)
      if (now > before) opened.push(key)
      before = now
    }
  } finally {
    keys.close()
  }
  return opened
}

/** The port lists every page that can be debugged, the tools themselves among them. */
async function openTools(port: number): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`)
  return (await answer.text()).match(/"url": "devtools:/g)?.length ?? 0
}
