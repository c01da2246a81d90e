/** Links in answers: what is opened, what is asked about, and what never leaves the app. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeLink } from './link-policy.ts'

const HOSTILE = [
  'file:///etc/passwd',
  'FILE:///etc/passwd',
  'file://server/share/x.exe',
  'smb://server/share',
  '\\\\server\\share\\x.exe',
  '//server/share',
  'ms-msdt:/id PCWDiagnostic /skip force',
  'ms-msdt:/id',
  'search-ms:query=x',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  '\tjavascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  '\u0000javascript:alert(1)',
  '\u0001https://example.com',
  'https://example.com/\u0000',
  'https://exam\nple.com',
  'https://example.com/%00',
  'https://example.com/a%00.exe',
  'data:text/html,<script>alert(1)</script>',
  'DATA:text/html;base64,PHNjcmlwdD4=',
  'vbscript:msgbox(1)',
  'ssh://host',
  'telnet://host',
  'calculator:',
  'tel:+1234',
  'vscode://file/etc/passwd',
  'app://bundle/index.html',
  'about:blank',
  'blob:https://example.com/uuid',
  'view-source:https://example.com',
  'chrome://settings',
  'devtools://devtools/bundled/inspector.html',
  'ftp://example.com/x',
  'ws://example.com',
  'https://good.example@evil.example/',
  'https://user:secret@example.com/',
  'https://good.example%40evil.example@evil.example',
  'https:\\\\evil.example',
  'https://evil.example\\@good.example',
  `https://example.com/${'x'.repeat(8_000)}`,
  'https://',
  'https:///',
  'http://',
  '',
  '   ',
  'example.com',
  '/etc/passwd',
  '#top',
  'mailto:',
  'mailto:me@example.com?attach=/etc/passwd',
  'mailto:me@example.com%0d%0aBcc:you@example.com',
  'mailto:nobody',
]

describe('a link', () => {
  it.each(HOSTILE)('is refused: %j', (written) => {
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
