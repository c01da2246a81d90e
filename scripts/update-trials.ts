/**
 * Updates of an installed app, with the real library and a server on this machine: no trace without a server, no request
 * without a yes, what is not what it should be is refused in words, and nothing is put in place by itself.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { withPage, type World } from './drive-package.ts'

/** Past the moment after the start at which an app with updates on asks its server. */
const OFF_FOR_MS = 18_000
const NEWER = '9.9.9'

/** Announces a version; the sum it names is right or wrong. */
async function serveUpdates() {
  const file = Buffer.from('not a package, which nobody must find out by installing it')
  const asked: string[] = []
  const world = { isSumRight: false, asked, url: '', close: () => undefined as void }
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (!request.url?.includes('.yml')) {
      response.end(file)
      return
    }
    const sum = createHash('sha512')
      .update(world.isSumRight ? file : 'something else')
      .digest('base64')
    response.end(
      `version: ${NEWER}\nfiles:\n  - url: desk.deb\n    sha512: ${sum}\n    size: ${file.length}\npath: desk.deb\nsha512: ${sum}\nreleaseDate: '2026-11-22T00:00:00.000Z'\n`,
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  world.url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/desk`
  world.close = () => void server.close()
  return world
}

type UpdateServer = Awaited<ReturnType<typeof serveUpdates>>

export async function tryUpdates(world: World): Promise<void> {
  const { tally, folder } = world
  console.log('\nUpdates')
  await withPage(world, async (page) => {
    await openSettings(page)
    tally.check(
      'without an update server the settings say nothing of updates',
      !(await mentionsUpdates(page)),
    )
  })
  const server = await serveUpdates()
  const files = {
    'app-update.yml': `provider: generic\nurl: ${server.url}\nupdaterCacheDirName: assistant-desk-updater\n`,
    'package-type': 'deb',
  }
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, 'resources', name), text)
    await withPage(world, async (page) => {
      await openSettings(page)
      await sleep(OFF_FOR_MS)
      tally.check(
        'off, as it is at first, nobody is asked',
        server.asked.length === 0,
        server.asked.join(' '),
      )
      await switchOn(page, server, world)
      await refuseWrong(page, server, world)
      await fetchRight(page, server, world)
    })
  } finally {
    server.close()
    for (const name of Object.keys(files)) rmSync(join(folder, 'resources', name), { force: true })
  }
}

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('heading', { name: 'General' }).waitFor()
}

const mentionsUpdates = (page: Page) => page.getByText('Check for updates').isVisible()

/** Words that must come; false when they do not. */
const comes = (page: Page, words: RegExp): Promise<boolean> =>
  page
    .getByText(words)
    .first()
    .waitFor()
    .then(
      () => true,
      () => false,
    )

async function switchOn(page: Page, { asked }: UpdateServer, { tally }: World): Promise<void> {
  const group = page.getByRole('group', { name: 'Check for updates' })
  await group.getByText('On', { exact: true }).click()
  tally.check(
    'switched on, the app names the newer version and asks',
    await comes(page, /Version 9\.9\.9 is available\. Download it now\?/),
  )
  tally.check(
    'and has asked for the list only',
    asked.length > 0 && asked.every((path) => path.includes('.yml')),
    asked.join(' '),
  )
}

async function refuseWrong(page: Page, { asked }: UpdateServer, { tally }: World): Promise<void> {
  await page.getByRole('button', { name: 'Download' }).first().click()
  tally.check('a file with another sum is refused in words', await comes(page, /its checksum is wrong/))
  tally.check(
    'after it was fetched',
    asked.some((path) => path.includes('desk.deb')),
  )
}

async function fetchRight(page: Page, server: UpdateServer, { tally, readVersion }: World): Promise<void> {
  server.isSumRight = true
  await page.getByRole('button', { name: 'Check now' }).click()
  await page.getByRole('button', { name: 'Download' }).first().click()
  tally.check(
    'the right one is kept until the person restarts',
    await comes(page, /downloaded and checked\. Restart to use it\?/),
  )
  tally.check('nothing is put in place by itself', readVersion() !== NEWER && process.exitCode === undefined)
}
