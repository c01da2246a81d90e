/** Markdown is large, so it comes after the first paint; until then the text is shown plain. */
import { lazy } from 'react'

const load = () => import('./RichText.tsx')

export const RichText = lazy(async () => ({ default: (await load()).RichText }))

/** Fetches it ahead of the first answer. */
export const preloadRichText = (): void => {
  load().catch(() => undefined)
}
