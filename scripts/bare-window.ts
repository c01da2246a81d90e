/** Opens the empty Electron window, with fixed fonts, time zone and size of a dot. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { inRoot } from './places.mjs'

export interface BareWindow {
  app: ElectronApplication
  page: Page
  close(): Promise<void>
}

/** Needs a display. */
export async function openBareWindow(): Promise<BareWindow> {
  const profile = mkdtempSync(join(tmpdir(), 'assistant-desk-bare-'))
  const app = await _electron.launch({
    args: [inRoot('scripts', 'bare-window'), `--user-data-dir=${profile}`, '--lang=en-US'],
    env: { ...environment(), TZ: 'Asia/Taipei', LANGUAGE: 'en_US', LC_ALL: 'en_US.UTF-8' },
  })
  const page = await app.firstWindow()
  return {
    app,
    page,
    async close() {
      await app.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}

const environment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
