/** Markdown is large, so it comes once the page is drawn and can be typed into; until then the text is shown plain. */
import { lazy } from 'react'
import { idle } from '../../ui/idle.ts'

/** A page that is never idle shows it all the same. */
const WITHIN_MS = 300

const load = () => import('./RichText.tsx')

export const RichText = lazy(async () => {
  await idle(WITHIN_MS)
  return { default: (await load()).RichText }
})

/** Fetches it ahead of the first answer. */
export const preloadRichText = (): void => {
  load().catch(() => undefined)
}
