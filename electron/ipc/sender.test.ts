/** Only our own page in our own window is listened to. */
import { describe, expect, it } from 'vitest'
import { isTrustedSender } from './sender.ts'

const OURS = { url: 'app://bundle/index.html?theme=dark', isMainFrame: true, contentsId: 1 }
const GUARD = { origin: 'app://bundle', windowId: 1 }

describe('a sender', () => {
  it.each(['app://bundle', 'app://bundle/', 'app://bundle/index.html?theme=dark#x'])(
    'is trusted at %s',
    (url) => {
      expect(isTrustedSender({ ...OURS, url }, GUARD)).toBe(true)
    },
  )

  it.each([
    'app://bundle.evil.example/',
    'app://bundleX',
    'app://evil/index.html',
    'https://bundle/',
    'about:srcdoc',
    'about:blank',
    'data:text/html,app://bundle/',
    'APP://BUNDLE/',
    'file:///app://bundle/',
    '',
  ])('is not trusted at %j', (url) => {
    expect(isTrustedSender({ ...OURS, url }, GUARD)).toBe(false)
  })

  it.each([
    ['a frame inside our page', { ...OURS, isMainFrame: false }, GUARD],
    ['another window', { ...OURS, contentsId: 2 }, GUARD],
    ['a frame that is gone', null, GUARD],
    ['anybody, while there is no window', OURS, { ...GUARD, windowId: null }],
  ])('is not trusted when it is %s', (_who, sender, guard) => {
    expect(isTrustedSender(sender, guard)).toBe(false)
  })
})
