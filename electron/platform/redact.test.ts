/** Keys are taken out of every text, however they are spelled, and nothing else is. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLog } from './log.ts'
import { redact } from './redact.ts'

const CANARY = 'sk-CANARY-0123456789abcdef0123456789abcdef'

const SPELLINGS: Record<string, (key: string) => string> = {
  plain: (key) => key,
  'in JSON': (key) => JSON.stringify({ key }),
  'in JSON in JSON': (key) => JSON.stringify({ body: JSON.stringify({ key }) }),
  'in JSON three times': (key) => JSON.stringify(JSON.stringify(JSON.stringify(key))),
  'in a URL': (key) => `https://example.com/?q=${encodeURIComponent(key)}`,
  'in a URL in lower case': (key) => encodeURIComponent(key).replace(/%../g, (hex) => hex.toLowerCase()),
  'in a URL in a URL': (key) => encodeURIComponent(encodeURIComponent(key)),
  'in JSON as numbers': (key) =>
    `"${Array.from(key, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`,
  'in a URL in full': (key) =>
    Array.from(key, (letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`).join(''),
}

const headerSafe = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 12,
  maxLength: 80,
})

describe('a known key', () => {
  it.each(Object.entries(SPELLINGS))('is gone from any text, spelled %s', (_name, spell) => {
    fc.assert(
      fc.property(headerSafe, fc.string(), fc.string(), (key, before, after) => {
        const clean = redact(`${before} ${spell(key)} ${after}`, [key])
        expect(clean).not.toContain(key)
        expect(clean).not.toContain(spell(key))
        expect(clean).toContain('…redacted')
      }),
    )
  })

  it('is gone also when it is the beginning of another', () => {
    expect(redact('short-key-and-its-end', ['short-key', 'short-key-and-its-end'])).toBe('…redacted')
  })

  it('is gone however often it is there, whatever marks it holds', () => {
    expect(redact('a$&b+(c)|a$&b+(c)', ['a$&b+(c)'])).toBe('…redacted|…redacted')
  })

  it('is looked for in a moment, also among a hundred thousand backslashes', () => {
    const text = `${'\\'.repeat(100_000)} ${JSON.stringify(JSON.stringify(CANARY))}`
    const before = performance.now()
    expect(redact(text, [CANARY])).not.toContain('CANARY')
    expect(performance.now() - before).toBeLessThan(1000)
  })

  it('too short to be one is left alone', () => {
    expect(redact('a cat sat', ['a', 'cat', ''])).toBe('a cat sat')
  })
})

describe('what looks like a key', () => {
  it.each([
    [CANARY, 'sk-…redacted'],
    [`Incorrect API key provided: ${CANARY}.`, 'Incorrect API key provided: sk-…redacted.'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer …redacted'],
    ['bearer abc.def, and more', 'Bearer …redacted, and more'],
    ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: …redacted'],
    ['"api-key":"0123456789"', '"api-key":"…redacted"'],
    ['{"body":"{\\"apiKey\\":\\"hunter2\\"}"}', '{"body":"{\\"apiKey\\":\\"…redacted\\"}"}'],
    [
      '{"h":"{\\"authorization\\":\\"Bearer hunter2\\"}"}',
      '{"h":"{\\"authorization\\":\\"Bearer …redacted\\"}"}',
    ],
    ['?api_key=hunter2&x=1', '?api_key=…redacted&x=1'],
    ['x-api-key: hunter2', 'x-api-key: …redacted'],
    ['practice-0123456789abcdef0123456789abcdef', 'practice-…redacted'],
  ])('is taken out of %j', (text, clean) => {
    expect(redact(text)).toBe(clean)
  })
})

describe('text without secrets', () => {
  it.each([
    'Where is my order?',
    'practice-unavailable',
    'the task-management-overview',
    'the bearers of news',
    'run_abc thread_def asst_0123456789',
    '{"kind":"key-missing","host":"api.example.com"}',
    '',
  ])('is left as it is: %j', (text) => {
    expect(redact(text, ['another-key-entirely'])).toBe(text)
  })

  it('of plain words is left as it is', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/)).map((list) => list.join(' '))
    fc.assert(
      fc.property(words, (text) => {
        fc.pre(!/bearer\s/.test(text))
        expect(redact(text, [CANARY])).toBe(text)
      }),
    )
  })
})

describe('the log', () => {
  it('writes one line of JSON an event, without the keys known at that moment', () => {
    const lines: string[] = []
    const secrets: string[] = []
    const log = createLog(
      (level, line) => lines.push(`${level} ${line}`),
      () => secrets,
    )
    secrets.push('a-key-given-later')
    log('info', 'ipc', 'asked', { text: 'with a-key-given-later' })
    log('warn', 'ipc', 'alone')
    expect(lines).toEqual([
      'info {"room":"ipc","event":"asked","text":"with …redacted"}',
      'warn {"room":"ipc","event":"alone"}',
    ])
  })

  it('never throws, whatever the facts are', () => {
    const lines: string[] = []
    const log = createLog((_level, line) => lines.push(line))
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    log('error', 'ipc', 'odd', { circle })
    log('error', 'ipc', 'big', { count: 1n })
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['odd', 'big'])
  })
})
