/** Every message is in its own language and direction, whatever the window's: voice, lines, emphasis; and it is told sentence by sentence. */
import { expect, type Page } from '@playwright/test'
import { answers, ask, connect, conversation, test } from './desk.ts'
import { startScriptedServer, type Reply } from './scripted-server.ts'

const CHINESE = '這份說明*很重要*，請先看**「退款」**，再決定。保固三年。'
const ENGLISH = 'This is *important*, and it is what you asked for. Please read it.'
const HEBREW = 'שלום עולם'

const REPLIES: Record<string, Reply> = {
  'zh?': { parts: [CHINESE] },
  'en?': { parts: [ENGLISH] },
  'said?': {
    parts: ['The first sentence. The second one has 3.5 parts!\n\n```ts\nsecret()\n```\n\n保固三年。再見'],
    pieces: 24,
    pauseMs: 30,
  },
}

/** What the page computes for the first element that fits. */
const styleOf = (page: Page, selector: string, property: string) =>
  page.evaluate<string>(
    `getComputedStyle(document.querySelector(${JSON.stringify(selector)}))[${JSON.stringify(property)}]`,
  )

for (const language of ['en-US', 'zh-TW'])
  test(`Chinese has its own lines and dots for emphasis, English a slant, in a window in ${language}`, async ({
    launch,
  }) => {
    const server = await startScriptedServer((question) => REPLIES[question] ?? { parts: ['?'] })
    try {
      const { page } = await launch({ language })
      await open(page, server.baseUrl, language)
      const written = page.getByRole('textbox', {
        name: language === 'en-US' ? 'Message' : '訊息',
        exact: true,
      })
      for (const question of ['zh?', 'en?']) {
        await written.fill(question)
        await written.press('Enter')
        await expect(page.locator('article em')).toHaveCount(question === 'zh?' ? 1 : 2)
      }
      expect(await styleOf(page, '[lang="zh-TW"] em', 'fontStyle')).toBe('normal')
      expect(await styleOf(page, '[lang="zh-TW"] em', 'textEmphasisStyle')).toMatch(/dot/)
      expect(await styleOf(page, '.prose-a[lang="zh-TW"] p', 'lineHeight')).toBe('27px')
      expect(await styleOf(page, '.prose-a[lang="en"] em', 'fontStyle')).toBe('italic')
      expect(await styleOf(page, '.prose-a[lang="en"] p', 'lineHeight')).toBe('25px')
      expect(await styleOf(page, 'body', 'fontFamily')).toMatch(/PingFang TC.*JhengHei.*Noto Sans CJK TC/)
    } finally {
      await server.close()
    }
  })

test('a text from right to left stays within itself, in its message and wherever it is a name', async ({
  launch,
}) => {
  const server = await startScriptedServer(() => ({ parts: [`${HEBREW}!`] }))
  try {
    const { page } = await launch()
    await connect(page, { baseUrl: server.baseUrl, assistantIds: { guide: 'asst_1' } }, { nickname: HEBREW })
    await ask(page, `${HEBREW} (48-2213)?`)
    const bubble = conversation(page).getByRole('article', { name: 'You' }).locator('[dir="auto"]')
    await expect(bubble).toHaveCSS('direction', 'rtl')
    await expect(answers(page, HEBREW).locator('p').first()).toHaveCSS('direction', 'rtl')
    const navigation = page.getByRole('navigation', { name: 'Conversations' })
    await expect(navigation.locator('bdi').filter({ hasText: HEBREW }).first()).toHaveCSS(
      'unicode-bidi',
      'isolate',
    )
    await expect(page.getByRole('heading', { level: 1 }).locator('bdi')).toHaveText(`${HEBREW} (48-2213)?`)
    await expect(page.getByRole('textbox', { name: 'Message', exact: true })).toHaveAttribute(
      'placeholder',
      new RegExp(`\u2068${HEBREW}\u2069`),
    )
    await expect(page.locator('html')).toHaveCSS('direction', 'ltr')
  } finally {
    await server.close()
  }
})

test('an answer is told sentence by sentence, once, in one place, and a failure too', async ({ launch }) => {
  const server = await startScriptedServer((question) =>
    question === 'bad?'
      ? { parts: [], refusal: { status: 400, body: '{"error":{"message":"no"}}' } }
      : (REPLIES[question] ?? { parts: ['?'] }),
  )
  try {
    const { page } = await launch()
    await open(page, server.baseUrl, 'en-US')
    const told = page.locator('[aria-live="polite"][aria-relevant="additions"]')
    await expect(told).toHaveCount(1)
    await ask(page, 'said?')
    await expect(told.locator('p').last()).toHaveText('Done')
    const lines = await told.locator('p').allInnerTexts()
    expect(lines.slice(lines.findIndex((line) => line.startsWith('Tester says')))).toEqual([
      'Tester says: The first sentence.',
      'The second one has 3.5 parts!',
      'Code block in ts, lines: 1.',
      '保固三年。',
      '再見',
      'Done',
    ])
    await ask(page, 'bad?')
    await expect(page.getByRole('alert')).toHaveAttribute('aria-live', 'off')
    const title = await page.getByRole('alert').getByRole('heading').innerText()
    await expect(told.locator('p', { hasText: title })).toHaveCount(1)
  } finally {
    await server.close()
  }
})

async function open(page: Page, baseUrl: string, language: string): Promise<void> {
  if (language === 'en-US') return connect(page, { baseUrl, assistantIds: { guide: 'asst_1' } })
  await page.getByRole('button', { name: '連接助理' }).click()
  await page.getByRole('textbox', { name: 'Base URL' }).fill(baseUrl)
  await page.getByLabel('API 金鑰', { exact: true }).fill('sk-test')
  await page.getByRole('textbox', { name: '助理 ID' }).fill('asst_1')
  await page.getByRole('button', { name: '儲存', exact: true }).click()
  await expect(page.getByRole('textbox', { name: '訊息', exact: true })).toBeFocused()
}
