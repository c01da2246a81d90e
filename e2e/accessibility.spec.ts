/** Every screen passes axe's WCAG 2.2 AA rules, in both themes and both languages. */
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { askMain } from '../scripts/ask-main.ts'
import { test } from './desk.ts'
import { tourOf } from './tour.ts'
import { makeRoom } from './touring.ts'
import { tried } from './tried.ts'
import { sayIn } from './wording.ts'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

for (const theme of ['light', 'dark'] as const)
  for (const language of ['en', 'zh-TW'] as const)
    test(`every screen passes axe in ${theme}, in ${language}`, async ({ launch, serve }) => {
      test.setTimeout(240_000)
      const { page, app } = await launch({ language: language === 'en' ? 'en-US' : language })
      await makeRoom(app)
      // A colour that is on its way to another is neither, and axe reads it.
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await askMain(page, 'settings.change', { theme })
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      const found: string[] = []
      let screens = 0
      const visit = async (screen: string) => {
        screens += 1
        found.push(...(await violations(page, screen)))
      }
      await tourOf({ page, say: sayIn(language), server: await serve(), visit })
      tried(screens)
      expect(found).toEqual([])
    })

async function violations(page: Page, screen: string): Promise<string[]> {
  // Legacy mode: the default opens a second page, which this app never lets anyone do.
  const { violations: all } = await new AxeBuilder({ page }).withTags(RULES).setLegacyMode(true).analyze()
  return all.map(
    ({ id, nodes }) => `${screen}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  )
}
