/** The person, or the computer, was away: what happened meanwhile is told and found. */
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import type { PracticeServer } from '../practice-server/server.ts'
import { answers, connect, conversation, KEY, messageBox, send, test } from './desk.ts'
import { wake } from './machine.ts'

interface Shown {
  title: string
  body: string
}

declare global {
  // oxlint-disable-next-line no-var -- only `var` becomes a property of the global object
  var shownNotices: (Shown & { click(): void })[] | undefined
}

/** Takes the system's place: remembers notices instead of showing them. */
const catchNotices = (app: ElectronApplication) =>
  app.evaluate(({ Notification }) => {
    globalThis.shownNotices = []
    Notification.isSupported = () => true
    Notification.prototype.show = function show(this: Electron.Notification) {
      const click = () => void this.emit('click')
      globalThis.shownNotices?.push({ title: this.title, body: this.body, click })
    }
  })

const notices = (app: ElectronApplication): Promise<Shown[]> =>
  app.evaluate(() => (globalThis.shownNotices ?? []).map(({ title, body }) => ({ title, body })))

const setFocus = (app: ElectronApplication, isFocused: boolean) =>
  app.evaluate(({ BrowserWindow }, is) => {
    for (const window of BrowserWindow.getAllWindows()) window.isFocused = () => is
  }, isFocused)

const askSlowly = async (page: Page, server: PracticeServer) => {
  await connect(page, server, { assistantId: server.assistantIds.troublemaker })
  await send(page, 'Please be slow')
  await expect(page.getByRole('button', { name: 'Cancel run' })).toBeVisible()
}

test('a long run that ends behind the person’s back is told, and a click leads to it', async ({
  launch,
  serve,
}) => {
  const server = await serve({ speed: 0.25 })
  const { app, page } = await launch()
  await catchNotices(app)
  await setFocus(app, false)
  await askSlowly(page, server)
  await page.getByRole('button', { name: 'New conversation' }).click()
  await expect(messageBox(page)).toBeFocused()

  await expect.poll(() => notices(app), { timeout: 20_000 }).toHaveLength(1)
  expect(await notices(app)).toEqual([{ title: 'Please be slow', body: 'The answer is there.' }])
  await expect(answers(page, 'Tester')).toHaveCount(0)
  await app.evaluate(() => globalThis.shownNotices?.[0]?.click())
  await expect(answers(page, 'Tester')).toContainText('this is the whole answer')
})

test('nothing is told of a run the person watches, or when notices are off', async ({ launch, serve }) => {
  const server = await serve({ speed: 0.25 })
  const { app, page } = await launch()
  await catchNotices(app)
  await setFocus(app, true)
  await askSlowly(page, server)
  await expect(answers(page, 'Tester')).toHaveCount(1, { timeout: 20_000 })

  await setFocus(app, false)
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  const choice = page.getByRole('group', { name: 'Notifications' })
  await choice.getByText('Off').click()
  await expect(choice.getByRole('radio', { name: 'Off' })).toBeChecked()
  await page.keyboard.press('Escape')
  await send(page, 'Please be slow')
  await expect(answers(page, 'Tester')).toHaveCount(2, { timeout: 20_000 })
  expect(await notices(app)).toEqual([])
})

test('after sleep a run is looked at at once', async ({ launch, serve }) => {
  const server = await serve()
  const { app, page } = await launch()
  await connect(page, server, { assistantId: server.assistantIds.orderDesk })
  await send(page, 'What about order 1042?')
  await expect(page.getByRole('button', { name: 'Send result' })).toBeVisible()
  await cancelElsewhere(server)
  // Nobody asks while the person is to answer.
  await expect(page.getByRole('button', { name: 'Send result' })).toBeVisible()
  await wake(app)
  await expect(conversation(page)).toContainText('This run was cancelled at the server.')
  await expect(page.getByRole('button', { name: 'Send result' })).toHaveCount(0)
})

/** What a second client, or the server's own people, may do while we sleep. */
async function cancelElsewhere(server: PracticeServer): Promise<void> {
  const paths = server.requests.map(({ path }) => /\/threads\/([^/?]+)/.exec(path)?.[1])
  const thread = paths.findLast((found) => found !== undefined && found !== 'runs') ?? ''
  const headers = { authorization: `Bearer ${KEY}`, 'openai-beta': 'assistants=v2' }
  const at = `${server.baseUrl}/threads/${thread}/runs`
  const { data } = (await (await fetch(at, { headers })).json()) as { data: { id: string }[] }
  const reply = await fetch(`${at}/${data[0]?.id ?? ''}/cancel`, { method: 'POST', headers })
  expect(reply.status).toBe(200)
}
