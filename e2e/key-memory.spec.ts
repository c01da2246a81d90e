/** The key in memory: in main alone. Not in the window once it was typed, and after a restart in no other process and no crash dump at all. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { filesWithKey, freshKey, holdsKey, spellingsOf } from './canary.ts'
import { answers, ask, fillForm, messageBox, test, type Desk } from './desk.ts'
import { startKeyring } from './keyring.ts'
import { countInMemory, processesOf } from './processes.ts'
import { notApplicable, tried } from './tried.ts'

/** All strings and objects the page can reach, after everything that nobody reaches was thrown away. */
async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  const pieces: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => void pieces.push(chunk))
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return pieces.join('')
}

/** Typed as from a keyboard: nothing of the test's own tools holds it in the page. */
async function typeKey(page: Page, key: string): Promise<void> {
  await page.getByLabel('API key', { exact: true }).focus()
  await page.keyboard.insertText(key)
}

test('the window holds a key while it is typed and not when it is saved, and never after a restart', async ({
  launch,
  serve,
}) => {
  test.setTimeout(120_000)
  const key = freshKey()
  const server = await serve({ key })
  const keyring = await startKeyring()
  try {
    const first = await launch({ env: keyring.env })
    await first.page.getByRole('button', { name: 'Connect an assistant' }).click()
    await fillForm(first.page, {
      baseUrl: server.baseUrl,
      assistantId: server.assistantIds.guide,
      nickname: 'Tester',
    })
    await typeKey(first.page, key)
    await expect(first.page.getByLabel('API key', { exact: true })).toHaveValue(key)
    expect(holdsKey(await heapOf(first.page), key), 'while it is typed').toBe(true)
    await first.page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(messageBox(first.page)).toBeFocused()
    await ask(first.page, 'What is a run?')
    expect(holdsKey(await heapOf(first.page), key), 'once it is saved').toBe(false)
    await first.close()

    const second = await launch({ profile: first.profile, env: keyring.env })
    await ask(second.page, 'And a thread?')
    await expect(answers(second.page, 'Tester')).toHaveCount(2)
    const heap = await heapOf(second.page)
    expect(heap).toContain('And a thread?')
    expect(holdsKey(heap, key), 'after a restart').toBe(false)
    tried(3)
  } finally {
    await keyring.close()
  }
})

test('of all processes of the app main alone has the key in its memory', async ({ launch, serve }) => {
  test.setTimeout(180_000)
  await withUsedKey({ launch, serve }, async ({ desk, key }) => {
    const pieces = [
      ...spellingsOf(key),
      Buffer.from('What is a run?'),
      Buffer.from('What is a run?', 'utf16le'),
    ]
    const counted = (await processesOf(desk.app)).map(({ pid, kind }) => ({
      kind,
      keys: countInMemory(pid, spellingsOf(key)),
      all: countInMemory(pid, pieces),
    }))
    if (counted.some(({ keys }) => keys === null))
      return notApplicable('one process may not read another’s memory here')
    // The search finds what is there: main has the key, the window the question.
    expect(counted.find(({ kind }) => kind === 'browser')?.keys).toBeGreaterThan(0)
    expect(counted.find(({ kind }) => kind === 'renderer')?.all).toBeGreaterThan(0)
    const others = counted.filter(({ kind }) => kind !== 'browser')
    expect(others.filter(({ keys }) => keys !== 0)).toEqual([])
    tried(counted.length)
  })
})

test('a window that crashes leaves no dump, and one that a developer asked for has no key in it', async ({
  launch,
  serve,
}) => {
  test.setTimeout(180_000)
  await withUsedKey({ launch, serve }, async ({ desk, key, temp }) => {
    const dumps = () =>
      [desk.profile, temp].flatMap((folder) =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .filter((name) => /\.dmp$|(^|\/)core(\.\d+)?$/.test(name))
          .map((name) => join(folder, name)),
      )
    await crash(desk)
    expect(dumps()).toEqual([])

    await desk.app.evaluate(({ crashReporter }) => crashReporter.start({ uploadToServer: false }))
    // The window that is there was started without it, the next one is not.
    await crash(desk)
    await crash(desk)
    await expect.poll(() => dumps().length, { timeout: 20_000 }).toBeGreaterThan(0)
    expect(filesWithKey(desk.profile, key)).toEqual([])
    expect(filesWithKey(temp, key)).toEqual([])
    // A window that crashed three times asks what to do; nobody is here to answer.
    desk.app.process().kill('SIGKILL')
    await desk.app.waitForEvent('close')
    tried(2)
  })
})

/** The window's process ends as from a fault in it, and is there again. */
async function crash({ app }: Desk): Promise<void> {
  const windowProcess = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId())
  const pid = (await windowProcess()) ?? 0
  process.kill(pid, 'SIGSEGV')
  await expect.poll(windowProcess).not.toBe(pid)
  await expect.poll(() => readsQuestion(app), { timeout: 20_000 }).toBe(true)
}

const readsQuestion = (app: Desk['app']): Promise<boolean> =>
  app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    const text: unknown = await contents?.executeJavaScript('document.body.innerText')
    return String(text).includes('What is a run?')
  })

interface Servers {
  launch: Parameters<Parameters<typeof test>[2]>[0]['launch']
  serve: Parameters<Parameters<typeof test>[2]>[0]['serve']
}

/** An app that was started again with a stored key and has used it, with a temporary folder of its own. */
async function withUsedKey(
  { launch, serve }: Servers,
  act: (used: { desk: Desk; key: string; temp: string }) => Promise<void>,
): Promise<void> {
  const key = freshKey()
  const server = await serve({ key })
  const around = mkdtempSync(join(tmpdir(), 'assistant-desk-memory-'))
  const temp = join(around, 'temp')
  mkdirSync(temp)
  const keyring = await startKeyring()
  try {
    const env = { ...keyring.env, TMPDIR: temp }
    const first = await launch({ env })
    await first.page.getByRole('button', { name: 'Connect an assistant' }).click()
    await fillForm(first.page, {
      baseUrl: server.baseUrl,
      key,
      assistantId: server.assistantIds.guide,
      nickname: 'Tester',
    })
    await first.page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(messageBox(first.page)).toBeFocused()
    await first.close()
    const desk = await launch({ profile: first.profile, env })
    await ask(desk.page, 'What is a run?')
    await act({ desk, key, temp })
  } finally {
    await keyring.close()
    rmSync(around, { recursive: true, force: true })
  }
}
