/** The window dies, hangs, runs out of memory, or loses its graphics: it comes back with draft and run, and says so. */
import process from 'node:process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type ElectronApplication } from '@playwright/test'
import type { PracticeServer } from '../practice-server/server.ts'
import { answers, ask, connect, conversation, KEY, messageBox, test, type Desk } from './desk.ts'
import {
  DRAFT,
  answerDialogs,
  askedInDialogs,
  draftOnPage,
  draftsAtMain,
  inTheMiddle as interrupted,
  questionsOnPage,
  readPage,
} from './machine.ts'
import { processesOf } from './processes.ts'
import { tried } from './tried.ts'

const ANSWERED = 'goes on at the server'
/** Longer than the page hangs. */
const HANG = { timeout: 45_000 }

/** As there, and main has the draft. */
async function inTheMiddle(...how: Parameters<typeof interrupted>): ReturnType<typeof interrupted> {
  const middle = await interrupted(...how)
  await expect.poll(() => draftsAtMain(middle.desk.app)).toContain(DRAFT)
  return middle
}

/** The page that came back has the draft and the whole answer, once, and the question was sent once. */
async function isAsBefore(app: ElectronApplication, server: PracticeServer): Promise<void> {
  await expect.poll(() => draftOnPage(app)).toBe(DRAFT)
  await expect.poll(() => readPage(app), { timeout: 30_000 }).toContain(ANSWERED)
  await expect.poll(() => questionsOnPage(app)).toBe('1')
  const posts = server.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
  expect(posts).toHaveLength(1)
}

const crash = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer())

test('a window that crashes is loaded again with draft and run, and says so', async ({ launch, serve }) => {
  const { desk, server } = await inTheMiddle({ launch, serve })
  await crash(desk.app)
  await expect.poll(() => readPage(desk.app)).toContain('The window failed and was loaded again.')
  await isAsBefore(desk.app, server)
})

test('a window that crashes again and again is not loaded for ever: the person is asked, and it is loaded again', async ({
  launch,
  serve,
}) => {
  const { desk, server } = await inTheMiddle({ launch, serve })
  await desk.app.evaluate(({ BrowserWindow, dialog }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    Reflect.set(globalThis, 'loads', 0)
    contents?.on('did-finish-load', () => {
      Reflect.set(globalThis, 'loads', Number(Reflect.get(globalThis, 'loads')) + 1)
      if (Reflect.get(globalThis, 'isWell') !== true) contents.forcefullyCrashRenderer()
    })
    // Until the test answers, as until a person does.
    Reflect.set(dialog, 'showMessageBox', (_window: unknown, { message }: { message: string }) => {
      Reflect.set(globalThis, 'askedInDialogs', [message])
      const { promise, resolve } = Promise.withResolvers<{ response: number; checkboxChecked: boolean }>()
      Reflect.set(globalThis, 'answer', () => resolve({ response: 0, checkboxChecked: false }))
      return promise
    })
    contents?.forcefullyCrashRenderer()
  })
  await expect.poll(() => askedInDialogs(desk.app)).toEqual(['The window keeps failing'])
  expect(await desk.app.evaluate(() => Reflect.get(globalThis, 'loads') as number)).toBe(3)
  await desk.app.evaluate(() => {
    Reflect.set(globalThis, 'isWell', true)
    const answer = Reflect.get(globalThis, 'answer') as () => void
    answer()
  })
  await isAsBefore(desk.app, server)
  tried(4)
})

test('a window that runs out of memory is loaded again with draft and run, and says so', async ({
  launch,
  serve,
}) => {
  const { desk, server } = await inTheMiddle(
    { launch, serve },
    { args: ['--js-flags=--max-old-space-size=128'] },
  )
  const filling = desk.page.evaluate(() => {
    const kept: number[][] = []
    for (;;) kept.push(Array.from({ length: 100_000 }, Math.random))
  })
  await expect(filling).rejects.toThrow()
  await expect.poll(() => readPage(desk.app)).toContain('The window failed and was loaded again.')
  await isAsBefore(desk.app, server)
})

test('a window that hangs asks whether to wait or to load it again, and meanwhile main keeps what comes', async ({
  launch,
  serve,
}) => {
  test.setTimeout(150_000)
  const { desk, server } = await inTheMiddle({ launch, serve })

  await answerDialogs(desk.app, 0)
  await hang(desk, 15_000)
  await expect.poll(() => askedInDialogs(desk.app)).toEqual(['The window does not respond'])
  await expect(conversation(desk.page)).toContainText(ANSWERED, HANG)
  await expect(messageBox(desk.page)).toHaveValue(new RegExp(DRAFT))

  await messageBox(desk.page).fill(DRAFT)
  await expect.poll(() => draftsAtMain(desk.app)).toContain(DRAFT)
  await answerDialogs(desk.app, 1)
  await hang(desk, Infinity)
  await expect.poll(() => askedInDialogs(desk.app)).toHaveLength(2)
  await isAsBefore(desk.app, server)
  expect(await readPage(desk.app)).not.toContain('The window failed')
  tried(2)
})

/** The page does nothing but count for so long. Playwright switches off what tells that a page hangs, so we tell. */
async function hang({ app, page }: Desk, forMs: number): Promise<void> {
  await page.evaluate(
    (ms) =>
      void setTimeout(() => {
        const until = performance.now() + ms
        while (performance.now() < until);
      }, 0),
    forMs,
  )
  // A page that hangs answers nothing, not even a question from main.
  await expect.poll(() => readPage(app)).toBe('')
  await app.evaluate(
    ({ BrowserWindow }) => void setImmediate(() => BrowserWindow.getAllWindows()[0]?.emit('unresponsive')),
  )
}

test('the graphics process is killed three times, and the window lives', async ({ launch, serve }) => {
  const server = await serve()
  const desk = await launch()
  await connect(desk.page, server)
  for (let killed = 0; killed < 3; killed += 1) {
    const pid = await graphicsOf(desk.app)
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => graphicsOf(desk.app)).not.toBe(pid)
    await expect.poll(() => graphicsOf(desk.app)).toBeGreaterThan(0)
    await ask(desk.page, `What is a thread? (${killed})`)
  }
  await expect(answers(desk.page, 'Tester')).toHaveCount(3)
  // A picture of it is drawn by the graphics process of the moment.
  expect((await desk.page.screenshot()).byteLength).toBeGreaterThan(10_000)
  tried(3)
})

const graphicsOf = async (app: ElectronApplication): Promise<number> =>
  (await processesOf(app)).find(({ kind }) => kind === 'gpu-process')?.pid ?? 0

test('what nobody caught in main is written down without the key and told, and the app goes on', async ({
  launch,
  serve,
}) => {
  const { desk } = await inTheMiddle({ launch, serve })
  await desk.app.evaluate((_electron, key) => {
    setTimeout(() => {
      throw new Error(`thrown with ${key}`)
    }, 0)
    setTimeout(() => void Promise.reject(new Error(`rejected with ${key}`)), 0)
  }, KEY)
  await expect(desk.page.getByText('Something went wrong inside the app, and it goes on.')).toBeVisible()
  await expect(conversation(desk.page)).toContainText(ANSWERED, { timeout: 30_000 })
  await messageBox(desk.page).fill('')
  await ask(desk.page, 'What is a run?')
  await expect(answers(desk.page, 'Tester')).toHaveCount(2)
  const log = readFileSync(join(desk.profile, 'logs', 'main.log'), 'utf8')
  for (const word of ['thrown with', 'rejected with']) expect(log).toContain(word)
  expect(log).not.toContain(KEY)
  tried(2)
})
