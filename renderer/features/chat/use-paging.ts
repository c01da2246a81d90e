/** Asks for more of a conversation when the reader comes near either end of what is shown, one page at a time. */
import { useCallback, useRef } from 'react'
import { sayFailure } from '../../ui/toasts.ts'
import { loadEarlier, loadLater } from './chat-store.ts'
import type { Page } from './pages.ts'

export interface Paging {
  onNearStart(): void
  onNearEnd(): void
}

/** The same functions as long as there is more on the same sides. */
export function usePaging(id: string, { hasEarlier, hasLater }: Page): Paging {
  const isLoading = useRef(false)
  const load = useCallback((ask: () => Promise<void>) => {
    if (isLoading.current) return
    isLoading.current = true
    ask()
      .catch(sayFailure)
      .finally(() => (isLoading.current = false))
  }, [])
  const onNearStart = useCallback(() => hasEarlier && load(() => loadEarlier(id)), [hasEarlier, id, load])
  const onNearEnd = useCallback(() => hasLater && load(() => loadLater(id)), [hasLater, id, load])
  return { onNearStart, onNearEnd }
}
