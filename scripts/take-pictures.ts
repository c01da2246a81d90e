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
  /** At the end of the pictures' names. */
  suffix: string
  practice: string
  connect: string
  sendResult: string
  talks: Talk[]
  /** How the conversations begin that are shown, and what is looked for in the palette. */
  shown: { answer: string; call: string; sought: string }
}

const ENGLISH: Words = {
  language: 'en-US',
  suffix: 'en',
  practice: 'Try the practice assistant',
  connect: 'Connect an assistant',
  sendResult: 'Send result',
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
  shown: { answer: 'What is the', call: 'Where is order', sought: 'order' },
}

const CHINESE: Words = {
  language: 'zh-TW',
  suffix: 'zh-TW',
  practice: '試用練習助理',
  connect: '連接助理',
  sendResult: '送出結果',
  talks: [
    { assistant: 'asst_practice_orders', questions: ['訂單 48-2213 在哪裡？裡面有什麼？'] },
    { assistant: 'asst_practice_calculator', questions: ['圖表 12 18 24 31 27'] },
    { assistant: 'asst_practice_guide', questions: ['停止等待和取消執行有什麼不同？'] },
  ],
  shown: { answer: '停止等待', call: '訂單 48-2213', sought: '執行' },
}

mkdirSync(folder, { recursive: true })
for (const words of [ENGLISH, CHINESE]) await inApp(words, (page) => sixScreens(page, words))

/** First launch, an answer, a function call, the inspector, a check, the palette: each in both themes. */
async function sixScreens(page: Page, words: Words): Promise<void> {
  const inBoth = (name: string) => picturesInBoth(page, `${name}-${words.suffix}`)
  await inBoth('first-launch')
  await page.getByRole('button', { name: words.practice }).click()
  await talkAll(page, words)
  await openTalk(page, words.shown.answer)
  await inBoth('conversation')
  await page.keyboard.press('Control+i')
  await inBoth('inspector')
  await page.keyboard.press('Control+i')
  await openTalk(page, words.shown.call)
  await page.getByRole('button', { name: words.sendResult }).waitFor()
  await inBoth('function-call')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill(words.shown.sought)
  await inBoth('palette')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+,')
  await page.getByRole('button', { name: words.connect }).click()
  await check(page)
  await inBoth('check')
}

/** A server whose address lacks its /v1: the check says so and offers the right one. */
async function check(page: Page): Promise<void> {
  const pages = await readPages(inRoot('docs', 'guide'))
  const server = await startPracticeServer({ key: 'sk-practice', pages, speed: 0 })
  try {
    await page.getByRole('textbox', { name: 'Base URL' }).fill(server.baseUrl.replace(/\/v1$/, ''))
    await page.getByLabel(/^API (key|金鑰)$/).fill(server.key)
    await page.getByRole('textbox', { name: /^(Assistant|助理) ID$/ }).fill(server.assistantIds.guide)
    await page.getByRole('button', { name: /Check connection|檢查連線/ }).click()
    await page.getByRole('button', { name: /\/v1$/ }).waitFor()
  } finally {
    await server.close()
  }
}

async function picturesInBoth(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await askMain(page, 'settings.change', { theme })
    await picture(page, `${name}-${theme}`)
  }
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
