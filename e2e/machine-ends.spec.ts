/** The app ends in the middle of a run, however that comes about: draft and run are kept, and taken up at the next start. */
import { once } from 'node:events'
import process from 'node:process'
import { expect, type ElectronApplication } from '@playwright/test'
import type { PracticeServer } from '../practice-server/server.ts'
import { answers, conversation, messageBox, runIsOver, test, type Desk } from './desk.ts'
import { startKeyring } from './keyring.ts'
import { DRAFT, answerDialogs, askedInDialogs, inTheMiddle } from './machine.ts'
import { processesOf } from './processes.ts'
import { tried } from './tried.ts'

/** It takes a fraction of this; whoever waits longer than this thinks that it hangs. */
const HANGS_AFTER_MS = 10_000

/** Ends without a crash, and before anyone would think that it hangs. */
async function endsInOrder(app: ElectronApplication, act: () => unknown): Promise<void> {
  const child = app.process()
  const ended = once(child, 'exit', { signal: AbortSignal.timeout(HANGS_AFTER_MS) })
  const from = performance.now()
  await act()
  const [code, signal] = (await ended) as [number | null, string | null]
  test.info().annotations.push({ type: 'ended within', description: `${performance.now() - from} ms` })
  expect({ code, signal }).toEqual({ code: 0, signal: null })
}

/** Everything is there, the run has its answer, and nothing was sent a second time. */
async function isTakenUp({ page }: Desk, server: PracticeServer): Promise<void> {
  await expect(messageBox(page)).toHaveValue(DRAFT)
  await expect(conversation(page).getByRole('article', { name: 'You' })).toHaveCount(1)
  await runIsOver(page)
  await expect(answers(page, 'Tester')).toHaveCount(1)
  await expect(answers(page, 'Tester')).toContainText('goes on at the server')
  const posts = server.requests.filter(
    ({ method, path }) => method === 'POST' && /\/(messages|runs)$/.test(path),
  )
  expect(posts).toHaveLength(2)
}

/** Playwright answers when the app has gone: what it says then is of no use. */
const without = (asking: Promise<unknown>): void => void asking.catch(() => undefined)

const WAYS: readonly (readonly [string, (app: ElectronApplication) => unknown])[] = [
  ['SIGTERM', (app) => app.process().kill('SIGTERM')],
  ['SIGINT', (app) => app.process().kill('SIGINT')],
  ['SIGHUP', (app) => app.process().kill('SIGHUP')],
  [
    'Ctrl+C in a terminal, which reaches every process at once,',
    async (app) => {
      for (const { pid } of await processesOf(app)) process.kill(pid, 'SIGINT')
    },
  ],
  ['quitting', (app) => without(app.evaluate(({ app: electronApp }) => electronApp.quit()))],
  [
    'closing the window',
    (app) => without(app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())),
  ],
]

for (const [name, act] of WAYS)
  test(`${name} in the middle of a run ends the app in order, and the next start takes everything up`, async ({
    launch,
    serve,
  }) => {
    const keyring = await startKeyring()
    try {
      const { desk: first, server } = await inTheMiddle({ launch, serve }, { env: keyring.env })
      // Closing the window asks first, for a run is open.
      await answerDialogs(first.app, 0)
      await endsInOrder(first.app, () => act(first.app))
      await isTakenUp(await launch({ profile: first.profile, env: keyring.env }), server)
      tried(1)
    } finally {
      await keyring.close()
    }
  })

test('a person who is asked and stays keeps the window and its run', async ({ launch, serve }) => {
  const { desk, server } = await inTheMiddle({ launch, serve })
  await answerDialogs(desk.app, 1)
  await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(() => askedInDialogs(desk.app)).toEqual(['A run is still open'])
  await isTakenUp(desk, server)
})

test('where an app stays without its window, as on a Mac, the run goes on, and the window that is opened next shows it', async ({
  launch,
  serve,
}) => {
  const { desk, server } = await inTheMiddle({ launch, serve })
  await desk.app.evaluate(({ BrowserWindow }) => {
    Object.defineProperty(process, 'platform', { value: 'darwin' })
    BrowserWindow.getAllWindows()[0]?.close()
  })
  await expect
    .poll(() => desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
    .toBe(0)
  const opening = desk.app.waitForEvent('window')
  await desk.app.evaluate(({ app }) => void setImmediate(() => app.emit('activate')))
  const page = await opening
  await desk.app.evaluate(() => Object.defineProperty(process, 'platform', { value: 'linux' }))
  await isTakenUp({ ...desk, page }, server)
})
