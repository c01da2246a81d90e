/** Hostile answers in the real app: nothing in them runs, nobody is asked for anything, and nothing leaves its place. */
import { expect, type Page } from '@playwright/test'
import { callsHome } from '../practice-server/broken/calls-home.ts'
import { hostileMarkdown } from '../practice-server/broken/hostile-markdown.ts'
import { answers, ask, connect, test } from './desk.ts'
import { findForbidden, moveOver } from './in-page-answers.mjs'
import { startListener } from './listener.ts'
import { startScriptedServer, type Reply } from './scripted-server.ts'
import { tried } from './tried.ts'

const OWN = /^(app:\/\/bundle\/|data:|blob:app:\/\/bundle\/)/

/** From first launch to a conversation with an assistant of a server that answers as told. */
async function connectTo(page: Page, baseUrl: string): Promise<void> {
  await connect(page, { baseUrl, assistantIds: { guide: 'asst_1' } })
}

/** Addresses the page asked for since, other than its own. */
function recordRequests(page: Page): string[] {
  const foreign: string[] = []
  page.on('request', (request) => {
    if (!OWN.test(request.url())) foreign.push(request.url())
  })
  return foreign
}

for (const isStreamed of [false, true])
  test(`more than 150 hostile answers run nothing, ask nobody and cover nothing, ${isStreamed ? 'streamed' : 'whole'}`, async ({
    launch,
  }) => {
    test.slow()
    const listener = await startListener()
    const kinds = hostileMarkdown(listener.url)
    const replies: Record<string, Reply> = isStreamed ? streamedOf(kinds) : wholeOf(kinds)
    const server = await startScriptedServer((question) => replies[question] ?? { parts: ['no such kind'] })
    try {
      const { app, page } = await launch()
      const before = page.url()
      await connectTo(page, server.baseUrl)
      const foreign = recordRequests(page)
      for (const question of Object.keys(replies)) {
        await ask(page, question)
        const answer = answers(page, 'Tester').last()
        await expect(answer).toBeVisible()
        await page.evaluate(moveOver)
        expect(await page.evaluate(findForbidden), question).toEqual([])
      }
      expect(await page.evaluate(() => Reflect.has(globalThis, '__pwned'))).toBe(false)
      expect(await page.evaluate(() => Reflect.has(Object.prototype, 'polluted'))).toBe(false)
      expect(page.url()).toBe(before)
      expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1)
      expect(foreign).toEqual([])
      expect(listener.asked).toEqual([])
      tried(Object.values(kinds).flat().length)
    } finally {
      await Promise.all([listener.close(), server.close()])
    }
  })

const wholeOf = (kinds: Readonly<Record<string, readonly string[]>>): Record<string, Reply> =>
  Object.fromEntries(Object.entries(kinds).map(([kind, parts]) => [kind, { parts: [...parts, 'Seen.'] }]))

/** One after the other in one text: a stream has no parts of its own. */
const streamedOf = (kinds: Readonly<Record<string, readonly string[]>>): Record<string, Reply> =>
  Object.fromEntries(
    Object.entries(kinds).map(([kind, parts]) => [
      kind,
      { parts: [`${parts.join('\n\n')}\n\nSeen.`], pieces: 40, pauseMs: 10 },
    ]),
  )

test('answers that would call home call nobody, and pictures name the host they would have asked', async ({
  launch,
}) => {
  const listener = await startListener()
  const cases = callsHome(listener.url)
  const server = await startScriptedServer((question) => ({ parts: [cases[question] ?? ''] }))
  try {
    const { page } = await launch()
    await connectTo(page, server.baseUrl)
    const foreign = recordRequests(page)
    const host = new URL(listener.url).host
    for (const [name, text] of Object.entries(cases)) {
      await ask(page, name)
      const answer = answers(page, 'Tester').last()
      await expect(answer).not.toBeEmpty()
      if (/!\[/.test(text)) await expect(answer, name).toContainText(`Image not loaded: ${host}`)
    }
    // Whatever was put off has had its chance, and a second drawing too.
    await page.reload()
    await expect(answers(page, 'Tester').last()).toBeVisible()
    await page.evaluate(moveOver)
    expect(foreign).toEqual([])
    expect(listener.asked).toEqual([])
    // The listener hears: an address asked for is one it tells of.
    await fetch(listener.url)
    expect(listener.asked).not.toEqual([])
    tried(Object.keys(cases).length)
  } finally {
    await Promise.all([listener.close(), server.close()])
  }
})
