/** The inspector shows how an answer came about, by keyboard too, and never the key, also not when a server sends it back. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { askMain, latestConversation } from '../scripts/ask-main.ts'
import { ask, connect, errorCard, KEY, messageBox, send, test, tryPractice } from './desk.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' })
const tab = (page: Page, name: string) => inspector(page).getByRole('tab', { name, exact: true })

test('the keyboard opens the inspector, which tells the run from the question to the end', async ({
  launch,
  serve,
}) => {
  const { app, page } = await launch()
  await connect(page, await serve())
  await ask(page, 'What is a thread?')
  await messageBox(page).focus()
  await page.keyboard.press('Control+i')

  const timeline = inspector(page).getByRole('tabpanel')
  for (const words of ['Question written down', 'Thread created', 'Message sent', 'Run created', 'Completed'])
    await expect(timeline.getByText(words, { exact: true })).toBeVisible()
  await expect(timeline.getByText(/Searched \d+ files?/)).toBeVisible()
  await expect(tab(page, 'Timeline')).toBeFocused()
  await passesAxe(page, 'timeline')

  await page.keyboard.press('ArrowRight')
  await expect(inspector(page).getByRole('button', { name: /Searched \d+ files?/ })).toBeVisible()
  await expect(inspector(page).locator('blockquote').first()).toContainText(/thread/i)
  await passesAxe(page, 'steps')

  await tab(page, 'Requests').click()
  const posted = inspector(page).getByRole('button', {
    name: /POST 200 .*\/threads\/thread_[^/]+\/messages$/,
  })
  await posted.click()
  const sent = inspector(page).getByRole('region', { name: 'Sent' })
  await expect(sent).toContainText('"content": "What is a thread?"')
  await expect(inspector(page).getByRole('region', { name: 'Received' })).toContainText(
    '"object": "thread.message"',
  )
  await expect(inspector(page).getByRole('button', { name: /Copy Request ID: req_/ })).toBeVisible()
  await passesAxe(page, 'requests')

  await tab(page, 'Usage').click()
  await expect(inspector(page).getByRole('region', { name: 'This run' })).toContainText(/Total tokens\s*\d/)
  await expect(inspector(page).getByRole('region', { name: 'This conversation' })).toContainText(
    '1 of 1 runs told their usage.',
  )
  await passesAxe(page, 'usage')
  await tab(page, 'Raw').click()
  await passesAxe(page, 'raw')
  await askMain(page, 'settings.change', { theme: 'dark' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  for (const name of ['Timeline', 'Steps', 'Requests', 'Usage', 'Raw']) {
    await tab(page, name).click()
    await passesAxe(page, `${name} in dark`)
  }

  const [run] = (await latestConversation(page)).runs
  const clipboard = () => app.evaluate(({ clipboard: board }) => board.readText())
  await inspector(page)
    .getByRole('button', { name: `Copy Run ID: ${run?.remoteId}` })
    .first()
    .click()
  await expect.poll(clipboard).toBe(run?.remoteId)
  await inspector(page).getByRole('button', { name: 'Copy all' }).click()
  await expect.poll(clipboard).toContain('"timeline"')
  const report = JSON.parse(await clipboard()) as { ids: { run: string }; requests: unknown[] }
  expect(report.ids.run).toBe(run?.remoteId)
  expect(report.requests.length).toBeGreaterThan(3)

  await page.keyboard.press('Escape')
  await expect(inspector(page)).toHaveCount(0)
  await expect(messageBox(page)).toBeFocused()
})

test('Inspect under an answer shows its run, and the picker goes back to the latest', async ({ launch }) => {
  const { page } = await launch()
  await tryPractice(page)
  await ask(page, 'What is a thread?')
  await ask(page, 'What does Cancel run do?')
  await page.getByRole('log').getByRole('button', { name: 'Inspect' }).first().click()
  const [first, second] = (await latestConversation(page)).runs
  const shown = (id: string | null | undefined) =>
    inspector(page).getByRole('button', { name: `Copy Run ID: ${id}` })
  await expect(shown(first?.remoteId)).toBeVisible()
  await inspector(page).getByRole('combobox', { name: 'Run shown' }).selectOption('Latest run')
  await expect(shown(second?.remoteId)).toBeVisible()
  await page.getByRole('button', { name: 'Settings' }).first().click()
  await expect(inspector(page)).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(inspector(page)).toBeVisible()
})

test('code a run has written passes axe in its colours', async ({ launch }) => {
  const { page } = await launch()
  await tryPractice(page)
  const { assistants } = await askMain(page, 'app.state')
  const calculator = assistants.find(({ remoteId }) => remoteId === 'asst_practice_calculator')
  const { conversationId } = await askMain(page, 'conversations.create', {
    assistantId: calculator?.id ?? '',
  })
  await askMain(page, 'conversations.rename', { conversationId, title: 'Numbers' })
  await page.getByRole('navigation').getByText('Numbers').click()
  await ask(page, 'Chart: 4, 8, 15, 16, 23, 42')
  await page.keyboard.press('Control+i')
  await tab(page, 'Steps').click()
  const code = inspector(page).locator('[data-streamdown=code-block-body]')
  await expect(code).toContainText('import matplotlib')
  await expect(code.locator('span[style*="--shiki-dark"]').first()).toBeVisible()
  for (const theme of ['light', 'dark'] as const) {
    await askMain(page, 'settings.change', { theme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await passesAxe(page, `code in ${theme}`)
  }
})

test('a server that sends the key back in its 401 cannot get it into the inspector', async ({
  launch,
  serve,
}) => {
  const echo = await startEcho()
  const { app, page } = await launch()
  await connect(page, await serve(), { baseUrl: echo.baseUrl })
  await send(page, `My key is ${KEY}, and base64 is none of it.`)
  await expect(errorCard(page)).toBeVisible()
  await page.getByRole('log').getByRole('button', { name: 'Inspect' }).last().click()

  const seen: string[] = []
  for (const name of ['Timeline', 'Steps', 'Requests', 'Usage', 'Raw']) {
    await tab(page, name).click()
    await expect(tab(page, name)).toHaveAttribute('aria-selected', 'true')
    for (const row of await inspector(page)
      .getByRole('button', { name: /\/threads/, expanded: false })
      .all())
      await row.click()
    if (name === 'Requests')
      await expect(inspector(page).getByRole('region', { name: 'Received' }).first()).toContainText(
        'redacted',
      )
    seen.push(await inspector(page).innerHTML())
  }
  await inspector(page).getByRole('button', { name: 'Copy all' }).click()
  const clipboard = () => app.evaluate(({ clipboard: board }) => board.readText())
  await expect.poll(clipboard).toContain('"requests"')
  seen.push(await clipboard())

  const { conversation, runs } = await latestConversation(page)
  for (const { id: runId } of runs) {
    const inspection = await askMain(page, 'runs.inspect', { conversationId: conversation.id, runId })
    expect(inspection.exchanges.map(({ status }) => status)).toContain(401)
    seen.push(JSON.stringify(inspection))
    for (const { id: exchangeId } of inspection.exchanges) {
      const bodies = await askMain(page, 'runs.exchangeBodies', { exchangeId })
      expect(bodies.response?.text).toContain('redacted')
      seen.push(JSON.stringify(bodies))
    }
  }
  expect(echo.asked()).toBeGreaterThan(0)
  for (const text of seen) expect(text).not.toContain('CANARY')
  await echo.close()
})

async function passesAxe(page: Page, screen: string): Promise<void> {
  // Legacy mode: the default opens a second page, which this app never lets anyone do.
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true).analyze()
  expect(
    violations.map(({ id, nodes }) => `${screen}: ${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
  ).toEqual([])
}

/** Answers everything with 401 and all the headers it was sent, the key among them. */
async function startEcho() {
  let asked = 0
  const server: Server = createServer((request, response) => {
    asked += 1
    request.resume().on('end', () =>
      response
        .writeHead(401, {
          'content-type': 'application/json',
          'x-request-id': String(request.headers.authorization).replace('Bearer ', ''),
        })
        .end(
          JSON.stringify({
            error: {
              message: `Incorrect API key provided: ${request.headers.authorization}`,
              headers: request.headers,
            },
            packed: JSON.stringify(JSON.stringify(request.headers)),
          }),
        ),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on a port has an AddressInfo.
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked: () => asked,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
