/** What waits is done at once when the window is left. */
import { act, renderHook } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { useDebounced } from './use-clock.ts'

afterEach(() => vi.restoreAllMocks())

it.each([
  ['is reloaded or closed', () => window.dispatchEvent(new Event('pagehide'))],
  [
    'is hidden',
    () => {
      vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
      document.dispatchEvent(new Event('visibilitychange'))
    },
  ],
])('when the window %s, and only once', (_what, leave) => {
  const { action, ask } = open()
  ask()
  act(leave)
  expect(action).toHaveBeenCalledTimes(1)
  act(leave)
  expect(action).toHaveBeenCalledTimes(1)
})

it('waits on when the window comes into view', () => {
  const { action, ask } = open()
  ask()
  document.dispatchEvent(new Event('visibilitychange'))
  expect(action).not.toHaveBeenCalled()
})

function open() {
  const action = vi.fn<() => void>()
  const { result } = renderHook(() => useDebounced(action, 60_000))
  return { action, ask: () => result.current.ask() }
}

it('whoever types on and on is heard a second after the first letter', () => {
  vi.useFakeTimers()
  try {
    const { action, ask } = open()
    for (let letter = 0; letter < 25; letter += 1) {
      ask()
      vi.advanceTimersByTime(100)
    }
    expect(action).toHaveBeenCalledTimes(2)
  } finally {
    vi.useRealTimers()
  }
})
