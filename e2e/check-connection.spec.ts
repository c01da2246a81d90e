/** A person who comes upon a broken server presses Check connection, then the button beside what is wrong, and is well. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import type { BrokenServer } from '../practice-server/broken/broken-server.ts'
import type { KindName } from '../practice-server/broken/kinds.ts'
import { test } from './broken.ts'
import { answers, ask, fillForm, KEY, messageBox } from './desk.ts'

const report = (page: Page) => page.getByRole('region', { name: 'Check of the connection' })
const line = (page: Page, name: string) => report(page).getByRole('listitem').filter({ hasText: name })

async function typeIn(page: Page, { typed }: BrokenServer): Promise<void> {
  await page.getByRole('button', { name: 'Connect an assistant' }).click()
  await fillForm(page, { ...typed, nickname: 'Tester' })
}

const checkConnection = (page: Page) => page.getByRole('button', { name: 'Check connection' }).click()

/** Everything else went well; a mark of its own is for what is only to be known. */
async function expectWell(page: Page): Promise<void> {
  await expect(report(page)).toContainText(/Everything is in order|It works/)
  await expect(line(page, 'Assistant')).toContainText('found: Guide')
  await expect(line(page, 'Threads and runs')).toContainText('spoken here')
}

function expectOnlyRead({ heard, behind }: BrokenServer): void {
  expect(heard.filter(({ method }) => method !== 'GET')).toEqual([])
  expect(behind.requests.flatMap(({ left }) => left)).toEqual([])
}

/** The line that fails, its words, and the name of the button; afterwards what the person adds, if anything. */
interface Mending {
  kind: KindName
  at: string
  says: RegExp
  button: RegExp
  next?: (page: Page, server: BrokenServer) => Promise<void>
}

const replaceKey: Mending['next'] = async (page, { key }) => {
  await expect(page.getByLabel('API key', { exact: true })).toBeFocused()
  await fillForm(page, { key })
  await checkConnection(page)
}

const MENDINGS: Mending[] = [
  { kind: 'missing-v1', at: 'Path', says: /not at this path/, button: /^Use http:.*\/v1$/ },
  { kind: 'extra-v1', at: 'Path', says: /not at this path/, button: /^Use http:\/\/127\.0\.0\.1:\d+$/ },
  { kind: 'other-path', at: 'Path', says: /not at this path/, button: /^Use http:.*\/openai\/v1$/ },
  {
    kind: 'wrong-key',
    at: 'API key',
    says: /does not accept the key/,
    button: /Replace the key/,
    next: replaceKey,
  },
  { kind: 'messy-key', at: 'API key', says: /./, button: /Trim the key/ },
  {
    kind: 'key-in-header',
    at: 'API key',
    says: /does not accept/,
    button: /Sign in with the api-key header/,
  },
  {
    kind: 'no-assistant',
    at: 'Assistant',
    says: /asst_of_another_server/,
    button: /Pick from the list/,
    next: async (page) => {
      await page.getByRole('option', { name: /Guide/ }).click()
      await checkConnection(page)
    },
  },
  { kind: 'messy-assistant', at: 'Assistant', says: /./, button: /^Use asst_practice_guide$/ },
  { kind: 'azure-version', at: 'Path', says: /version in every address/, button: /^Add api-version=v1$/ },
  { kind: 'azure-lapsed', at: 'API key', says: /token/, button: /Replace the key/, next: replaceKey },
  { kind: 'http-at-https', at: 'Encryption', says: /./, button: /^Use http:.*\/v1$/ },
]

for (const { kind, at, says, button, next } of MENDINGS) {
  test(`a server that is ${kind} is understood and mended`, async ({ launch, broken }) => {
    const server = await broken(kind)
    const { page } = await launch()
    await typeIn(page, server)
    await checkConnection(page)
    await expect(line(page, at)).toContainText(says)
    await line(page, at).getByRole('button', { name: button }).click()
    await next?.(page, server)
    await expectWell(page)
    expectOnlyRead(server)
  })
}

test('a server that vouches for itself is trusted by its certificate, and then answers a question', async ({
  launch,
  broken,
}) => {
  const server = await broken('self-signed')
  const folder = mkdtempSync(join(tmpdir(), 'assistant-desk-check-'))
  const file = join(folder, 'practice.pem')
  writeFileSync(file, server.authority ?? '')
  const { app, page } = await launch()
  await picks(app, file)
  await typeIn(page, server)
  await checkConnection(page)
  await line(page, 'Encryption').getByRole('button', { name: 'Choose its certificate' }).click()
  await expectWell(page)
  await expect(line(page, 'Encryption')).toContainText('with certificates you added')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(messageBox(page)).toBeFocused()
  await ask(page, 'What is a run?')
  await expect(answers(page, 'Tester')).toHaveCount(1)
  rmSync(folder, { recursive: true, force: true })
})

const picks = (app: ElectronApplication, file: string) =>
  app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
  }, file)

test('a redirect to another server gets no key and no button', async ({ launch, broken }) => {
  const heard: string[] = []
  const second = createServer((request, response) => {
    heard.push(JSON.stringify([request.url, request.headers]))
    response.end('{}')
  })
  await new Promise<void>((resolve) => second.listen(0, '127.0.0.1', resolve))
  const { port } = second.address() as AddressInfo // listening on TCP
  const server = await broken('moved', `http://127.0.0.1:${port}`)
  const { page } = await launch()
  await typeIn(page, server)
  await checkConnection(page)
  await expect(line(page, 'Server')).toContainText(`127.0.0.1:${port}`)
  await expect(line(page, 'Server').getByRole('button')).toHaveText([''])
  await expect(line(page, 'API key')).toContainText('not checked')
  second.close()
  expect(heard).toEqual([])
  expect(JSON.stringify(server.heard)).not.toContain(KEY)
})

const TOLD: [kind: KindName, at: string, says: RegExp][] = [
  ['captive-portal', 'Server', /sign-in page/],
  ['only-responses', 'Threads and runs', /speaks Responses.*self-hosted/],
  ['any-key', 'API key', /does not check keys/],
]

test('what no button mends is said in words', async ({ launch, broken }) => {
  const { page } = await launch()
  await page.getByRole('button', { name: 'Connect an assistant' }).click()
  for (const [kind, at, says] of TOLD) {
    const server = await broken(kind)
    await fillForm(page, server.typed)
    await checkConnection(page)
    await expect(line(page, at)).toContainText(says)
    expectOnlyRead(server)
  }
})
