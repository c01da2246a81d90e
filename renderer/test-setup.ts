/** Before each test of the window: English, and a page that is cleared afterwards. */
import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach } from 'vitest'
import { setLocale } from '../shared/words/generated/runtime.js'

// The page of the tests has no layout; without a size the list of messages would show none.
Object.defineProperties(HTMLElement.prototype, {
  clientHeight: { configurable: true, get: () => 600 },
  clientWidth: { configurable: true, get: () => 800 },
  offsetHeight: { configurable: true, get: () => 600 },
  offsetWidth: { configurable: true, get: () => 800 },
})

// What does not come is waited for a little longer; on a busy machine what comes late is not missed.
configure({ asyncUtilTimeout: 10_000 })

beforeEach(() => void setLocale('en', { reload: false }))
afterEach(cleanup)

// The page of the tests has no idle moments of its own: the next turn is one.
globalThis.requestIdleCallback ??= (work) =>
  Number(setTimeout(() => work({ didTimeout: false, timeRemaining: () => 0 })))
