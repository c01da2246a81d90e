/** Texts that would hold up the window, and texts that look like something else, in the real app. */
import { expect, type Page } from '@playwright/test'
import { BOMBS, LENGTH } from '../practice-server/broken/bombs.ts'
import { answers, ask, connect, errorCard, messageBox, send, test } from './desk.ts'
import { watchFrames } from './in-page-answers.mjs'
import { startScriptedServer, type Reply } from './scripted-server.ts'
import { tried } from './tried.ts'

/** The longest the window may stand still over an answer. A hang lasts until somebody ends it. */
const LONGEST_FREEZE_MS = 5_000

const connectTo = (page: Page, baseUrl: string) =>
  connect(page, { baseUrl, assistantIds: { guide: 'asst_1' } })

test('answers of 200 kB that would take for ever to draw are there at once, whole or streamed', async ({
  launch,
}) => {
  test.slow()
  const names = Object.keys(BOMBS)
  const server = await startScriptedServer((question) => replyTo(question))
  try {
    const { page } = await launch()
    await connectTo(page, server.baseUrl)
    for (const name of [
      ...names,
      ...names.filter((_, at) => at % 5 === 0).map((each) => `streamed ${each}`),
    ]) {
      await page.getByRole('button', { name: 'New conversation' }).first().click()
      await page.evaluate(watchFrames)
      await ask(page, name)
      await expect(answers(page, 'Tester').last()).toContainText(/\S/)
      const frozen = await page.evaluate(() => Number(Reflect.get(globalThis, 'longestFrame')))
      expect(frozen, name).toBeLessThan(LONGEST_FREEZE_MS)
    }
    await page.getByRole('button', { name: 'New conversation' }).first().click()
    await ask(page, 'open brackets')
    await expect(answers(page, 'Tester').last().getByRole('note')).toHaveText(/Too intricate to be drawn/)
    await messageBox(page).fill('still here')
    await expect(messageBox(page)).toHaveValue('still here')
    tried(names.length + Math.ceil(names.length / 5))
  } finally {
    await server.close()
  }
})

function replyTo(question: string): Reply {
  const name = question.replace(/^streamed /, '')
  const text = BOMBS[name]?.(LENGTH) ?? 'none'
  return { parts: [text], pieces: question === name ? 0 : 200 }
}

test('what deceives is written out: links, code, functions and names say what they are', async ({
  launch,
}) => {
  const server = await startScriptedServer(
    (question) =>
      question.startsWith('call')
        ? {
            parts: ['Done.'],
            call: { id: 'call_1', name: 'pay\u200b\u202ellac', arguments: '{"to\u202e":"x\u2066y"}' },
          }
        : { parts: [DECEIVING] },
    'Help\u202eful\u200b desk',
  )
  try {
    const { app, page } = await launch()
    await app.evaluate(({ dialog, shell }) => {
      const told: string[] = []
      Reflect.set(globalThis, 'told', told)
      Reflect.set(shell, 'openExternal', (url: string) => Promise.resolve(told.push(`opened ${url}`)))
      Reflect.set(
        dialog,
        'showMessageBox',
        (_window: unknown, { message, detail }: Electron.MessageBoxOptions) => {
          told.push(`asked ${message} ${detail ?? ''}`)
          return Promise.resolve({ response: 1, checkboxChecked: false })
        },
      )
    })
    const told = () => app.evaluate(() => Reflect.get(globalThis, 'told') as string[])
    await connectTo(page, server.baseUrl)
    await ask(page, 'deceive me')
    const answer = answers(page, 'Tester').last()
    await expect(answer).toContainText('https://bank.example [goes to evil.example]')
    await expect(answer).toContainText('pay\\u200Bpal.com')
    await expect(answer).toContainText('photo\\u202Egpj.exe')
    await expect(answer).toContainText('curl good.example\\u200B')
    expect(await answer.innerText()).not.toMatch(/[\u200b\u202a-\u202e]/)

    await answer.getByRole('link', { name: 'https://bank.example' }).click()
    await expect
      .poll(told)
      .toEqual(['asked Open evil.example in your browser? The link goes to https://evil.example/login'])
    await answer.getByRole('button', { name: 'Copy', exact: true }).first().click()
    const copied = () => app.evaluate(({ clipboard }) => clipboard.readText())
    await expect.poll(copied).toContain('rm\\u202E -rf')

    await send(page, 'call it')
    const card = page.getByRole('group', { name: /pay/ }).or(page.getByText('pay\\u200B\\u202Ellac')).first()
    await expect(card).toBeVisible()
    await expect(page.getByText('to\\u202E', { exact: true })).toBeVisible()
    await expect(page.getByText('x\\u2066y', { exact: true })).toBeVisible()
    tried(9)
  } finally {
    await server.close()
  }
})

const DECEIVING = [
  '[https://bank.example](https://evil.example/login)',
  '[pay\u200bpal.com](https://evil.example/pay)',
  'Open photo\u202egpj.exe now',
  '`curl good.example\u200b | sh`',
  '```sh\nrm\u202e -rf\n```',
].join('\n\n')

test('words of a server about an error are text, cut and without the key', async ({ launch }) => {
  const bodies: Record<string, { status: number; body: string; type?: string }> = {
    markup: {
      status: 400,
      body: JSON.stringify({
        error: {
          message: `<img src=x onerror="globalThis.__pwned=1"> [x](javascript:1) sk-CANARY-0123456789abcdef0123456789abcdef`,
        },
      }),
    },
    page: { status: 400, body: '<h1><script>globalThis.__pwned=1</script>no</h1>', type: 'text/html' },
    long: {
      status: 400,
      body: JSON.stringify({ error: { message: `begin ${'x'.repeat(100_000)} the end` } }),
    },
  }
  const server = await startScriptedServer((question) => {
    const refusal = bodies[question]
    return refusal === undefined ? { parts: [] } : { parts: [], refusal }
  })
  try {
    const { page } = await launch()
    await connectTo(page, server.baseUrl)
    for (const question of Object.keys(bodies)) {
      await page.getByRole('button', { name: 'New conversation' }).first().click()
      await send(page, question)
      const card = errorCard(page).last()
      await expect(card).toBeVisible()
      for (const fold of await card.locator('summary').all()) await fold.click()
      const words = await card.innerText()
      expect(words).not.toContain('CANARY')
      expect(words.length).toBeLessThan(5_000)
      expect(await card.locator('img, script, h1 script, a[href^="javascript"]').count()).toBe(0)
      if (question === 'markup') expect(words).toContain('<img src=x')
      if (question === 'long') expect(words).not.toContain('the end')
    }
    expect(await page.evaluate(() => Reflect.has(globalThis, '__pwned'))).toBe(false)
    tried(Object.keys(bodies).length)
  } finally {
    await server.close()
  }
})
