/** Files of a hostile assistant, and a window that names paths: nothing is written or read where a person did not say so. */
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { answers, ask, connect, test } from './desk.ts'
import { startScriptedServer } from './scripted-server.ts'
import { tried } from './tried.ts'

/** What an assistant calls its file, and under what the person is offered to keep it. */
const NAMES: [written: string, offered: string][] = [
  ['/mnt/data/../../../../etc/cron.d/x', 'x'],
  ['/mnt/data/..', 'file'],
  ['/mnt/data/.bashrc', 'bashrc'],
  ['/mnt/data/-rf', 'rf'],
  ['/mnt/data/CON', '_CON'],
  ['/mnt/data/photo\u202egpj.exe', 'photogpj.exe'],
  ['/mnt/data/a\u0000b.png', 'ab.png'],
  ['/mnt/data/C:\\Windows\\x.dll', 'x.dll'],
  ['/mnt/data/a<b>|c?.txt', 'a_b__c_.txt'],
  [`/mnt/data/${'x'.repeat(300)}.csv`, `${'x'.repeat(251)}.csv`],
]

const marks = NAMES.map(([name]) => `sandbox:${name}`)
const said = marks.join('\n')
/** One may be the beginning of another. */
const placeOf = (at: number) => marks.slice(0, at).reduce((sum, mark) => sum + mark.length + 1, 0)
const annotations = marks.map((text, at) => ({
  type: 'file_path',
  text,
  start_index: placeOf(at),
  end_index: placeOf(at) + text.length,
  file_path: { file_id: `file_${at}` },
}))

test('files an assistant names like paths are offered under safe names, and land where the person says', async ({
  launch,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'assistant-desk-saves-'))
  const server = await startScriptedServer(() => ({ parts: [said], annotations }))
  try {
    const { app, page } = await launch()
    await connect(page, { baseUrl: server.baseUrl, assistantIds: { guide: 'asst_1' } })
    await ask(page, 'files')
    const saves = answers(page, 'Tester').last().getByRole('button', { name: /^Save/ })
    await expect(saves).toHaveCount(NAMES.length)
    const precious = join(folder, 'precious')
    writeFileSync(precious, 'mine')
    symlinkSync(precious, join(folder, 'link'))
    await saveInto(app, join(folder, 'link'))
    for (const save of await saves.all()) {
      const before = (await offered(app)).length
      await save.click()
      await expect.poll(async () => (await offered(app)).length).toBe(before + 1)
      await expect(save).toBeEnabled()
    }
    expect((await offered(app)).map((path) => path.split('/').at(-1))).toEqual(NAMES.map(([, name]) => name))
    expect(readFileSync(precious, 'utf8')).toBe('mine')
    expect(readdirSync(folder).toSorted()).toEqual(['link', 'precious'])
    expect(await app.evaluate(() => Reflect.get(globalThis, 'opened'))).toEqual([])
    tried(NAMES.length)
  } finally {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

/** The person says that place each time; what is opened or run is written down. */
const saveInto = (app: ElectronApplication, filePath: string) =>
  app.evaluate(({ dialog, shell }, path) => {
    const [paths, opened]: [string[], string[]] = [[], []]
    Object.assign(globalThis, { offered: paths, opened })
    Reflect.set(dialog, 'showSaveDialog', (...args: unknown[]) => {
      paths.push((args.at(-1) as Electron.SaveDialogOptions).defaultPath ?? '')
      return Promise.resolve({ canceled: false, filePath: path })
    })
    for (const name of ['openPath', 'openExternal'])
      Reflect.set(shell, name, (what: string) => opened.push(what))
  }, filePath)

const offered = (app: ElectronApplication) =>
  app.evaluate(() => Reflect.get(globalThis, 'offered') as string[])

test('no path that the window names is read, written or told of', async ({ launch }) => {
  const folder = mkdtempSync(join(tmpdir(), 'assistant-desk-paths-'))
  const secret = join(folder, 'secret')
  writeFileSync(secret, 'SECRET-OF-THE-DISK')
  const server = await startScriptedServer(() => ({ parts: ['Fine.'] }))
  try {
    const { page } = await launch()
    await connect(page, { baseUrl: server.baseUrl, assistantIds: { guide: 'asst_1' } })
    await ask(page, 'hello')
    const paths = [secret, `file://${secret}`, '../secret', '/etc/passwd', `..\\..\\secret`, `${folder}/.`]
    let count = 0
    for (const path of paths)
      for (const [route, input] of routesWith(path, await conversationId(page))) {
        const reply = await askMain(page, route, input)
        expect(JSON.stringify(reply), route).not.toMatch(/SECRET-OF-THE-DISK|root:/)
        if (route !== 'files.take') expect(reply, `${route} ${path}`).toMatchObject({ ok: false })
        count++
      }
    // A file that is handed over is its bytes; its name is a name.
    expect(readFileSync(secret, 'utf8')).toBe('SECRET-OF-THE-DISK')
    expect(existsSync(join(folder, 'written'))).toBe(false)
    expect(readdirSync(folder)).toEqual(['secret'])
    tried(count)
  } finally {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

/** Every request that takes a name of something, with a path in its place. */
const routesWith = (path: string, conversation: string): [route: string, input: object][] => [
  ['files.pick', { conversationId: conversation, path }],
  ['files.take', { conversationId: conversation, name: path, bytes: new Uint8Array([1]) }],
  ['files.remove', { conversationId: conversation, attachmentId: path }],
  ['files.change', { conversationId: conversation, attachmentId: path, purpose: 'code' }],
  ['files.save', { conversationId: conversation, fileId: 'f', name: 'x', path }],
  ['data.export', { workId: path, conversationIds: 'all', format: 'json' }],
  ['data.showExported', { workId: path }],
  ['data.previewSnapshot', { snapshotId: path }],
  ['data.restoreSnapshot', { snapshotId: path }],
  ['data.restoreConversation', { snapshotId: path, conversationId: conversation }],
  ['data.openFolder', { path }],
]

/** As the page asks it: through the bridge, and nothing else. */
const askMain = (page: Page, route: string, input: object): Promise<unknown> =>
  page.evaluate(
    ([name, handed]) => {
      const bridge = Reflect.get(globalThis, 'assistant') as {
        request(name: string, input: unknown): Promise<unknown>
      }
      return bridge.request(name, handed)
    },
    [route, input] as const,
  )

/** Of the conversation that is there. */
async function conversationId(page: Page): Promise<string> {
  const state = JSON.stringify(await askMain(page, 'app.state', {}).catch(() => null))
  return /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/.exec(state)?.[0] ?? 'none'
}
