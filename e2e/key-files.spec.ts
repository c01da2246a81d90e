/** Everything the app writes is for its owner only, however careless the session is that starts it. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { ask, connect, messageBox, test } from './desk.ts'
import { startKeyring } from './keyring.ts'
import { notApplicable, tried } from './tried.ts'

test('started with a umask of 000, the data folder and every file in it are their owner’s alone', async ({
  launch,
  serve,
}) => {
  if (process.platform === 'win32') return notApplicable('Windows has rights instead of modes')
  const around = mkdtempSync(join(tmpdir(), 'assistant-desk-modes-'))
  const profile = join(around, 'a folder that is not there yet')
  const keyring = await startKeyring()
  try {
    const first = await withUmask(0o000, () => launch({ profile, env: keyring.env }))
    await connect(first.page, await serve())
    await ask(first.page, 'What is a thread?')
    await messageBox(first.page).fill('half a thought')
    await first.close()
    const second = await withUmask(0o000, () => launch({ profile, env: keyring.env }))
    await ask(second.page, 'And a run?')
    await second.close()

    const names = readdirSync(profile, { recursive: true, encoding: 'utf8' })
    const open = ['', ...names].flatMap((name) => {
      const { mode } = statSync(join(profile, name), { throwIfNoEntry: false }) ?? { mode: 0 }
      return (mode & 0o077) === 0 ? [] : [`${(mode & 0o777).toString(8)} ${name}`]
    })
    expect(open).toEqual([])
    expect(statSync(profile).mode & 0o777).toBe(0o700)
    for (const name of ['keys.json', 'settings.json', 'settings.last-good.json', 'history.db'])
      expect(names).toContain(name)
    tried(names.length + 1)
  } finally {
    await keyring.close()
    rmSync(around, { recursive: true, force: true })
  }
})

/** The app inherits it from us. */
async function withUmask<T>(mask: number, act: () => Promise<T>): Promise<T> {
  const before = process.umask(mask)
  try {
    return await act()
  } finally {
    process.umask(before)
  }
}
