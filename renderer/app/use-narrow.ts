/** Whether the window is too narrow for two things side by side: small, or with everything drawn large. */
import { useSyncExternalStore } from 'react'

const NARROW = '(max-width: 720px)'

export const isNarrow = (): boolean => matchMedia(NARROW).matches

/** Redraws when it changes. */
export const useNarrow = (): boolean => useSyncExternalStore(follow, isNarrow)

function follow(onChange: () => void): () => void {
  const media = matchMedia(NARROW)
  media.addEventListener('change', onChange)
  return () => media.removeEventListener('change', onChange)
}
