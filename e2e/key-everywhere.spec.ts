/** One long day with a key and servers that tell it back in every way, and then a search for it wherever it could have gone. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { filesWithKey, freshKey, holdsKey } from './canary.ts'
import { crossingsOf, recordCrossings } from './crossings.ts'
import {
  answers,
  ask,
  conversation,
  errorCard,
  fillForm,
  KEY,
  messageBox,
  runIsOver,
  send,
  test,
  type Desk,
} from './desk.ts'
import { startKeyring } from './keyring.ts'
import { processesOf } from './processes.ts'
import { startTelltale, WAYS, type TelltaleServer, type Way } from './telltale-server.ts'
import { tried } from './tried.ts'

/** All that was seen and copied on the way. */
interface Diary {
  /** What stood in the window. */
  seen: string[]
  /** What was on the clipboard after each copy. */
  copied: string[]
}

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })

test('a key that servers tell back in every way is in no file, reply, event, process, copy, export or part of the window', async ({
  launch,
  serve,
}) => {
  test.setTimeout(300_000)
  const [wrong, next] = [freshKey(), freshKey()]
  const keys = [KEY, wrong, next]
  const around = mkdtempSync(join(tmpdir(), 'assistant-desk-key-'))
  for (const name of ['temp', 'exports']) mkdirSync(join(around, name))
  const keyring = await startKeyring()
  const practice = await serve()
  const telltale = await startTelltale(practice)
  try {
    const env = { ...keyring.env, TMPDIR: join(around, 'temp') }
    const desk = await launch({ env })
    await recordCrossings(desk.app, desk.page)
    const diary: Diary = { seen: [], copied: [] }

    telltale.way = 'body'
    await checkBeforeSaving(desk.page, telltale, wrong)
    await connectThrough(desk.page, telltale, { key: wrong, assistantId: practice.assistantIds.guide })
    await goThroughWays(desk, telltale, diary)
    telltale.way = null
    await replaceKey(desk.page, KEY)
    await ask(desk.page, 'What is a run?')
    await expect(answers(desk.page, 'Tester').last()).toContainText('run')
    await callFunctions(desk, telltale, { assistantId: practice.assistantIds.orderDesk, diary })
    await sendFile(desk, around)
    await copyDetailsOfTheApp(desk, diary)
    await exportAll(desk, join(around, 'exports'))
    await replaceKey(desk.page, next)
    telltale.way = 'body'
    await send(desk.page, 'And with another key?')
    await expect(errorCard(desk.page).last()).toBeVisible()
    await openAndCopy(desk, diary)

    const crossed = await crossingsOf(desk.app)
    const processes = await processesOf(desk.app)
    await desk.close()

    const again = await launch({ profile: desk.profile, env })
    await recordCrossings(again.app, again.page)
    await expect(conversation(again.page)).toContainText('And with another key?')
    await send(again.page, 'Once more')
    await expect(errorCard(again.page).last()).toBeVisible()
    await removeKey(again.page)
    await send(again.page, 'And without?')
    await expect(errorCard(again.page).last()).toContainText('There is no API key')
    diary.seen.push(await again.page.content())
    crossed.push(...(await crossingsOf(again.app)))
    processes.push(...(await processesOf(again.app)))
    await again.close()

    expect(WAYS.filter((way) => telltale.told[way] === undefined)).toEqual([])
    const leaks = (texts: readonly string[]) =>
      texts.filter((text) => holdsKey(text, ...keys)).map(aroundKey(keys))
    expect.soft(leaks(diary.seen), 'seen in the window').toEqual([])
    expect.soft(leaks(diary.copied), 'copied').toEqual([])
    expect.soft(leaks(crossed), 'replies and events').toEqual([])
    expect.soft(leaks(processes.map(({ told }) => told)), 'arguments, environments, titles').toEqual([])
    const asked = ['What is a thread?', 'And with another key?']
    expect.soft(processes.filter(({ told }) => asked.some((words) => told.includes(words)))).toEqual([])
    for (const folder of [desk.profile, around, keyring.env['XDG_DATA_HOME'] ?? ''])
      expect.soft(filesWithKey(folder, ...keys), folder).toEqual([])

    // Otherwise a search that finds nothing would say nothing.
    expect(diary.copied.length).toBeGreaterThan(20)
    expect(crossed.length).toBeGreaterThan(200)
    expect(processes.length).toBeGreaterThan(6)
    expect(readdirSync(join(around, 'exports'))).toHaveLength(3)
    expect(diary.copied.join('\n')).toContain('redacted')
    tried(diary.seen.length + diary.copied.length + crossed.length + processes.length)
  } finally {
    await telltale.close()
    await keyring.close()
    rmSync(around, { recursive: true, force: true })
  }
})

/** What stands around a key, so that a failure says where it was; never the key itself. */
const aroundKey = (keys: readonly string[]) => (text: string) => {
  const at = Math.max(...keys.map((key) => text.indexOf(key.slice(0, key.length / 2))))
  return `${text.slice(Math.max(0, at - 120), at)}[KEY]`
}

async function checkBeforeSaving(page: Page, { baseUrl }: TelltaleServer, key: string): Promise<void> {
  await page.getByRole('button', { name: 'Connect an assistant' }).click()
  await fillForm(page, { baseUrl, key, assistantId: 'asst_1' })
  await page.getByRole('button', { name: 'Check connection' }).click()
  await expect(page.getByRole('region', { name: 'Check of the connection' })).toContainText(
    'does not accept the key',
  )
  await page.getByRole('button', { name: 'Pick from the list' }).first().click()
  await expect(page.getByRole('dialog')).toContainText(/key/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('Escape')
}

async function connectThrough(
  page: Page,
  { baseUrl }: TelltaleServer,
  fields: { key: string; assistantId: string },
): Promise<void> {
  await page.getByRole('button', { name: 'Connect an assistant' }).click()
  await fillForm(page, { baseUrl, nickname: 'Tester', ...fields })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(messageBox(page)).toBeFocused()
}

/** A question in each way; what can be opened is opened, what can be copied is copied. */
async function goThroughWays(desk: Desk, telltale: TelltaleServer, diary: Diary): Promise<void> {
  const { page } = desk
  for (const way of WAYS.filter((each) => each !== 'arguments')) {
    telltale.way = way
    await page.getByRole('button', { name: 'New conversation' }).first().click()
    await send(page, `What is a thread? ${way}`)
    await runIsOver(page)
    if (way === 'answer') await expect(answers(page, 'Tester').last()).toContainText('redacted')
    else await expect(errorCard(page).last()).toBeVisible({ timeout: 45_000 })
    await openAndCopy(desk, diary)
  }
}

/** Folded details, each tab of the inspector with its rows, and everything beside a button that copies. */
async function openAndCopy(desk: Desk, diary: Diary): Promise<void> {
  const { page } = desk
  for (const details of await conversation(page).locator('details:not([open]) > summary').all())
    await details.click()
  diary.seen.push(await page.content())
  await copyEverything(desk, diary)
  await messageBox(page).focus()
  await page.keyboard.press('Control+i')
  for (const name of ['Timeline', 'Steps', 'Requests', 'Usage', 'Raw']) {
    await inspector(page).getByRole('tab', { name, exact: true }).click()
    for (const row of await inspector(page).getByRole('button', { expanded: false }).all())
      await row.click({ timeout: 2_000 }).catch(() => undefined)
    diary.seen.push(await page.content())
    await copyEverything(desk, diary)
  }
  await page.keyboard.press('Control+i')
  await expect(inspector(page)).toHaveCount(0)
}

/** Presses each button that copies, then copies all that can be selected. */
async function copyEverything({ app, page }: Pick<Desk, 'app' | 'page'>, { copied }: Diary): Promise<void> {
  const clipboard = () => app.evaluate(({ clipboard: board }) => board.readText())
  for (const button of await page.getByRole('button', { name: /^Copy/ }).all()) {
    await app.evaluate(({ clipboard: board }) => board.clear())
    if (!(await button.isVisible())) continue
    await button.click()
    await expect.poll(clipboard).not.toBe('')
    copied.push(await clipboard())
  }
  await page.evaluate('getSelection().selectAllChildren(document.body)')
  await page.evaluate("document.execCommand('copy')")
  copied.push(await clipboard())
  await page.evaluate('getSelection().removeAllRanges()')
}

const openServer = async (page: Page, host: RegExp) => {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page
    .getByRole('navigation', { name: 'Sections of the settings' })
    .getByRole('button', { name: host })
    .click()
}

async function replaceKey(page: Page, key: string): Promise<void> {
  await openServer(page, /127\.0\.0\.1/)
  await page.getByRole('button', { name: 'Replace API key' }).click()
  await fillForm(page, { key })
  await page.getByRole('button', { name: 'Check connection' }).click()
  await expect(page.getByRole('region', { name: 'Check of the connection' })).toBeVisible()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByLabel('API key', { exact: true })).toHaveValue('')
  await expect(page.getByText('key kept').first()).toBeVisible()
  await page.getByRole('button', { name: 'Close settings' }).click()
}

async function removeKey(page: Page): Promise<void> {
  await openServer(page, /127\.0\.0\.1/)
  await page.getByRole('button', { name: 'Remove API key' }).click()
  await expect(page.getByLabel('API key', { exact: true })).toHaveValue('')
  await page.getByRole('button', { name: 'Close settings' }).click()
}

/** The server puts the key where an order's number stood. */
async function callFunctions(
  desk: Desk,
  telltale: TelltaleServer,
  { assistantId, diary }: { assistantId: string; diary: Diary },
): Promise<void> {
  const { page } = desk
  await page.getByRole('button', { name: /^Show conversations of/ }).click()
  await page.getByRole('menuitem', { name: 'Connect an assistant' }).click()
  await page
    .getByRole('combobox', { name: 'Connection' })
    .selectOption({ label: new URL(telltale.baseUrl).host })
  await fillForm(page, { assistantId, nickname: 'Orders' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(messageBox(page)).toBeFocused()
  telltale.way = 'arguments' satisfies Way
  await send(page, 'What is the status of order 48-2213?')
  const result = page.getByRole('textbox', { name: 'Result of get_order' })
  await result.fill('{"state":"packed"}')
  diary.seen.push(await page.content())
  await copyEverything(desk, diary)
  await page.getByRole('button', { name: 'Send result' }).click()
  await expect(answers(page, 'Orders').last()).toContainText('packed')
  await openAndCopy(desk, diary)
  telltale.way = null
}

async function sendFile({ app, page }: Desk, folder: string): Promise<void> {
  const path = join(folder, 'prices.csv')
  writeFileSync(path, 'item,price\ntea,3\n')
  await picks(app, [path])
  await page.getByRole('button', { name: 'Attach files' }).click()
  await expect(page.getByRole('list', { name: 'Attached files' })).toContainText('prices.csv')
  await ask(page, 'Here are prices.')
  await page
    .getByRole('button', { name: 'Cancel run' })
    .click({ timeout: 1_000 })
    .catch(() => undefined)
  await runIsOver(page)
}

/** What is copied for a report of trouble. */
async function copyDetailsOfTheApp(desk: Desk, diary: Diary): Promise<void> {
  const { page } = desk
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  const sections = page.getByRole('navigation', { name: 'Sections of the settings' })
  for (const name of ['General', 'Your data', 'About', /^127\.0\.0\.1/, 'Tester', 'Orders']) {
    await sections.getByRole('button', { name, exact: true }).click()
    await copyEverything(desk, diary)
    diary.seen.push(await page.content())
  }
  await page.getByRole('button', { name: 'Close settings' }).click()
}

async function exportAll({ app, page }: Desk, folder: string): Promise<void> {
  await picks(app, [folder])
  for (const format of ['Data (JSON)', 'Markdown', 'Web page (HTML)']) {
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    await page.getByRole('button', { name: 'Your data' }).click()
    await page.getByRole('button', { name: 'Export all' }).click()
    await page.getByRole('radio', { name: format }).check()
    await page.getByRole('button', { name: 'Save…' }).click()
    await expect(page.getByText(/Exported \d+ conversations to/)).toBeVisible()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Close settings' }).click()
  }
}

const picks = (app: ElectronApplication, filePaths: string[]) =>
  app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: paths })
  }, filePaths)
