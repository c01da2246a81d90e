/** A key belongs to the server it was entered for: nothing of it reaches another before the person says so. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import type { PracticeServer } from '../practice-server/server.ts'
import { answers, ask, connect, errorCard, KEY, send, test } from './desk.ts'

interface Reply {
  ok: boolean
  error?: unknown
}

/** As the window asks, with a form as it is filled when the settings of a connection are opened. */
const save = (page: Page, connectionId: string, change: object): Promise<Reply> =>
  page.evaluate(
    ({ connection, form }) =>
      // @ts-expect-error -- the page's own global, unknown here
      globalThis.assistant.request('connections.save', { connection, form }),
    {
      connection: connectionId,
      form: {
        name: '',
        apiKey: '',
        signIn: 'bearer',
        organization: '',
        project: '',
        headers: [],
        query: [],
        delivery: 'automatic',
        runLimitSeconds: '',
        requestsPerMinute: '',
        certificates: null,
        isUnencryptedAllowed: false,
        isKeyMoveAllowed: false,
        ...change,
      },
    },
  )

const settingsOf = (profile: string) => join(profile, 'settings.json')

/** The one connection of the profile, by what was written down. */
function connectionOf(profile: string): { id: string; baseUrl: string } {
  const { connections } = JSON.parse(readFileSync(settingsOf(profile), 'utf8'))
  return connections.find(({ kind }: { kind: string }) => kind === 'server')
}

/** What the server was given as keys. */
const keysAt = ({ requests }: PracticeServer) => requests.map(({ givenKey }) => givenKey)

test('a changed address gets no byte of the old key before the person says so', async ({ launch, serve }) => {
  const [first, second] = [await serve(), await serve()]
  const { page, profile } = await launch()
  await connect(page, first)
  await ask(page, 'What is a thread?')
  await expect(answers(page, 'Tester').last()).toContainText('thread')
  const { id } = connectionOf(profile)

  expect(await save(page, id, { baseUrl: second.baseUrl })).toMatchObject({
    ok: false,
    error: { kind: 'invalid-fields', fields: { apiKey: 'key-for-another-server' } },
  })
  await ask(page, 'What is a run?')
  expect(second.requests).toHaveLength(0)

  const moved = { baseUrl: second.baseUrl, isKeyMoveAllowed: true }
  expect(await save(page, id, moved)).toMatchObject({ ok: true })
  await send(page, 'Are you another?')
  await expect.poll(() => keysAt(second)).toContain(KEY)
  expect(await page.content()).not.toContain(KEY)
})

test('nor does the key go where a settings file that was changed by hand points to', async ({
  launch,
  serve,
}) => {
  const [first, second] = [await serve(), await serve()]
  const desk = await launch()
  await connect(desk.page, first)
  await ask(desk.page, 'What is a thread?')
  await desk.close()
  const written = readFileSync(settingsOf(desk.profile), 'utf8')
  writeFileSync(settingsOf(desk.profile), written.replaceAll(first.baseUrl, second.baseUrl))

  const { page } = await launch({ profile: desk.profile })
  await page.getByText('What is a thread?').first().click()
  await send(page, 'Are you the same?')
  await expect(errorCard(page)).toContainText('key')
  expect(keysAt(second).filter((key) => key !== null)).toEqual([])
})
