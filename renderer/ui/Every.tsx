/** Does something again and again as long as it is drawn. */
import { useEffect, useRef } from 'react'
import { useNow } from './use-clock.ts'

/** Draws nothing. */
export function Every({ ms, act }: { ms: number; act(): void }) {
  const now = useNow(ms)
  const latest = useRef(act)
  const begun = useRef(now)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    if (now !== begun.current) latest.current()
  }, [now])
  return null
}
