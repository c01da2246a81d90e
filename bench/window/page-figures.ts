/** Asks the page what things take in it. */
import type { CDPSession, Page } from '@playwright/test'
import { hasMoreThan, openAndWatch, watchBlocks, watchKeys } from './in-page.mjs'

export interface Opening {
  /** Until the first message of the conversation is painted. */
  firstContentMs: number
  /** Until the page changes no more. */
  quietMs: number
  /** The longest stretch in which the page could answer nobody; 0 when none took 50 ms. */
  longestBlockMs: number
  nodes: number
}

/** No change for so long counts as quiet. */
const QUIET_MS = 500

/** Opens a conversation by its row in the sidebar and watches. */
export const openConversation = (page: Page, id: string): Promise<Opening> =>
  page.evaluate(openAndWatch, { id, quiet: QUIET_MS })

/** Milliseconds from a key to the frame that shows it, for each key. */
export async function keyToFrame(page: Page, keys: number): Promise<number[]> {
  const took = await page.evaluateHandle(watchKeys)
  for (let least = 0; least < keys; least += 1) {
    await page.keyboard.press('a')
    await page.waitForFunction(hasMoreThan, { took, least })
  }
  return took.jsonValue()
}

/** The longest stretch in which the page could answer nobody while `work` goes on, in milliseconds. */
export async function longestBlock(page: Page, work: () => Promise<unknown>): Promise<number> {
  const told = await page.evaluateHandle(watchBlocks)
  await work()
  return (await told.jsonValue()).longestBlockMs
}

/** Megabytes of the page's JavaScript heap after a collection. */
export async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1e6
}

/** Milliseconds of work on the page's main thread so far, as Chromium counts it. */
export async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
}
