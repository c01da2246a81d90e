/** Links in answers: what is opened, what is asked about, and what never leaves the app. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOSTILE_LINKS } from '../../practice-server/broken/hostile-links.ts'
import { judgeLink } from './link-policy.ts'

/** What is hostile, and what only is no link. */
const REFUSED = [
  ...HOSTILE_LINKS,
  'java\tscript:alert(1)',
  'ws://example.com',
  'https://good.example%40evil.example@evil.example',
  'https://',
  'https:///',
  'http://',
  '',
  '   ',
  'example.com',
  '/etc/passwd',
  '#top',
  'mailto:',
  'mailto:nobody',
]

describe('a link', () => {
  it.each(REFUSED)('is refused: %j', (written) => {
    expect(judgeLink(written)).toEqual({ verdict: 'refuse' })
  })

  it.each([
    ['https://example.com', 'https://example.com/', 'example.com'],
    ['HTTPS://Example.COM/A?b=c#d', 'https://example.com/A?b=c#d', 'example.com'],
    [' https://example.com/docs ', 'https://example.com/docs', 'example.com'],
    ['https://example.com/a%20b%0Ac', 'https://example.com/a%20b%0Ac', 'example.com'],
  ])('is opened: %j', (written, url, host) => {
    expect(judgeLink(written)).toEqual({ verdict: 'open', url, host })
  })

  it.each([
    ['http://example.com/', 'example.com'],
    ['https://xn--pple-43d.com/', 'xn--pple-43d.com'],
    ['https://аpple.com/', 'xn--pple-43d.com'],
    ['https://example.com:8443/', 'example.com:8443'],
    ['mailto:me@example.com', 'me@example.com'],
  ])('is asked about first: %j', (written, host) => {
    expect(judgeLink(written)).toMatchObject({ verdict: 'ask', host })
  })

  it('of any kind never throws, and only three schemes ever leave', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
      fc.string().map((text) => `https://${text}`),
    )
    fc.assert(
      fc.property(anything, (written) => {
        const link = judgeLink(written)
        if (link.verdict === 'refuse') return
        expect(link.url).toMatch(/^(https?|mailto):/)
        expect(judgeLink(link.url)).toEqual(link)
      }),
      { numRuns: 1_000 },
    )
  })
})
