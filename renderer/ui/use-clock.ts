/** Time for components: the only place of the window that sets timers or reads the clock. */
/* oxlint-disable eslint/no-restricted-globals, eslint/no-restricted-properties -- the one place that may */
import { useEffect, useRef, useState } from 'react'

/** Now, read again every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}

/** Whoever asks on and on is not put off longer than this. */
const PUT_OFF_MS = 1_000

/** Calls the latest `action` once nothing has been asked for during `waitMs`, or a second after it was first asked for; `flush` does it at once, and so does leaving the window. */
export function useDebounced(action: () => void, waitMs: number): { ask(): void; flush(): void } {
  const latest = useRef(action)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => {
    latest.current = action
  })
  const [controls] = useState(() => {
    const flush = () => {
      if (timer.current === null) return
      clearTimeout(timer.current)
      timer.current = null
      latest.current()
    }
    let firstAskedAt = 0
    const ask = () => {
      if (timer.current === null) firstAskedAt = performance.now()
      else clearTimeout(timer.current)
      const left = firstAskedAt + PUT_OFF_MS - performance.now()
      timer.current = setTimeout(flush, Math.max(0, Math.min(waitMs, left)))
    }
    return { ask, flush }
  })
  useEffect(() => onLeaving(controls.flush), [controls])
  return controls
}

/** Calls `flush` when the window is hidden, reloaded or closed, and when it is no longer listened for. */
function onLeaving(flush: () => void): () => void {
  const onVisibility = () => {
    if (document.visibilityState === 'hidden') flush()
  }
  window.addEventListener('pagehide', flush)
  document.addEventListener('visibilitychange', onVisibility)
  return () => {
    window.removeEventListener('pagehide', flush)
    document.removeEventListener('visibilitychange', onVisibility)
    flush()
  }
}

/** True for a moment after `start`. */
export function useMoment(lengthMs: number): [isOn: boolean, start: () => void] {
  const [startedAt, setStartedAt] = useState<number | null>(null)
  useEffect(() => {
    if (startedAt === null) return
    const timer = setTimeout(() => setStartedAt(null), lengthMs)
    return () => clearTimeout(timer)
  }, [startedAt, lengthMs])
  return [startedAt !== null, () => setStartedAt(Date.now())]
}

/** Calls the latest `action` at once when asked, and then at most once every `everyMs`; the last asking is never lost. */
export function useThrottled(action: () => void, everyMs: number): () => void {
  const latest = useRef(action)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => {
    latest.current = action
  })
  const [ask] = useState(() => {
    let isAsked = false
    const rest = () => {
      timer.current = null
      if (isAsked) act()
    }
    const act = () => {
      isAsked = false
      timer.current = setTimeout(rest, everyMs)
      latest.current()
    }
    return () => {
      isAsked = true
      if (timer.current === null) act()
    }
  })
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = null
    },
    [],
  )
  return ask
}

/** Calls back after so many milliseconds, unless what it returns is called before. For what is no component. */
export function after(ms: number, work: () => void): () => void {
  const timer = setTimeout(work, ms)
  return () => clearTimeout(timer)
}
