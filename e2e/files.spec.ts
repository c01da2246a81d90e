/** Files go out with a question and come back with an answer, byte for byte; paths stay where they are. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { askMain } from '../scripts/ask-main.ts'
import { answers, connect, conversation, messageBox, runIsOver, test } from './desk.ts'

const chips = (page: Page) => page.getByRole('list', { name: 'Attached files' })
const sentFiles = (page: Page) => page.getByRole('list', { name: 'Files of this message' })

test('a picked and a pasted file reach the Calculator, its own file is saved, and a restart shows both', async ({
  launch,
  serve,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'assistant-desk-files-'))
  try {
    const server = await serve()
    const first = await launch()
    const { app, page } = first
    await connect(page, server, { assistantId: server.assistantIds.calculator })

    writeFileSync(join(folder, 'prices 2026.csv'), 'item,price\ntea,3\n')
    writeFileSync(join(folder, 'empty.txt'), '')
    await picks(app, [join(folder, 'prices 2026.csv'), join(folder, 'empty.txt'), folder])
    await page.getByRole('button', { name: 'Attach files' }).click()
    await expect(chips(page).getByText('prices 2026.csv')).toBeVisible()
    await expect(chips(page).getByText('empty.txt is empty')).toBeVisible()
    await expect(chips(page).getByText(`${basename(folder)} is a folder`)).toBeVisible()
    await page.getByRole('button', { name: 'Dismiss: empty.txt' }).click()
    await page.getByRole('button', { name: `Dismiss: ${basename(folder)}` }).click()

    await pastePicture(page)
    await expect(chips(page).getByRole('button', { name: /image\.png is for: as image/ })).toBeVisible()
    await expect(chips(page).getByRole('listitem')).toHaveCount(2)

    await page.getByRole('button', { name: /prices 2026\.csv is for: for code/ }).click()
    await page.getByRole('menuitemradio', { name: 'for search' }).click()
    await expect(page.getByRole('button', { name: /prices 2026\.csv is for: for search/ })).toBeVisible()

    await messageBox(page).fill('chart 3 5 8')
    await messageBox(page).press('Enter')
    await expect(chips(page)).toHaveCount(0)
    await runIsOver(page)
    await expect(answers(page, 'Tester').last()).toContainText('prices 2026.csv (17 bytes)')
    await expect(answers(page, 'Tester').last()).toContainText('image.png')
    await expect(sentFiles(page).getByText('prices 2026.csv')).toBeVisible()
    await expect(sentFiles(page).getByRole('img', { name: 'image.png' })).toBeVisible()
    const uploads = server.requests.filter(({ method, path }) => method === 'POST' && path === '/v1/files')
    expect(uploads).toHaveLength(2)
    expect(readdirSync(join(first.profile, 'attachments'))).toEqual([])

    const target = join(folder, 'saved numbers.csv')
    await savesTo(app, target)
    await page.getByRole('button', { name: 'Save numbers.csv as' }).click()
    await expect(page.getByText('Saved saved numbers.csv')).toBeVisible()
    await expect(page.getByText(`In the folder ${basename(folder)}`)).toBeVisible()
    expect(readFileSync(target, 'utf8')).toBe('position,number\n1,3\n2,5\n3,8\n')
    expect(await askedOf(app)).toMatchObject({
      properties: expect.arrayContaining(['showOverwriteConfirmation']),
    })
    expect(await page.content()).not.toContain(folder)
    await first.close()

    const second = await launch({ profile: first.profile })
    await expect(sentFiles(second.page).getByText('prices 2026.csv')).toBeVisible()
    await expect(conversation(second.page)).toContainText('chart 3 5 8')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('files are dropped on the conversation, kept over a restart, and can be taken off again', async ({
  launch,
  serve,
}) => {
  const server = await serve()
  const first = await launch()
  await connect(first.page, server, { assistantId: server.assistantIds.guide })
  await drop(first.page, 'notes ../../\u202Etxt.md', '# Notes')
  // While it is still being read there is nothing to remove yet.
  await expect(first.page.getByRole('button', { name: 'Remove txt.md' })).toBeVisible()
  await first.close()

  const second = await launch({ profile: first.profile })
  await expect(chips(second.page).getByText('txt.md')).toBeVisible()
  await second.page.getByRole('button', { name: 'Remove txt.md' }).click()
  await expect(chips(second.page)).toHaveCount(0)
  expect(server.requests.filter(({ path }) => path === '/v1/files')).toEqual([])
})

test('the window can name no path to main', async ({ launch, serve }) => {
  const { page } = await launch()
  await connect(page, await serve())
  await drop(page, 'mine.txt', 'mine')
  await expect(chips(page)).toBeVisible()
  const { conversations } = await askMain(page, 'app.state')
  const at = { conversationId: conversations[0]?.id ?? '' }
  const message = { ...at, messageId: crypto.randomUUID(), text: 'Hi' }
  for (const [route, input] of [
    ['files.take', { ...at, name: 'passwd', path: '/etc/passwd' }],
    ['files.take', { ...at, name: 'passwd', bytes: '/etc/passwd' }],
    ['files.pick', { ...at, path: '/etc/passwd' }],
    ['files.save', { ...at, fileId: 'f', name: null, path: '/etc/passwd' }],
    ['conversations.send', { ...message, attachmentIds: ['/etc/passwd'] }],
    ['conversations.send', { ...message, attachmentIds: [crypto.randomUUID()] }],
  ] as const)
    // Wrong on purpose, so the types cannot know it.
    await expect(askMain(page, route, input as never)).rejects.toThrow(/invalid-request|not-found-here/)
  await expect(conversation(page).getByRole('article')).toHaveCount(0)
})

const picks = (app: ElectronApplication, filePaths: string[]) =>
  app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: paths })
  }, filePaths)

const savesTo = (app: ElectronApplication, filePath: string) =>
  app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = (...args: unknown[]) => {
      Object.assign(globalThis, { askedOf: args.at(-1) })
      return Promise.resolve({ canceled: false, filePath: path })
    }
  }, filePath)

const askedOf = (app: ElectronApplication) =>
  app.evaluate(() => (globalThis as unknown as { askedOf: unknown }).askedOf)

/** A drawing from the page's own canvas, as a screenshot on the clipboard would be. As text: the journeys know no DOM. */
const pastePicture = (page: Page) =>
  page.evaluate(`(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 120, height: 80 })
    canvas.getContext('2d').fillRect(10, 10, 60, 40)
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'))
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([blob], 'image.png', { type: 'image/png' }))
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    document.querySelector('textarea').dispatchEvent(paste)
  })()`)

const drop = (page: Page, name: string, text: string) =>
  page.evaluate(`(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}))
    for (const type of ['dragenter', 'dragover', 'drop']) {
      const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true })
      document.querySelector('textarea').dispatchEvent(event)
    }
  })()`)
