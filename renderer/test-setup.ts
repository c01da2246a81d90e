/** Before each test of the window: English, and a page that is cleared afterwards. */
import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach } from 'vitest'
import { setLocale } from '../shared/words/generated/runtime.js'

beforeEach(() => void setLocale('en', { reload: false }))
afterEach(cleanup)
