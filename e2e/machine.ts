/** What journeys about the machine need of the app: a run to interrupt, its dialogs answered, and its page asked from main. */
import { expect, type ElectronApplication } from '@playwright/test'
import type { PracticeServer } from '../practice-server/server.ts'
import { answers, connect, messageBox, send, type Desk, type Fixtures, type LaunchOptions } from './desk.ts'

/** What stands in the message box in the middle of a run. */
export const DRAFT = 'half a thought 半句話'

/** An app with a run that is being answered, and a draft that was typed a moment ago. */
export async function inTheMiddle(
  { launch, serve }: Fixtures,
  options?: LaunchOptions,
): Promise<{ desk: Desk; server: PracticeServer }> {
  const server = await serve({ speed: 0.6 })
  const desk = await launch(options)
  await connect(desk.page, server)
  await send(desk.page, 'What does Stop waiting do?')
  await expect(answers(desk.page, 'Tester').last()).toContainText('scripted')
  await messageBox(desk.page).fill(DRAFT)
  return { desk, server }
}

/** From now on every question is answered with the button `response`, and remembered. A box of the system cannot be clicked from here. */
export const answerDialogs = (app: ElectronApplication, response: number): Promise<void> =>
  app.evaluate(({ dialog }, answer) => {
    const asked = (Reflect.get(globalThis, 'askedInDialogs') ?? []) as string[]
    Reflect.set(globalThis, 'askedInDialogs', asked)
    Reflect.set(dialog, 'showMessageBox', (...args: unknown[]) => {
      const { message } = args.at(-1) as { message: string }
      asked.push(message)
      return Promise.resolve({ response: answer, checkboxChecked: false })
    })
  }, response)

export const askedInDialogs = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(() => (Reflect.get(globalThis, 'askedInDialogs') ?? []) as string[])

/** What can be read on the page, asked from main: a page that died is a stranger to the test that held it. */
export const readPage = (app: ElectronApplication): Promise<string> => inPage(app, 'document.body.innerText')

/** What stands in the message box. */
export const draftOnPage = (app: ElectronApplication): Promise<string> =>
  inPage(app, `document.querySelector('textarea')?.value ?? ''`)

/** How many questions stand on the page. */
export const questionsOnPage = (app: ElectronApplication): Promise<string> =>
  inPage(app, `document.querySelectorAll('[role=log] [aria-label="You"]').length`)

/** Asks main itself for the drafts it has: what a crash cannot take away. */
export const draftsAtMain = (app: ElectronApplication): Promise<string> =>
  inPage(
    app,
    `assistant.request('app.state').then(({ value }) => value.conversations.map(({ draft }) => draft).join(' | '))`,
  )

/**
 * The computer wakes up. Told as the system tells it, in a turn of its own: what a test runner evaluates through the inspector
 * may run in the middle of whatever main is doing, even of a statement of SQLite.
 */
export const wake = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ powerMonitor }) => void setImmediate(() => powerMonitor.emit('resume')))

function inPage(app: ElectronApplication, code: string): Promise<string> {
  return app.evaluate(async ({ BrowserWindow }, script) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return ''
    // What is asked of a page that dies just then is never answered.
    const late = new Promise((resolve) => setTimeout(() => resolve(''), 1_000))
    return String(await Promise.race([contents.executeJavaScript(script), late]))
  }, code)
}
