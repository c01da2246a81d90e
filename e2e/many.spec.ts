/** Several servers with several assistants each: nothing of one ever reaches another, and one of hundreds is found. */
import { expect, type Page } from '@playwright/test'
import type { PracticeServer } from '../practice-server/server.ts'
import { answers, ask, conversation, fillForm, KEY, messageBox, test } from './desk.ts'

type Which = keyof PracticeServer['assistantIds']

interface Wanted {
  at: number
  which: Which
  nickname: string
}

const FIVE: Wanted[] = [
  { at: 0, which: 'calculator', nickname: 'Ada' },
  { at: 0, which: 'guide', nickname: 'Bea' },
  { at: 1, which: 'calculator', nickname: 'Cleo' },
  { at: 1, which: 'guide', nickname: 'Dan' },
  { at: 2, which: 'calculator', nickname: 'Eve' },
]

test('three connections, five assistants, conversations on each, none mixed', async ({ launch, serve }) => {
  test.setTimeout(180_000)
  const keys = ['one', 'two', 'three'].map((word) => `${KEY}-${word}`)
  const servers = await Promise.all(keys.map((key) => serve({ key })))
  const desk = await launch()
  for (const wanted of FIVE) await connectTo(desk.page, servers, wanted)
  for (const turn of [1, 2])
    for (const { nickname } of FIVE) {
      await show(desk.page, nickname)
      await ask(desk.page, questionFor(nickname, turn))
      await expect(answers(desk.page, nickname)).toHaveCount(turn)
    }

  for (const [at, { requests }] of servers.entries()) {
    const users = FIVE.filter((wanted) => wanted.at === at).length
    expect(new Set(requests.map(({ givenKey }) => givenKey))).toEqual(new Set([keys[at]]))
    const made = requests.filter(({ method, path }) => method === 'POST' && path === '/v1/threads')
    expect(made).toHaveLength(users)
    expect(threadsIn(servers, at)).toEqual(new Set(made.flatMap(({ left }) => left)))
    expect(requests.every(({ status }) => status < 400)).toBe(true)
    const asked = requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages'))
    expect(asked).toHaveLength(users * 2)
  }

  await desk.close()
  const { page } = await launch({ profile: desk.profile })
  for (const { nickname } of FIVE) {
    await show(page, nickname)
    const said = await conversation(page).innerText()
    for (const other of FIVE)
      for (const turn of [1, 2])
        expect(said.includes(questionFor(other.nickname, turn))).toBe(other.nickname === nickname)
  }
})

test('one is picked from a list of 250 assistants and answers', async ({ launch, serve }) => {
  const server = await serve({ assistants: 250 })
  const { page } = await launch()
  await page.getByRole('button', { name: 'Connect an assistant' }).click()
  await fillForm(page, { baseUrl: server.baseUrl, key: KEY })
  await page.getByRole('button', { name: 'Pick from the list' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('250 assistants.')).toBeVisible()
  await dialog.getByRole('combobox', { name: 'Filter' }).fill('assistant 123')
  await expect(dialog.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Assistant ID' })).toHaveValue('asst_practice_extra_123')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(messageBox(page)).toBeFocused()
  await ask(page, '2 + 3')
  await expect(answers(page, 'Practice assistant 123').last()).toContainText('5')
  await page.keyboard.press('Control+i')
  const inspector = page.getByRole('complementary', { name: 'Inspector' })
  await inspector.getByRole('tab', { name: 'Raw' }).click()
  await inspector.getByText('Assistant as it was').click()
  await expect(inspector.getByRole('definition').filter({ hasText: 'code_interpreter' })).toBeVisible()
  await page.keyboard.press('Control+i')

  await openConnect(page)
  await page.getByRole('button', { name: 'Pick from the list' }).click()
  await dialog.getByRole('combobox', { name: 'Filter' }).fill('extra_123')
  await expect(dialog.getByRole('option')).toContainText('Connected')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Practice assistant 123 is this assistant already')
  await page.getByRole('button', { name: 'Open it' }).click()
  await expect(page.getByRole('textbox', { name: 'Nickname' })).toHaveValue('Practice assistant 123')
})

test('a list whose cursor leads nowhere ends, and what was read can be picked from', async ({
  launch,
  serve,
}) => {
  const server = await serve({ assistants: 250, moods: { ignoresCursors: true } })
  const { page } = await launch()
  await page.getByRole('button', { name: 'Connect an assistant' }).click()
  await fillForm(page, { baseUrl: server.baseUrl, key: KEY })
  await page.getByRole('button', { name: 'Pick from the list' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/^100 assistants\. The server began to repeat itself/)).toBeVisible()
  await dialog.getByRole('combobox', { name: 'Filter' }).fill('Order desk')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Assistant ID' })).toHaveValue(server.assistantIds.orderDesk)
})

test('a removed assistant is brought back with its conversation, and after a restart by its ID', async ({
  launch,
  serve,
}) => {
  const server = await serve()
  const desk = await launch()
  await connectTo(desk.page, [server], { at: 0, which: 'calculator', nickname: 'Ada' })
  await ask(desk.page, '2 + 3')
  await remove(desk.page, 'Ada')
  await desk.page.getByRole('button', { name: 'Undo' }).click()
  await show(desk.page, 'Ada')
  await ask(desk.page, '3 + 4')
  await expect(answers(desk.page, 'Ada')).toHaveCount(2)

  await remove(desk.page, 'Ada')
  await desk.close()
  const { page } = await launch({ profile: desk.profile })
  await expect(conversation(page)).toContainText('3 + 4')
  await expect(answers(page, 'Ada')).toHaveCount(2)
  await openConnect(page)
  await fillForm(page, { assistantId: server.assistantIds.calculator })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(messageBox(page)).toBeFocused()
  await show(page, 'Ada')
  await page
    .getByRole('navigation', { name: 'Conversations' })
    .getByRole('button', { name: /^2 \+ 3/ })
    .click()
  await expect(answers(page, 'Ada')).toHaveCount(2)
})

const questionFor = (nickname: string, turn: number): string => `What is a run? ${nickname} ${turn}`

/** Threads that requests of this server were about. */
const threadsIn = (servers: readonly PracticeServer[], at: number): Set<string> =>
  new Set(servers[at]?.requests.flatMap(({ path }) => /\/threads\/(thread_[^/?]+)/.exec(path)?.[1] ?? []))

/** From wherever one is to the connect form. */
async function openConnect(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Show conversations of/ }).click()
  await page.getByRole('menuitem', { name: 'Connect an assistant' }).click()
}

/** The first on a server is connected with it, later ones on the connection that is there. */
async function connectTo(page: Page, servers: readonly PracticeServer[], wanted: Wanted): Promise<void> {
  const server = servers[wanted.at]
  if (server === undefined) throw new Error('no such server')
  const isFirst = FIVE.find(({ at }) => at === wanted.at)?.nickname === wanted.nickname
  if (wanted.at === 0 && isFirst) await page.getByRole('button', { name: 'Connect an assistant' }).click()
  else {
    await openConnect(page)
    const host = new URL(server.baseUrl).host
    await page
      .getByRole('combobox', { name: 'Connection' })
      .selectOption({ label: isFirst ? 'A new server' : host })
  }
  if (isFirst) await fillForm(page, { baseUrl: server.baseUrl, key: server.key })
  await fillForm(page, { assistantId: server.assistantIds[wanted.which], nickname: wanted.nickname })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(messageBox(page)).toBeFocused()
}

/** The newest conversation of an assistant. */
async function show(page: Page, nickname: string): Promise<void> {
  await page.getByRole('button', { name: /^Show conversations of/ }).click()
  await page.getByRole('menuitemradio', { name: nickname }).click()
  await expect(messageBox(page)).toBeVisible()
}

async function remove(page: Page, nickname: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: nickname }).click()
  await page.getByRole('button', { name: 'Remove assistant' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByText(`${nickname} was removed`)).toBeVisible()
  await page.getByRole('button', { name: 'Close settings' }).click()
}
