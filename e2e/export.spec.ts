/** Conversations go out as files a person can read: a page that needs nothing else, Markdown, and JSON; never with a key. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { answers, ask, connect, KEY, runIsOver, send, test } from './desk.ts'

const HOSTILE = `</script><script>document.title='taken'</script> "quoted" 'and' \u2028 \u202etxt.exe KEY ${KEY}`

test('a conversation exported as a page is whole, runs nothing and asks for nothing', async ({
  launch,
  serve,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'assistant-desk-export-'))
  try {
    const server = await serve()
    const { app, page } = await launch()
    await connect(page, server, { assistantId: server.assistantIds.calculator })
    await ask(page, 'chart 3 5 8')
    await ask(page, HOSTILE)
    await expect(answers(page, 'Tester').last()).toBeVisible()

    const target = join(folder, 'talk.html')
    await savesTo(app, target)
    await exportShown(page, 'Web page (HTML)')
    await expect(page.getByRole('dialog', { name: 'Export' }).getByText('Exported talk.html.')).toBeVisible()
    const suggested = (await askedOf(app)) as { defaultPath: string }
    expect(suggested.defaultPath).toMatch(/chart 3 5 8\.html$/)
    expect(readdirSync(folder)).toEqual(['talk.html'])
    const html = readFileSync(target, 'utf8')
    expect(html).not.toContain(KEY)
    expect(html).not.toContain('Authorization')
    expect(html).not.toContain('<script')

    const seen = await openedPage(app, target)
    expect(seen.title).toBe('chart 3 5 8')
    expect(seen.requests).toEqual([pathToFileURL(target).href])
    expect(seen.scripts).toBe(0)
    expect(seen.violations).toEqual([])
    expect(seen.text).toContain('chart 3 5 8')
    expect(seen.text).toContain('</script><script>document.title=')
    expect(seen.text).toMatch(/Tokens: \d/)
    expect(seen.text).toMatch(/Thread: thread_/)
    expect(seen.code).toMatch(/import|print|numbers/)
    await shown(app)
    await page.getByRole('button', { name: 'Show in folder' }).click()
    await expect.poll(() => shownPath(app)).toBe(target)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('all conversations go into a folder of their own, as JSON and as Markdown', async ({
  launch,
  serve,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'assistant-desk-export-'))
  try {
    const server = await serve()
    const { app, page } = await launch()
    await connect(page, server)
    await ask(page, 'What is a thread?')
    await page.getByRole('button', { name: 'New conversation' }).first().click()
    await send(page, `My key is ${KEY}\n\n# A heading of mine\n\n\`\`\`\nnever closed`)
    await runIsOver(page)

    await picksFolder(app, folder)
    for (const format of ['Data (JSON)', 'Markdown']) {
      await page.getByRole('button', { name: 'Settings', exact: true }).click()
      await page.getByRole('button', { name: 'Your data' }).click()
      await page.getByRole('button', { name: 'Export all' }).click()
      await save(page, format)
      await expect(page.getByText(/Exported 2 conversations to/)).toBeVisible()
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
      await page.getByRole('button', { name: 'Close settings' }).click()
    }
    const folders = readdirSync(folder).toSorted()
    expect(folders).toHaveLength(2)
    const [json = '', markdown = ''] = folders
    const files = readdirSync(join(folder, json))
    expect(files).toContain('index.json')
    expect(files).toHaveLength(3)
    const told = JSON.parse(
      readFileSync(join(folder, json, 'What is a thread-.json').replace('-.json', '_.json'), 'utf8'),
    )
    expect(told).toMatchObject({
      format: 'assistant-desk-conversation',
      version: 1,
      conversation: { title: 'What is a thread?', threadId: expect.stringMatching(/^thread_/) },
      assistant: { remoteId: server.assistantIds.guide },
      connection: { baseUrl: server.baseUrl },
    })
    expect(told.messages).toHaveLength(2)
    expect(told.runs[0]).toMatchObject({ state: 'completed', usage: { total: expect.any(Number) } })
    expect(told.messages[0].createdAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/)
    for (const name of folders)
      for (const file of readdirSync(join(folder, name))) {
        const text = readFileSync(join(folder, name, file), 'utf8')
        expect(text, file).not.toContain(KEY)
        expect(text, file).not.toMatch(/authorization/i)
      }
    const written = readdirSync(join(folder, markdown)).map((file) =>
      readFileSync(join(folder, markdown, file), 'utf8'),
    )
    expect(written.some((text) => text.includes('> # A heading of mine'))).toBe(true)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/** From the menu of the row of the shown conversation. */
async function exportShown(page: Page, format: string) {
  const row = page.getByRole('navigation', { name: 'Conversations' }).locator('[aria-current="page"]').first()
  await row.click({ button: 'right' })
  await page.getByRole('menuitem', { name: /Export/ }).click()
  await save(page, format)
}

async function save(page: Page, format: string) {
  await page.getByRole('radio', { name: format }).check()
  await page.getByRole('button', { name: 'Save…' }).click()
}

const savesTo = (app: ElectronApplication, filePath: string) =>
  app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = (...args: unknown[]) => {
      Object.assign(globalThis, { askedOf: args.at(-1) })
      return Promise.resolve({ canceled: false, filePath: path })
    }
  }, filePath)

const picksFolder = (app: ElectronApplication, path: string) =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)

const askedOf = (app: ElectronApplication) =>
  app.evaluate(() => (globalThis as unknown as { askedOf: unknown }).askedOf)

const shown = (app: ElectronApplication) =>
  app.evaluate(({ shell }) => {
    shell.showItemInFolder = (path) => void Object.assign(globalThis, { shownPath: path })
  })

const shownPath = (app: ElectronApplication) =>
  app.evaluate(() => (globalThis as unknown as { shownPath?: string }).shownPath)

/** Opens the file in a window of its own with scripts allowed, and says what it does there. */
const openedPage = (app: ElectronApplication, file: string) =>
  app.evaluate(async ({ BrowserWindow, session }, path) => {
    const own = session.fromPartition('exported-page')
    const requests: string[] = []
    own.webRequest.onBeforeRequest((details, answer) => {
      requests.push(details.url)
      answer({})
    })
    // This window stands for a browser; Chromium's own wish for dictionaries is none of the page's.
    own.setSpellCheckerEnabled(false)
    own.setSpellCheckerLanguages([])
    const window = new BrowserWindow({ show: false, webPreferences: { session: own, sandbox: true } })
    const violations: string[] = []
    window.webContents.on('console-message', (event: unknown) => {
      const text = JSON.stringify(event) ?? ''
      if (/Content Security Policy|Refused/.test(text)) violations.push(text)
    })
    await window.loadFile(path)
    const asked = (code: string) => window.webContents.executeJavaScript(code)
    const seen = {
      title: String(await asked('document.title')),
      text: String(await asked('document.body.innerText')),
      code: String(
        await asked("[...document.querySelectorAll('pre code')].map((each) => each.textContent).join('\\n')"),
      ),
      scripts: Number(await asked('document.scripts.length')),
      requests,
      violations,
    }
    window.destroy()
    return seen
  }, file)
