/** What becomes of stored keys when the keyring is locked, another, or gone, or the file is damaged: the words for it, and the way back. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { filesWith, filesWithKey, freshKey } from './canary.ts'
import { answers, ask, conversation, errorCard, fillForm, messageBox, send, test, type Desk } from './desk.ts'
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

/** An app with a key that was stored and used, closed again. */
async function storeKey(
  { page, profile, close }: Desk,
  { server, key }: { server: PracticeServer; key: string },
): Promise<Sealed> {
  await page.getByRole('button', { name: 'Connect an assistant' }).click()
  const { baseUrl, assistantIds } = server
  await fillForm(page, { baseUrl, key, assistantId: assistantIds.guide, nickname: 'Tester' })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(messageBox(page)).toBeFocused()
  await ask(page, 'What is a thread?')
  await close()
  return sealedIn(profile)
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
    const key = freshKey()
    const desk = await launch({ env: keyring.env })
    const { sealed, backend } = await storeKey(desk, { server: await serve({ key }), key })
    expect(backend).toBe('gnome_libsecret')
    expect(Buffer.from(sealed, 'base64').subarray(0, 3).toString()).toBe('v11')
    const { page } = await launch({ profile: desk.profile, env: keyring.env })
    await openServer(page)
    await expect(page.getByText(`In the system keyring, ends in …${key.slice(-4)}`)).toBeVisible()
    await page.getByRole('button', { name: 'About' }).click()
    await expect(page.getByText('Keys are encrypted by the keyring of this system.')).toBeVisible()
  })
})

test('a keyring that is locked at start is named, the sealed key waits, and opens once it is unlocked', async ({
  launch,
  serve,
}) => {
  await withKeyring(async (keyring) => {
    const key = freshKey()
    const desk = await launch({ env: keyring.env })
    const server = await serve({ key })
    await storeKey(desk, { server, key })
    const before = readFileSync(keyFile(desk.profile), 'utf8')
    await keyring.lock()
    const locked = await launch({ profile: desk.profile, env: keyring.env })
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
    expect(readFileSync(keyFile(desk.profile), 'utf8')).toBe(before)

    await keyring.unlock()
    const { page } = await launch({ profile: desk.profile, env: keyring.env })
    await errorCard(page).getByRole('button', { name: 'Ask again' }).click()
    await expect(answers(page, 'Tester')).toHaveCount(2)
    expect(server.requests.every(({ status }) => status !== 401)).toBe(true)
  })
})

test('a keyring that is locked while the app runs takes no key from it', async ({ launch, serve }) => {
  await withKeyring(async (keyring) => {
    const key = freshKey()
    const server = await serve({ key })
    const first = await launch({ env: keyring.env })
    await storeKey(first, { server, key })
    const desk = await launch({ profile: first.profile, env: keyring.env })
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
    const key = freshKey()
    const desk = await launch({ env: keyring.env })
    const before = await storeKey(desk, { server: await serve({ key }), key })
    const { page } = await launch({ profile: desk.profile })
    await openServer(page)
    await expect(page.getByText(/No keyring is open here: the key is kept only until/)).toBeVisible()
    await closeSettings(page)
    await expectMended(page, { key, says: /is locked or not running/ })
    await openServer(page)
    await expect(page.getByText(/Only until the app closes: no keyring is open here/)).toBeVisible()
    expect(filesWith(desk.profile, piecesOf(before))).toEqual([])
    expect(filesWithKey(desk.profile, key)).toEqual([])
  })
})

test('a keyring that takes the place of another does not open its keys', async ({ launch, serve }) => {
  await withTwoKeyrings(async (old, other) => {
    const key = freshKey()
    const desk = await launch({ env: old.env })
    await storeKey(desk, { server: await serve({ key }), key })
    const before = readFileSync(keyFile(desk.profile), 'utf8')
    const { page } = await launch({ profile: desk.profile, env: other.env })
    await expect(conversation(page)).toContainText('What is a thread?')
    expect(readFileSync(keyFile(desk.profile), 'utf8')).toBe(before)
    await expectMended(page, { key, says: /comes from another computer, or the keyring was made anew/ })
  })
})

test('a key sealed by another kind of keyring is said with the names of both', async ({ launch, serve }) => {
  await withTwoKeyrings(async (old, other) => {
    const key = freshKey()
    const desk = await launch({ env: old.env })
    await storeKey(desk, { server: await serve({ key }), key })
    const written = readFileSync(keyFile(desk.profile), 'utf8')
    writeFileSync(keyFile(desk.profile), written.replace('gnome_libsecret', 'kwallet6'))
    const { page } = await launch({ profile: desk.profile, env: other.env })
    await expectMended(page, { key, says: /sealed by KWallet 6, and this session uses GNOME Keyring/ })
  })
})

test('a key file from another computer, or with one byte of the key changed, never sends another key', async ({
  launch,
  serve,
}) => {
  test.setTimeout(180_000)
  await withKeyring(async (keyring) => {
    const key = freshKey()
    const server = await serve({ key })
    const desk = await launch({ env: keyring.env })
    const { sealed } = await storeKey(desk, { server, key })
    const written = readFileSync(keyFile(desk.profile), 'utf8')
    // In the first, a middle and the last block: the keyring itself notices only the last, and that not always.
    for (const at of [5, 70, Buffer.from(sealed, 'base64').length - 1]) {
      const bytes = Buffer.from(sealed, 'base64')
      bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
      const damaged = written.replace(sealed, bytes.toString('base64'))
      writeFileSync(keyFile(desk.profile), damaged)
      const { page, close } = await launch({ profile: desk.profile, env: keyring.env })
      await send(page, `Is byte ${at} missed?`)
      await expect(errorCard(page).last()).toContainText(
        /the key file was damaged or comes from another computer/,
      )
      expect(readFileSync(keyFile(desk.profile), 'utf8')).toBe(damaged)
      await close()
    }
    expect(new Set(server.requests.map(({ givenKey }) => givenKey))).toEqual(new Set([key]))
    tried(3)
  })
})

test('a key file that is none is set aside until a key is pasted, and nothing else is touched', async ({
  launch,
  serve,
}) => {
  await withKeyring(async (keyring) => {
    const key = freshKey()
    const desk = await launch({ env: keyring.env })
    const before = await storeKey(desk, { server: await serve({ key }), key })
    writeFileSync(keyFile(desk.profile), readFileSync(keyFile(desk.profile), 'utf8').slice(0, -3))
    const { page } = await launch({ profile: desk.profile, env: keyring.env })
    const setAside = () => readdirSync(desk.profile).filter((name) => name.startsWith('keys.corrupt-'))
    await expect(page.getByText(`The old one was set aside as ${setAside()[0]} until you do.`)).toBeVisible()
    expect(filesWith(desk.profile, piecesOf(before))).toEqual(setAside())
    await send(page, 'Is there a key?')
    await expect(errorCard(page)).toContainText('There is no API key')
    await openServer(page)
    const next = freshKey()
    await fillForm(page, { key: next })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(setAside).toEqual([])
    expect(filesWith(desk.profile, piecesOf(before))).toEqual([])
  })
})

test('a key that was replaced or removed, or whose connection was, leaves nothing sealed behind in any file', async ({
  launch,
  serve,
}) => {
  test.setTimeout(120_000)
  await withKeyring(async (keyring) => {
    const [key, next] = [freshKey(), freshKey()]
    const first = await launch({ env: keyring.env })
    const server = await serve({ key })
    const old = await storeKey(first, { server, key })
    expect(filesWith(first.profile, piecesOf(old))).toEqual(['keys.json'])

    const desk = await launch({ profile: first.profile, env: keyring.env })
    await openServer(desk.page)
    await desk.page.getByRole('button', { name: 'Replace API key' }).click()
    await fillForm(desk.page, { key: next })
    await desk.page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => sealedIn(desk.profile).sealed).not.toBe(old.sealed)
    const newer = sealedIn(desk.profile)
    expect(filesWith(desk.profile, piecesOf(old))).toEqual([])
    await desk.close()
    expect(filesWith(desk.profile, piecesOf(old))).toEqual([])
    expect(filesWith(desk.profile, piecesOf(newer))).toEqual(['keys.json'])

    const again = await launch({ profile: first.profile, env: keyring.env })
    await openServer(again.page)
    await again.page.getByRole('button', { name: 'Remove API key' }).click()
    await expect.poll(() => filesWith(again.profile, piecesOf(newer))).toEqual([])
    await fillForm(again.page, { key })
    await again.page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect.poll(() => filesWith(again.profile, piecesOf(old))).toEqual(['keys.json'])
    await again.page.getByRole('button', { name: 'Remove connection' }).click()
    await again.page.getByRole('alertdialog').getByRole('button', { name: 'Remove', exact: true }).click()
    await expect(again.page.getByText(/was removed/)).toBeVisible()
    await again.close()
    expect(filesWith(again.profile, [...piecesOf(old), ...piecesOf(newer)])).toEqual([])
    tried(3)
  })
})
