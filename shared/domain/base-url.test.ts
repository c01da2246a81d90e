/** Base URLs as people write them. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_BASE_URL, isPrivateHost, readBaseUrl } from './base-url.ts'

/** Written, where requests go. */
const READ: readonly (readonly [string, string])[] = [
  ['', DEFAULT_BASE_URL],
  ['   ', DEFAULT_BASE_URL],
  ['https://api.openai.com/v1', DEFAULT_BASE_URL],
  ['https://api.openai.com/v1/', DEFAULT_BASE_URL],
  ['https://api.openai.com/v1///', DEFAULT_BASE_URL],
  ['HTTPS://API.OpenAI.com/v1', DEFAULT_BASE_URL],
  ['api.openai.com/v1', DEFAULT_BASE_URL],
  ['  https://api.openai.com/v1\n', DEFAULT_BASE_URL],
  ['"https://api.openai.com/v1"', DEFAULT_BASE_URL],
  ["'https://api.openai.com/v1';", DEFAULT_BASE_URL],
  ['<https://api.openai.com/v1>', DEFAULT_BASE_URL],
  ['「https://api.openai.com/v1」', DEFAULT_BASE_URL],
  ['“https://api.openai.com/v1”', DEFAULT_BASE_URL],
  ['OPENAI_BASE_URL=https://api.openai.com/v1', DEFAULT_BASE_URL],
  ['export OPENAI_BASE_URL="https://api.openai.com/v1"', DEFAULT_BASE_URL],
  ['base_url: https://api.openai.com/v1', DEFAULT_BASE_URL],
  ['https://api.openai.com/v1/threads', DEFAULT_BASE_URL],
  ['https://api.openai.com/v1/threads/runs', DEFAULT_BASE_URL],
  ['https://api.openai.com/v1/threads/', DEFAULT_BASE_URL],
  ['https://api.openai.com/v1/assistants', DEFAULT_BASE_URL],
  ['https://api.openai.com/v1/assistants/threads', DEFAULT_BASE_URL],
  ['https://api.openai.com/v1/chat/completions', DEFAULT_BASE_URL],
  ['https://api.openai.com/v1/v1', DEFAULT_BASE_URL],
  ['https://api.openai.com//v1', DEFAULT_BASE_URL],
  ['https://api.openai.com/v1?', DEFAULT_BASE_URL],
  ['https://api.openai.com:443/v1', DEFAULT_BASE_URL],
  ['ｈｔｔｐｓ：／／ａｐｉ．ｏｐｅｎａｉ．ｃｏｍ／ｖ１', DEFAULT_BASE_URL],
  ['https：//api。openai。com/v1', DEFAULT_BASE_URL],
  ['https://example.com', 'https://example.com'],
  ['https://example.com:8443/openai/v1', 'https://example.com:8443/openai/v1'],
  ['https://例え.jp/v1', 'https://xn--r8jz45g.jp/v1'],
  ['localhost:8080/v1', 'http://localhost:8080/v1'],
  ['http://localhost:8080/v1', 'http://localhost:8080/v1'],
  ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
  ['http://2130706433:8080', 'http://127.0.0.1:8080'],
  ['http://0177.0.0.1/', 'http://127.0.0.1'],
  ['http://0x7f.1/v1', 'http://127.0.0.1/v1'],
  ['[::1]:8080/v1', 'http://[::1]:8080/v1'],
  ['http://[::1]/v1', 'http://[::1]/v1'],
  ['http://192.168.1.20:4000/v1', 'http://192.168.1.20:4000/v1'],
  ['10.0.0.5/v1', 'http://10.0.0.5/v1'],
  ['http://172.31.0.1', 'http://172.31.0.1'],
  ['http://[fd12:3456::1]:8080', 'http://[fd12:3456::1]:8080'],
  ['nas.local:8080', 'http://nas.local:8080'],
  ['http://assistants.home.arpa', 'http://assistants.home.arpa'],
  ['https://8.8.8.8/v1', 'https://8.8.8.8/v1'],
  ['https://example.com/v1#top', 'https://example.com/v1'],
  [
    'https://desk.services.ai.azure.com/api/projects/p?api-version=v1',
    'https://desk.services.ai.azure.com/api/projects/p',
  ],
  [
    'https://desk.services.ai.azure.com/api/projects/p/assistants?api-version=v1',
    'https://desk.services.ai.azure.com/api/projects/p',
  ],
]

/** http: within this computer, within this network (only after a yes), and nowhere else. */
const UNENCRYPTED: readonly (readonly [string, 'here' | 'after a yes' | 'refused'])[] = [
  ['http://localhost', 'here'],
  ['http://localhost:8080/v1', 'here'],
  ['http://LOCALHOST.', 'here'],
  ['http://desk.localhost:3000', 'here'],
  ['http://127.0.0.1', 'here'],
  ['http://127.0.0.53:8080', 'here'],
  ['http://127.255.255.254', 'here'],
  ['http://127.1', 'here'],
  ['http://2130706433', 'here'],
  ['http://0x7f000001', 'here'],
  ['http://[::1]:8080', 'here'],
  ['http://10.0.0.5', 'after a yes'],
  ['http://172.16.0.1', 'after a yes'],
  ['http://172.31.255.255', 'after a yes'],
  ['http://192.168.0.1:4000', 'after a yes'],
  ['http://[fc00::1]', 'after a yes'],
  ['http://[fd12:3456::1]', 'after a yes'],
  ['http://nas.local', 'after a yes'],
  ['http://box.lan', 'after a yes'],
  ['http://gateway.internal', 'after a yes'],
  ['http://assistants.home.arpa', 'after a yes'],
  ['http://example.com', 'refused'],
  ['http://128.0.0.1', 'refused'],
  ['http://192.169.0.1', 'refused'],
  ['http://172.15.255.255', 'refused'],
  ['http://[2001:db8::1]', 'refused'],
  ['http://localhost.example.com', 'refused'],
  ['http://mylocalhost', 'refused'],
]

/** Written, what is wrong with it. */
const REFUSED: readonly (readonly [string, string])[] = [
  ['https://user:secret@example.com/v1', 'credentials-in-url'],
  ['https://key@example.com', 'credentials-in-url'],
  ['user:secret@example.com/v1', 'credentials-in-url'],
  ['user:1234@example.com/v1', 'credentials-in-url'],
  ['https://api.openai.com@evil.example/v1', 'credentials-in-url'],
  ['https://example.com/v1?key=abc', 'secret-in-url'],
  ['https://example.com/v1?api_key=abc', 'secret-in-url'],
  ['https://example.com/v1?subscription-key=abc', 'secret-in-url'],
  ['https://example.com/v1?api-version=v1&access_token=abc', 'secret-in-url'],
  ['https://example.com/v1?accessToken=abc', 'secret-in-url'],
  ['https://example.com/v1?sig=abc', 'secret-in-url'],
  ['https://example.com/v1?code=abc', 'secret-in-url'],
  ['https://example.com/v1?password=abc', 'secret-in-url'],
  ['https://example.com/v1?for=sk-0123456789abcdef', 'secret-in-url'],
  ['http://api.openai.com/v1', 'public-http'],
  ['http://8.8.8.8', 'public-http'],
  ['http://172.32.0.1', 'public-http'],
  ['http://11.0.0.1', 'public-http'],
  ['http://localhost.evil.example', 'public-http'],
  ['http://127.0.0.1.evil.example', 'public-http'],
  ['http://169.254.169.254/latest', 'link-local'],
  ['https://169.254.1.1', 'link-local'],
  ['169.254.169.254', 'link-local'],
  ['http://2852039166', 'link-local'],
  ['http://0xA9FEA9FE', 'link-local'],
  ['http://0251.0376.0251.0376', 'link-local'],
  ['http://169.254.43518', 'link-local'],
  ['http://１６９.２５４.１６９.２５４', 'link-local'],
  ['http://[::ffff:169.254.169.254]', 'link-local'],
  ['http://[::ffff:a9fe:a9fe]', 'link-local'],
  ['http://[::169.254.169.254]', 'link-local'],
  ['http://[64:ff9b::169.254.169.254]', 'link-local'],
  ['http://[fe80::1]', 'link-local'],
  ['https://[febf::1]', 'link-local'],
  ['http://[fd00:ec2::254]', 'link-local'],
  ['http://metadata.google.internal', 'link-local'],
  ['http://metadata.google.internal./computeMetadata', 'link-local'],
  ['http://METADATA', 'link-local'],
  ['http://100.100.100.200', 'link-local'],
  ['http://0.0.0.0:8080', 'link-local'],
  ['http://[::]:8080', 'link-local'],
  ['http://0', 'link-local'],
  ['file:///etc/passwd', 'wrong-scheme'],
  ['ftp://example.com', 'wrong-scheme'],
  ['ws://localhost', 'wrong-scheme'],
  ['javascript:alert(1)', 'wrong-scheme'],
  ['unix:/var/run/docker.sock', 'wrong-scheme'],
  ['mailto:me@example.com', 'wrong-scheme'],
  ['https://', 'not-a-url'],
  ['https://exa mple.com', 'not-a-url'],
  ['https://example.com/v1 https://other', 'not-a-url'],
  ['http://999.1.1.1', 'not-a-url'],
  ['https://example.com:99999', 'not-a-url'],
  ['ht!tp', 'not-a-url'],
]

describe('a Base URL', () => {
  it.each(READ)('%j goes to %s', (written, baseUrl) => {
    expect(readBaseUrl(written)).toMatchObject({ ok: true, baseUrl })
  })

  it.each(REFUSED)('%j is refused: %s', (written, problem) => {
    expect(readBaseUrl(written)).toEqual({ ok: false, problem })
  })

  it('tells its origin, its host and whether it is plain http', () => {
    expect(readBaseUrl('http://localhost:8080/v1')).toEqual({
      ok: true,
      baseUrl: 'http://localhost:8080/v1',
      origin: 'http://localhost:8080',
      host: 'localhost:8080',
      isPlainHttp: true,
      isLoopback: true,
      query: [],
    })
    expect(readBaseUrl('')).toMatchObject({ origin: 'https://api.openai.com', isPlainHttp: false })
  })

  it.each(UNENCRYPTED)('without encryption, %s is %s', (written, verdict) => {
    const read = readBaseUrl(written)
    const found = read.ok ? (read.isLoopback ? 'here' : 'after a yes') : 'refused'
    expect([found, read.ok || read.problem]).toEqual([verdict, verdict === 'refused' ? 'public-http' : true])
  })

  it('hands its query on and does without what stands behind #', () => {
    expect(readBaseUrl('https://example.com/v1?api-version=2025-05-01&team=a%20b#top')).toMatchObject({
      baseUrl: 'https://example.com/v1',
      query: [
        { name: 'api-version', value: '2025-05-01' },
        { name: 'team', value: 'a b' },
      ],
    })
  })

  it('reads an address with a stray mark behind a dot the same twice', () => {
    expect(readBaseUrl("../.'/")).toEqual({ ok: false, problem: 'not-a-url' })
    const read = readBaseUrl("example.com/v1/.'/")
    expect(read).toMatchObject({ ok: true, baseUrl: 'https://example.com/v1' })
  })

  it('never throws, and reads its own reading the same', () => {
    const written = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), likeAnAddress)
    fc.assert(
      fc.property(written, (text) => {
        const read = readBaseUrl(text)
        if (!read.ok) return
        expect(read.baseUrl).not.toMatch(/\/$/)
        expect(readBaseUrl(read.baseUrl)).toEqual({ ...read, query: [] })
      }),
      { numRuns: 2_000 },
    )
  })

  it('never sends a key unprotected to a public host', () => {
    fc.assert(
      fc.property(fc.ipV4(), (host) => {
        const isTaken = readBaseUrl(`http://${host}`).ok
        expect(isTaken && !isPrivateHost(host)).toBe(false)
      }),
    )
  })
})

const PIECES = [
  'http://',
  'https://',
  'base_url=',
  'localhost',
  'example.com',
  ':8080',
  '[::1]',
  '/v1',
  'v1/v1',
  '/threads',
  '/runs',
  '/',
  '//',
  '"',
  "'",
  '`',
  ';',
  ',',
  '」',
  '..',
  '/.',
  '%2e',
  '%27',
  '@',
  '?',
  '#',
  ' ',
  '。',
  '\\',
  'ａ',
]
const likeAnAddress = fc.array(fc.constantFrom(...PIECES), { maxLength: 9 }).map((pieces) => pieces.join(''))
