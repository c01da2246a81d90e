/** A page that asks without end: main keeps serving everything else, its memory stays bounded, and afterwards the app works. */
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import type { Envelope } from '../shared/contract/envelope.ts'
import { answers, ask, test, tryPractice } from './desk.ts'
import { tried } from './tried.ts'

const PER_SECOND = 10_000
const SECONDS = 5

/** Nothing that is asked of main waits longer, and its memory grows by no more: both far above what they are on a slow machine. */
const LONGEST_WAIT_MS = 2_000
const MOST_BYTES = 150 * 1024 * 1024

/** One that is refused at the door, one that writes to the disk, one that searches. */
const FLOODS: [route: string, input: unknown][] = [
  ['no.such.route', null],
  ['settings.change', { theme: 'dark' }],
  ['search.everywhere', { text: 'run', limit: 30, assistantId: null, before: null }],
]

for (const [route, input] of FLOODS) {
  test(`50,000 requests for ${route} in five seconds hold nothing else up`, async ({ launch }) => {
    test.setTimeout(120_000)
    const { app, page } = await launch()
    await tryPractice(page)
    await ask(page, 'What is a run?')
    await watch(app)
    const { sent, answered, refused } = await flood(page, { route, input })
    const { longestWaitMs, grownBytes } = await watched(app)
    expect(sent).toBeGreaterThan(PER_SECOND)
    expect(answered + refused).toBe(sent)
    expect(longestWaitMs).toBeLessThan(LONGEST_WAIT_MS)
    expect(grownBytes).toBeLessThan(MOST_BYTES)

    await ask(page, 'And after all that?')
    await expect(answers(page, 'Guide').last()).toContainText(/\w/)
    tried(sent)
  })
}

interface Bridge {
  assistant: { request(name: string, input: unknown): Promise<Envelope<unknown>> }
}

/** As a page does that was taken over: it waits for nothing. Comes back when all that was asked has an answer. */
const flood = (page: Page, what: { route: string; input: unknown }) =>
  page.evaluate(
    async ({ route, input, perSecond, seconds }) => {
      const { request } = (globalThis as unknown as Bridge).assistant
      const asked: Promise<Envelope<unknown>>[] = []
      const until = performance.now() + seconds * 1_000
      while (performance.now() < until && asked.length < perSecond * seconds) {
        for (let count = 0; count < perSecond / 100; count += 1) asked.push(request(route, input))
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      const replies = await Promise.all(asked)
      const refused = replies.filter((reply) => !reply.ok && reply.error.kind === 'too-many-requests').length
      return { sent: replies.length, refused, answered: replies.length - refused }
    },
    { ...what, perSecond: PER_SECOND, seconds: SECONDS },
  )

/** Begins to ask main for a turn over and over, as a timer or a socket would, and looks at its memory each time. */
const watch = (app: ElectronApplication): Promise<void> =>
  app.evaluate(() => {
    const seen = { longestWaitMs: 0, mostBytes: 0, atFirst: process.memoryUsage().rss, isOver: false }
    Object.assign(globalThis, { seen })
    const look = (since: number) => {
      seen.longestWaitMs = Math.max(seen.longestWaitMs, performance.now() - since - 10)
      seen.mostBytes = Math.max(seen.mostBytes, process.memoryUsage().rss)
      const now = performance.now()
      if (!seen.isOver) setTimeout(() => look(now), 10)
    }
    look(performance.now())
  })

const watched = (app: ElectronApplication): Promise<{ longestWaitMs: number; grownBytes: number }> =>
  app.evaluate(() => {
    const { seen } = globalThis as unknown as {
      seen: { longestWaitMs: number; mostBytes: number; atFirst: number; isOver: boolean }
    }
    seen.isOver = true
    return { longestWaitMs: seen.longestWaitMs, grownBytes: seen.mostBytes - seen.atFirst }
  })
