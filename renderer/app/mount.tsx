/** Puts the app on a page: the real one and the gallery's. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../ui/tokens.css'
import { leaveKeysToInputMethods } from '../ui/composing.ts'
import { preloadRichText } from '../features/chat/lazy-rich-text.ts'
import { App } from './App.tsx'
import { preloadPalette } from './PalettePlace.tsx'
import { startDesk } from './desk-news.ts'

/** Starts listening, draws, and fetches the large parts once the first paint is out. */
export function mountApp(root: HTMLElement | null): void {
  if (root === null) return
  leaveKeysToInputMethods(window)
  startDesk()
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
  requestIdleCallback(preloadRichText)
  requestIdleCallback(preloadPalette)
}
