/** Starts the app for a journey and does in it what a person does, found by role and name. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { readPages } from '../practice-server/pages-on-disk.ts'
import {
  startPracticeServer,
  type PracticeServer,
  type PracticeServerOptions,
} from '../practice-server/server.ts'
import { packedProgram } from '../scripts/packed-program.ts'
import { electronExecutable } from '../scripts/electron-binary.mjs'
import { inRoot, root } from '../scripts/places.mjs'

export interface Desk {
  app: ElectronApplication
  page: Page
  profile: string
  close(): Promise<void>
}

export interface LaunchOptions {
  /** A folder of an earlier launch, to start again with what was kept. */
  profile?: string
  env?: Record<string, string>
  /** The system's language, as a tag. */
  language?: string
  /** Where the app lies, when it is not the one of this checkout. */
  appFolder?: string
  /** More for the command line. */
  args?: string[]
}

export interface Fixtures {
  launch: (options?: LaunchOptions) => Promise<Desk>
  serve: (options?: Partial<PracticeServerOptions>) => Promise<PracticeServer>
}

/** What journeys are handed: an app with a clean profile, and servers that end with the journey. */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from this pattern
  launch: async ({}, use) => {
    const desks: Desk[] = []
    const folders: string[] = []
    await use(async (options = {}) => {
      const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'assistant-desk-e2e-'))
      if (options.profile === undefined) folders.push(profile)
      const desk = await launchDesk({ ...options, profile })
      desks.push(desk)
      return desk
    })
    await Promise.all(desks.map((desk) => desk.close()))
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  },
  // oxlint-disable-next-line no-empty-pattern -- as above
  serve: async ({}, use) => {
    const servers: PracticeServer[] = []
    await use(async (options = {}) => {
      const pages = await readPages(inRoot('docs', 'guide'))
      const server = await startPracticeServer({ key: KEY, pages, speed: 0, ...options })
      servers.push(server)
      return server
    })
    await Promise.all(servers.map((server) => server.close()))
  },
})

/** The key of every server in the journeys: a search for it proves where it is not. */
export const KEY = 'sk-CANARY-0123456789abcdef0123456789abcdef'

/** An app that shows a message box at start, say, does not close when asked. */
const CLOSES_WITHIN_MS = 10_000

/** Playwright's loader gives the checkout's app the basic store, so that a named one comes by this variable; a packed app has no loader. */
const PASSWORD_STORE = 'ASSISTANT_DESK_PASSWORD_STORE'

async function launchDesk({
  profile,
  env = {},
  language = 'en-US',
  args = [],
  appFolder = root,
}: LaunchOptions & { profile: string }): Promise<Desk> {
  const packed = appFolder === root ? packedProgram() : null
  const app = await _electron.launch({
    ...(packed !== null && { executablePath: packed }),
    args: [
      ...(packed === null ? [appFolder] : [`--password-store=${env[PASSWORD_STORE] ?? 'basic'}`]),
      `--user-data-dir=${profile}`,
      `--lang=${language}`,
      ...args,
    ],
    cwd: appFolder,
    env: {
      ...inherited(),
      LANGUAGE: language.replace('-', '_'),
      LC_ALL: `${language.replace('-', '_')}.UTF-8`,
      ...env,
    },
  })
  const page = await app.firstWindow()
  await page.waitForLoadState('domcontentloaded')
  const child = app.process()
  return {
    app,
    page,
    profile,
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const killing = setTimeout(() => child.kill('SIGKILL'), CLOSES_WITHIN_MS)
      await app.close()
      clearTimeout(killing)
    },
  }
}

/** How this checkout's app, or the packed one in its place, is started from a terminal. */
export function startCommand(): [program: string, ...args: string[]] {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const packed = packedProgram()
  return packed === null ? [electronExecutable(), ...asRoot, root] : [packed, ...asRoot]
}

const inherited = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

export const conversation = (page: Page) => page.getByRole('log', { name: 'Conversation' })
export const answers = (page: Page, assistant: string) =>
  conversation(page).getByRole('article', { name: assistant })
export const messageBox = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true })
export const errorCard = (page: Page) => page.getByRole('alert')

/** First launch to an empty conversation with the Guide. */
export async function tryPractice(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try the practice assistant' }).click()
  await expect(messageBox(page)).toBeFocused()
}

export interface ConnectFields {
  baseUrl?: string
  key?: string
  assistantId?: string
  nickname?: string
}

/** Fills the connect form from the first-launch screen, without saving. */
export async function fillForm(
  page: Page,
  { baseUrl, key, assistantId, nickname }: ConnectFields,
): Promise<void> {
  if (baseUrl !== undefined) await page.getByRole('textbox', { name: 'Base URL' }).fill(baseUrl)
  if (key !== undefined) await page.getByLabel('API key', { exact: true }).fill(key)
  if (assistantId !== undefined) await page.getByRole('textbox', { name: 'Assistant ID' }).fill(assistantId)
  if (nickname !== undefined) await page.getByRole('textbox', { name: 'Nickname' }).fill(nickname)
}

/** As much of a server as is needed to fill in the form. */
type Reachable = Pick<PracticeServer, 'baseUrl'> & { assistantIds: { guide: string } }

/** From first launch to an empty conversation with an assistant of `server`. */
export async function connect(page: Page, server: Reachable, fields: ConnectFields = {}): Promise<void> {
  await page.getByRole('button', { name: 'Connect an assistant' }).click()
  await fillForm(page, {
    baseUrl: server.baseUrl,
    key: KEY,
    assistantId: server.assistantIds.guide,
    nickname: 'Tester',
    ...fields,
  })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(messageBox(page)).toBeFocused()
}

/** Types a question and sends it with the button. */
export async function send(page: Page, question: string): Promise<void> {
  await messageBox(page).fill(question)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
}

/** Sends a question and waits for the run's end. */
export async function ask(page: Page, question: string): Promise<void> {
  await send(page, question)
  await expect(
    conversation(page).getByRole('article', { name: 'You' }).filter({ hasText: question }).last(),
  ).toBeVisible()
  await runIsOver(page)
}

/** No run is live: nothing can be cancelled any more. */
export async function runIsOver(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Cancel run' })).toHaveCount(0, { timeout: 30_000 })
}
