/** What every part of the tour needs: the page, its words, and somebody who looks. */
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import type { PracticeServer } from '../practice-server/server.ts'
import type { Say } from './wording.ts'

export interface Tour {
  page: Page
  say: Say
  server: PracticeServer
  /** Looks at what is shown. */
  visit(screen: string): Promise<void>
}

export const button = ({ page, say }: Tour, words: string): Locator =>
  page.getByRole('button', { name: say(words), exact: true }).first()
export const field = ({ page, say }: Tour, words: string): Locator =>
  page.getByLabel(say(words), { exact: true }).first()

/** Room enough for everything beside each other, whatever the display. */
export const makeRoom = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1_280, 800))
