/** What becomes of stored keys when the keyring is locked, another, or gone, or the file is damaged: the words for it, and the way back. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { filesWith, filesWithKey, freshKey } from './canary.ts'
import {
  answers,
  ask,
  conversation,
  errorCard,
  fillForm,
  messageBox,
  send,
  test,
  type Fixtures,
} from './desk.ts'
import { startKeyring, type Keyring } from './keyring.ts'
import { tried } from './tried.ts'
import type { PracticeServer } from '../practice-server/server.ts'

interface Sealed {
  origin: string
  sealed: string
  backend: string
}

const keyFile = (profile: string) => join(profile, 'keys.json')

/** What is stored for the one connection there is. */
function sealedIn(profile: string): Sealed {
  const { keys } = JSON.parse(readFileSync(keyFile(profile), 'utf8')) as { keys: Record<string, Sealed> }
  const [entry] = Object.values(keys)
  if (entry === undefined) throw new Error('no key is stored')
  return entry
}

/** A sealed key as it would stand in a file: as it is written, and as the bytes it means. */
function piecesOf({ sealed }: Sealed): Buffer[] {
  const bytes = Buffer.from(sealed, 'base64')
  // Behind the first block, which is the same for every key.
  const own = bytes.subarray(35, 83)
  return [own, Buffer.from(own.toString('hex')), Buffer.from(sealed.slice(48, 108))]
}

interface Stored extends Sealed {
  key: string
  server: PracticeServer
  profile: string
}

/** An app with a key of its own that was stored in that keyring and used, closed again. */
async function storeKey({ launch, serve }: Fixtures, { env }: Keyring): Promise<Stored> {
  const key = freshKey()
  const server = await serve({ key })
  const { page, profile, close } = await launch({ env })
  await page.getByRole('button', { name: 'Connect an assistant' }).click()
  const { baseUrl, assistantIds } = server
  await fillForm(page, { baseUrl, key, assistantId: assistantIds.guide, nickname: 'Tester' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(messageBox(page)).toBeFocused()
  await ask(page, 'What is a thread?')
  await close()
  return { ...sealedIn(profile), key, server, profile }
}

const openServer = async (page: Page) => {
  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page
    .getByRole('navigation', { name: 'Sections of the settings' })
    .getByRole('button', { name: /^127\.0\.0\.1/ })
    .click()
}

const closeSettings = (page: Page) => page.getByRole('button', { name: 'Close settings' }).click()

/** The card at the question, the words at the field, the history as it was; then the key is pasted and the same question answered. */
async function expectMended(page: Page, { key, says }: { key: string; says: RegExp }): Promise<void> {
  await expect(conversation(page)).toContainText('What is a thread?')
  await send(page, 'Does the key open?')
  await expect(errorCard(page)).toContainText('The stored key cannot be opened')
  await expect(errorCard(page)).toContainText(says)
  await errorCard(page).getByRole('button', { name: 'Open settings' }).click()
  const box = page.getByRole('textbox', { name: 'API key' })
  await expect(box).toHaveAccessibleDescription(/The stored key cannot be opened\. Paste it again/)
  await expect(box).toHaveAccessibleDescription(says)
  await fillForm(page, { key })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(/key kept|key until the app closes/).first()).toBeVisible()
  await closeSettings(page)
  await errorCard(page).getByRole('button', { name: 'Ask again' }).click()
  await expect(answers(page, 'Tester')).toHaveCount(2)
  await expect(conversation(page).getByRole('article', { name: 'You' })).toHaveCount(2)
}

async function withKeyring(act: (keyring: Keyring) => Promise<void>): Promise<void> {
  const keyring = await startKeyring()
  try {
    await act(keyring)
  } finally {
    await keyring.close()
  }
}

const withTwoKeyrings = (act: (old: Keyring, other: Keyring) => Promise<void>) =>
  withKeyring((old) => withKeyring((other) => act(old, other)))

test('a key is sealed by the keyring, which is named beside it, and the settings say so', async ({
  launch,
  serve,
}) => {
  await withKeyring(async (keyring) => {
    const kept = await storeKey({ launch, serve }, keyring)
    const { sealed, backend } = kept
    expect(backend).toBe('gnome_libsecret')
    expect(Buffer.from(sealed, 'base64').subarray(0, 3).toString()).toBe('v11')
    const { page } = await launch({ profile: kept.profile, env: keyring.env })
    await openServer(page)
    await expect(page.getByText(`In the system keyring, ends in …${kept.key.slice(-4)}`)).toBeVisible()
    await page.getByRole('button', { name: 'About' }).click()
    await expect(page.getByText('Keys are encrypted by the keyring of this system.')).toBeVisible()
  })
})

test('a keyring that is locked at start is named, the sealed key waits, and opens once it is unlocked', async ({
  launch,
  serve,
}) => {
  await withKeyring(async (keyring) => {
    const kept = await storeKey({ launch, serve }, keyring)
    const before = readFileSync(keyFile(kept.profile), 'utf8')
    await keyring.lock()
    const locked = await launch({ profile: kept.profile, env: keyring.env })
    await expect(conversation(locked.page)).toContainText('What is a thread?')
    await openServer(locked.page)
    await expect(locked.page.getByRole('textbox', { name: 'API key' })).toHaveAccessibleDescription(
      /keyring of this system is locked or not running/,
    )
    await closeSettings(locked.page)
    await send(locked.page, 'Is it locked?')
    await expect(errorCard(locked.page)).toContainText('is locked or not running')
    await expect(errorCard(locked.page)).toContainText('Unlock the keyring and start the app again')
    await locked.close()
    expect(readFileSync(keyFile(kept.profile), 'utf8')).toBe(before)

    await keyring.unlock()
    const { page } = await launch({ profile: kept.profile, env: keyring.env })
    await errorCard(page).getByRole('button', { name: 'Ask again' }).click()
    await expect(answers(page, 'Tester')).toHaveCount(2)
    expect(kept.server.requests.every(({ status }) => status !== 401)).toBe(true)
  })
})

test('a keyring that is locked while the app runs takes no key from it', async ({ launch, serve }) => {
  await withKeyring(async (keyring) => {
    const kept = await storeKey({ launch, serve }, keyring)
    const desk = await launch({ profile: kept.profile, env: keyring.env })
    await ask(desk.page, 'What is a run?')
    await keyring.lock()
    await ask(desk.page, 'And now?')
    await expect(answers(desk.page, 'Tester')).toHaveCount(3)
    await expect(errorCard(desk.page)).toHaveCount(0)
  })
})

test('in a session without its keyring the key is missed in words, and a pasted one works until the app closes', async ({
  launch,
  serve,
}) => {
  await withKeyring(async (keyring) => {
    const kept = await storeKey({ launch, serve }, keyring)
    const { page } = await launch({ profile: kept.profile })
    await openServer(page)
    await expect(page.getByText(/No keyring is open here: the key is kept only until/)).toBeVisible()
    await closeSettings(page)
    await expectMended(page, { key: kept.key, says: /is locked or not running/ })
    await openServer(page)
    await expect(page.getByText(/Only until the app closes: no keyring is open here/)).toBeVisible()
    expect(filesWith(kept.profile, piecesOf(kept))).toEqual([])
    expect(filesWithKey(kept.profile, kept.key)).toEqual([])
  })
})

test('a keyring that takes the place of another does not open its keys', async ({ launch, serve }) => {
  await withTwoKeyrings(async (old, other) => {
    const kept = await storeKey({ launch, serve }, old)
    const before = readFileSync(keyFile(kept.profile), 'utf8')
    const { page } = await launch({ profile: kept.profile, env: other.env })
    await expect(conversation(page)).toContainText('What is a thread?')
    expect(readFileSync(keyFile(kept.profile), 'utf8')).toBe(before)
    await expectMended(page, {
      key: kept.key,
      says: /comes from another computer, or the keyring was made anew/,
    })
  })
})

test('a key sealed by another kind of keyring is said with the names of both', async ({ launch, serve }) => {
  await withTwoKeyrings(async (old, other) => {
    const kept = await storeKey({ launch, serve }, old)
    const written = readFileSync(keyFile(kept.profile), 'utf8')
    writeFileSync(keyFile(kept.profile), written.replace('gnome_libsecret', 'kwallet6'))
    const { page } = await launch({ profile: kept.profile, env: other.env })
    await expectMended(page, {
      key: kept.key,
      says: /sealed by KWallet 6, and this session uses GNOME Keyring/,
    })
  })
})

test('a key file from another computer, or with one byte of the key changed, never sends another key', async ({
  launch,
  serve,
}) => {
  test.setTimeout(180_000)
  await withKeyring(async (keyring) => {
    const kept = await storeKey({ launch, serve }, keyring)
    const { sealed } = kept
    const written = readFileSync(keyFile(kept.profile), 'utf8')
    // In the first, a middle and the last block: the keyring itself notices only the last, and that not always.
    for (const at of [5, 70, Buffer.from(sealed, 'base64').length - 1]) {
      const bytes = Buffer.from(sealed, 'base64')
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
      const damaged = written.replace(sealed, bytes.toString('base64'))
      writeFileSync(keyFile(kept.profile), damaged)
      const { page, close } = await launch({ profile: kept.profile, env: keyring.env })
      await send(page, `Is byte ${at} missed?`)
      await expect(errorCard(page).last()).toContainText(
        /the key file was damaged or comes from another computer/,
      )
      expect(readFileSync(keyFile(kept.profile), 'utf8')).toBe(damaged)
      await close()
    }
    expect(new Set(kept.server.requests.map(({ givenKey }) => givenKey))).toEqual(new Set([kept.key]))
    tried(3)
  })
})

test('a key file that is none is set aside until a key is pasted, and nothing else is touched', async ({
  launch,
  serve,
}) => {
  await withKeyring(async (keyring) => {
    const kept = await storeKey({ launch, serve }, keyring)
    writeFileSync(keyFile(kept.profile), readFileSync(keyFile(kept.profile), 'utf8').slice(0, -3))
    const { page } = await launch({ profile: kept.profile, env: keyring.env })
    const setAside = () => readdirSync(kept.profile).filter((name) => name.startsWith('keys.corrupt-'))
    await expect(page.getByText(`The old one was set aside as ${setAside()[0]} until you do.`)).toBeVisible()
    expect(filesWith(kept.profile, piecesOf(kept))).toEqual(setAside())
    await send(page, 'Is there a key?')
    await expect(errorCard(page)).toContainText('There is no API key')
    await openServer(page)
    const next = freshKey()
    await fillForm(page, { key: next })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(setAside).toEqual([])
    expect(filesWith(kept.profile, piecesOf(kept))).toEqual([])
  })
})

test('a key that was replaced or removed, or whose connection was, leaves nothing sealed behind in any file', async ({
  launch,
  serve,
}) => {
  test.setTimeout(120_000)
  await withKeyring(async (keyring) => {
    const next = freshKey()
    const kept = await storeKey({ launch, serve }, keyring)
    expect(filesWith(kept.profile, piecesOf(kept))).toEqual(['keys.json'])

    const desk = await launch({ profile: kept.profile, env: keyring.env })
    await openServer(desk.page)
    await desk.page.getByRole('button', { name: 'Replace API key' }).click()
    await fillForm(desk.page, { key: next })
    await desk.page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => sealedIn(desk.profile).sealed).not.toBe(kept.sealed)
    const newer = sealedIn(desk.profile)
    expect(filesWith(desk.profile, piecesOf(kept))).toEqual([])
    await desk.close()
    expect(filesWith(desk.profile, piecesOf(kept))).toEqual([])
    expect(filesWith(desk.profile, piecesOf(newer))).toEqual(['keys.json'])

    const again = await launch({ profile: kept.profile, env: keyring.env })
    await openServer(again.page)
    await again.page.getByRole('button', { name: 'Remove API key' }).click()
    await expect.poll(() => filesWith(again.profile, piecesOf(newer))).toEqual([])
    await fillForm(again.page, { key: kept.key })
    await again.page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => filesWith(again.profile, piecesOf(kept))).toEqual(['keys.json'])
    await again.page.getByRole('button', { name: 'Remove connection' }).click()
    await again.page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(again.page.getByText(/was removed/)).toBeVisible()
    await again.close()
    expect(filesWith(again.profile, [...piecesOf(kept), ...piecesOf(newer)])).toEqual([])
    tried(3)
  })
})
