/** Takes the pictures of the README from the real app: `npm run pictures`. Look at each before you commit it. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { readPages } from '../practice-server/pages-on-disk.ts'
import { startPracticeServer } from '../practice-server/server.ts'
import { askMain } from './ask-main.ts'
import { inRoot, root } from './places.mjs'

const [folder = inRoot('docs', 'images'), size = '1280x800'] = process.argv.slice(2)
const [width = 1280, height = 800] = size.split('x').map(Number)

interface Talk {
  assistant: string
  questions: string[]
}

interface Words {
  language: string
  practice: string
  newConversation: string
  message: string
  send: string
  cancel: string
  settings: string
  connect: string
  talks: Talk[]
}

const ENGLISH: Words = {
  language: 'en-US',
  practice: 'Try the practice assistant',
  newConversation: 'New conversation',
  message: 'Message',
  send: 'Send',
  cancel: 'Cancel run',
  settings: 'Settings',
  connect: 'Connect an assistant',
  talks: [
    { assistant: 'asst_practice_orders', questions: ['Where is order 48-2213, and what was in it?'] },
    { assistant: 'asst_practice_troublemaker', questions: ['Show me your markdown'] },
    {
      assistant: 'asst_practice_calculator',
      questions: ['average of 12, 18, 24 and 31', 'chart 12 18 24 31 27'],
    },
    {
      assistant: 'asst_practice_guide',
      questions: ['What is the difference between Stop waiting and Cancel run?'],
    },
  ],
}

const CHINESE: Words = {
  language: 'zh-TW',
  practice: '試用練習助理',
  newConversation: '新對話',
  message: '訊息',
  send: '傳送',
  cancel: '取消執行',
  settings: '設定',
  connect: '連接助理',
  talks: [
    { assistant: 'asst_practice_calculator', questions: ['圖表 12 18 24 31 27'] },
    { assistant: 'asst_practice_guide', questions: ['停止等待和取消執行有什麼不同？'] },
  ],
}

mkdirSync(folder, { recursive: true })
await inApp(ENGLISH, async (page) => {
  await picture(page, 'first-launch-light')
  await page.getByRole('button', { name: ENGLISH.practice }).click()
  await talkAll(page, ENGLISH)
  await picture(page, 'conversation-light')
  await askMain(page, 'settings.change', { theme: 'dark' })
  await picture(page, 'conversation-dark')
  await openTalk(page, 'average of')
  await picture(page, 'chart-dark')
  await askMain(page, 'settings.change', { theme: 'light' })
  await picture(page, 'chart-light')
  await openTalk(page, 'markdown')
  await picture(page, 'markdown-light')
  await openTalk(page, 'Where is order')
  await picture(page, 'function-card-light')
  await page.getByRole('button', { name: ENGLISH.settings }).first().click()
  await picture(page, 'settings-general-light')
  await page.getByRole('button', { name: ENGLISH.connect }).click()
  await page.getByRole('textbox', { name: 'Base URL' }).fill('https://assistants.example.com/v1')
  await page.getByRole('textbox', { name: 'Assistant ID' }).fill('asst_8VxW2mTq')
  await page.getByRole('textbox', { name: 'Nickname' }).fill('Support triage')
  await picture(page, 'settings-light')
  await picturesOfMany(page)
})
await inApp(CHINESE, async (page) => {
  await picture(page, 'first-launch-zh-TW')
  await page.getByRole('button', { name: CHINESE.practice }).click()
  await talkAll(page, CHINESE)
  await picture(page, 'conversation-zh-TW')
  await page.getByRole('button', { name: CHINESE.settings }).first().click()
  await page.getByRole('button', { name: CHINESE.connect }).click()
  await picture(page, 'settings-zh-TW')
  await page.getByRole('button', { name: '關閉設定' }).click()
  await page.getByRole('searchbox', { name: '搜尋對話' }).fill('執行')
  await picture(page, 'search-zh-TW')
})

/** A check of a server that lacks a /v1 and its mending, the palette, and what is kept. */
async function picturesOfMany(page: Page): Promise<void> {
  const pages = await readPages(inRoot('docs', 'guide'))
  const server = await startPracticeServer({ key: 'sk-practice', pages, speed: 0 })
  try {
    await page.getByRole('textbox', { name: 'Base URL' }).fill(server.baseUrl.replace(/\/v1$/, ''))
    await page.getByLabel('API key', { exact: true }).fill(server.key)
    await page.getByRole('textbox', { name: 'Assistant ID' }).fill(server.assistantIds.guide)
    await page.getByRole('button', { name: 'Check connection' }).click()
    await page.getByText('The check found something to mend').first().waitFor()
    await picture(page, 'check-light')
  } finally {
    await server.close()
  }
  await page.getByRole('button', { name: 'Your data' }).click()
  await page.getByRole('button', { name: "Make today's snapshot now" }).click()
  await page.getByText('Daily snapshot').waitFor()
  await picture(page, 'data-light')
  await page.getByRole('button', { name: 'Close settings' }).click()
  await askMain(page, 'settings.change', { theme: 'dark' })
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /^Find a conversation/ }).fill('order')
  await picture(page, 'palette-dark')
}

async function inApp({ language }: Words, work: (page: Page) => Promise<void>): Promise<void> {
  const profile = mkdtempSync(join(tmpdir(), 'assistant-desk-pictures-'))
  const locale = language.replace('-', '_')
  const env = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
  const app: ElectronApplication = await _electron.launch({
    args: [root, `--user-data-dir=${profile}`, `--lang=${language}`],
    cwd: root,
    env: { ...env, LANGUAGE: locale, LC_ALL: `${locale}.UTF-8` },
  })
  try {
    const page = await app.firstWindow()
    page.setDefaultTimeout(30_000)
    await app.evaluate(
      ({ BrowserWindow }, content) =>
        BrowserWindow.getAllWindows()[0]?.setContentSize(content.width, content.height),
      { width, height },
    )
    await page.getByRole('main').waitFor()
    await work(page)
  } finally {
    await app.close()
    rmSync(profile, { recursive: true, force: true })
  }
}

async function talkAll(page: Page, words: Words): Promise<void> {
  for (const { assistant, questions } of words.talks) {
    const { conversationId } = await askMain(page, 'conversations.create', { assistantId: assistant })
    for (const text of questions) {
      await askMain(page, 'conversations.send', { conversationId, messageId: crypto.randomUUID(), text })
      await overOrWaiting(page, conversationId)
    }
  }
  const last = words.talks.at(-1)?.questions[0] ?? ''
  await openTalk(page, last.slice(0, 12))
}

async function overOrWaiting(page: Page, conversationId: string): Promise<void> {
  for (;;) {
    const { runs } = await askMain(page, 'conversations.open', { conversationId, beforePosition: null })
    const run = runs.at(-1)
    if (run !== undefined && (run.endedAt !== null || run.state === 'needs-results')) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function openTalk(page: Page, title: string): Promise<void> {
  await page.getByRole('navigation').getByText(title).first().click()
}

/** Waits for the last animation and the code colours. */
async function picture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0)
  await new Promise((resolve) => setTimeout(resolve, 700))
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' })
  console.log(`  ${name}`)
}
