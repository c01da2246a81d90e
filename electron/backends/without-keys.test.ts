/** The keys we know are taken out of JSON, which stays JSON, and nothing else is. */
import { describe, expect, it } from 'vitest'
import { withoutKeys } from './without-keys.ts'

const KEY = 'nsk-"q"/a\\b-0123456789'

describe('a known key', () => {
  it.each([
    ['as JSON has it', JSON.stringify({ a: KEY })],
    ['packed twice', JSON.stringify({ a: JSON.stringify({ b: KEY }) })],
    ['with its slash escaped', JSON.stringify({ a: KEY }).replace('/', '\\/')],
    [
      'in hexadecimal',
      `{"a":"${KEY.split('')
        .map((unit) => (unit === '\\' ? '\\\\' : `\\u00${unit.charCodeAt(0).toString(16)}`))
        .join('')}"}`,
    ],
    ['behind backslashes', JSON.stringify({ a: `\\\\${KEY}` })],
    ['behind a line break', JSON.stringify({ a: `\n${KEY}` })],
    ['whose beginning an escape takes', `{"a":"\\${KEY.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"}`],
  ])('is taken out %s', (_name, text) => {
    const clean = withoutKeys([KEY])(text)
    expect(JSON.stringify(JSON.parse(clean))).toContain('…redacted')
    expect(clean).not.toContain('0123456789')
  })

  it('goes whole when another is its beginning', () => {
    expect(withoutKeys(['secret-1', 'secret-12'])('"secret-12"')).toBe('"…redacted"')
  })

  it('that is short is left alone, and so is everything without a key', () => {
    const text = '{"a":"short sk-0123456789abcdef Bearer x \\\\ \\u0041"}'
    expect(withoutKeys(['short', 'another-key'])(text)).toBe(text)
  })

  it('of digits leaves numbers whole', () => {
    expect(withoutKeys(['123456'])('{"at":1234567890,"a":"123456"}')).toBe(
      '{"at":1234567890,"a":"…redacted"}',
    )
  })

  it('is looked for in no more than a moment', () => {
    const text = `"${'\\'.repeat(2_000_000)}${'sk-"'.repeat(500_000)}"`
    const startedAt = performance.now()
    withoutKeys([KEY, '\\\\sk-"\\"secret'])(text)
    expect(performance.now() - startedAt).toBeLessThan(2000)
  })
})
