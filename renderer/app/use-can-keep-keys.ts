/** Whether keys outlive the session here. Asked when a screen is about to say so: the answer may hold main up for a moment. */
import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { request } from '../bridge/bridge.ts'

const answer = createStore<{ canKeep: boolean | null }>(() => ({ canKeep: null }))

/** Null until it is known. */
export function useCanKeepKeys(): boolean | null {
  const canKeep = useStore(answer, (state) => state.canKeep)
  useEffect(() => {
    // Without an answer nothing is said about it.
    request('app.canKeepKeys').then(
      (told) => answer.setState({ canKeep: told }),
      () => undefined,
    )
  }, [])
  return canKeep
}
