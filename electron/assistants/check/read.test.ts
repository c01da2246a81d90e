/** What answers show, which other addresses are tried, and how texts are tidied: pure. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tidyKey } from '../../../shared/domain/key-text.ts'
import type { AppError, Technical } from '../../../shared/errors.ts'
import { isFoundry, movedBaseUrl, otherBaseUrls, versionFor, withOtherScheme } from './base-urls.ts'
import { tidyId } from './found.ts'
import { expiryOf, hasLapsed, read, type Reading } from './read.ts'

const refused = (status: number, technical: Technical = {}) => ({
  ok: false as const,
  error: { kind: 'refused', status, technical: { status, ...technical } } satisfies AppError,
})

describe('an answer', () => {
  const HOST = 'a.example'
  it.each<[AppError, Reading]>([
    [{ kind: 'assistant-not-found', assistantId: 'a' }, 'no-such-thing'],
    [{ kind: 'thread-not-found', threadId: 't' }, 'no-such-thing'],
    [{ kind: 'wrong-path', url: 'https://a.example/x' }, 'no-such-path'],
    [{ kind: 'api-retired', host: HOST }, 'no-such-path'],
    [{ kind: 'unsupported', what: 'other' }, 'no-such-path'],
    [{ kind: 'key-refused', host: HOST }, 'key-wanted'],
    [{ kind: 'forbidden' }, 'key-wanted'],
    [{ kind: 'quota-exceeded' }, 'busy'],
    [{ kind: 'not-json', contentType: 'text/html', looksLikeLogin: false }, 'page'],
    [{ kind: 'unexpected-reply' }, 'page'],
    [{ kind: 'cut-reply' }, 'empty'],
    [{ kind: 'redirected', status: 302, target: 'https://b.example' }, 'moved'],
    [{ kind: 'server-failed', status: 502 }, 'broken'],
    [{ kind: 'unreachable', reason: 'refused', host: HOST }, 'no-answer'],
    [{ kind: 'refused', status: 422 }, 'refused'],
  ])('of %j reads as %s', (error, reading) => {
    expect(read({ ok: false, error })).toBe(reading)
  })

  it.each([
    [400, { serverMessage: 'Missing required query parameter: api-version' }],
    [400, { code: 'MissingApiVersionParameter' }],
    [400, { serverMessage: 'API version not supported' }],
    [404, { serverMessage: 'The api-version query parameter (?api-version=) is required for all requests.' }],
  ])('of %i %j wants the version', (status, technical) => {
    expect(read(refused(status, technical))).toBe('version-wanted')
  })

  it('never takes a refused key for a missing version', () => {
    const technical = { status: 401, serverMessage: 'Unauthorized for api-version v1' }
    expect(read({ ok: false, error: { kind: 'key-refused', host: HOST, technical } })).toBe('key-wanted')
  })
})

describe('a token', () => {
  const NOW = Date.UTC(2026, 10, 22)
  const token = (exp: unknown) =>
    `${encode({ alg: 'RS256' })}.${encode({ aud: 'https://ai.azure.com', exp })}.signature`
  const said = (serverMessage: string) => refused(401, { serverMessage })

  it.each([
    'Unauthorized. Access token is missing, invalid, audience is incorrect (https://ai.azure.com), or have expired.',
    'The token is expired.',
    'Token has expired',
    'IDX10223: Lifetime validation failed.',
  ])('has lapsed by the server’s words: %s', (words) => {
    expect(hasLapsed(said(words), { key: 'opaque', now: NOW })).toBe(true)
  })

  it('has lapsed by its own', () => {
    expect(hasLapsed(said('Unauthorized'), { key: token(NOW / 1000 - 1), now: NOW })).toBe(true)
    expect(hasLapsed(said('Unauthorized'), { key: token(NOW / 1000 + 60), now: NOW })).toBe(false)
  })

  it.each(['Incorrect API key provided: sk-***.', 'Your subscription has expired', ''])(
    'has not lapsed for %j',
    (words) => expect(hasLapsed(said(words), { key: 'sk-1', now: NOW })).toBe(false),
  )

  it('of any shape is read without failing', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `eyJ.${text}.x`),
          fc.json().map(bare),
        ),
        (key) => {
          const expiry = expiryOf(key)
          expect(expiry === null || Number.isFinite(expiry)).toBe(true)
        },
      ),
    )
  })

  const bare = (json: string) => `eyJ0.${Buffer.from(json).toString('base64url')}.x`
})

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')

describe('other Base URLs', () => {
  it.each([
    ['https://a.example', 'https://a.example/v1'],
    ['https://a.example/v1', 'https://a.example'],
    ['https://a.example/openai', 'https://a.example/openai/v1'],
    ['https://a.example/deep/v1', 'https://a.example/deep'],
    [
      'https://r.services.ai.azure.com/api/projects/p/openai/v1',
      'https://r.services.ai.azure.com/api/projects/p',
    ],
  ])('for %s begin with %s', (given, first) => {
    expect(otherBaseUrls(given)[0]).toBe(first)
  })

  it('are all at the same origin, few, each once, and never the one given', () => {
    const path = fc
      .array(fc.constantFrom('v1', 'api', 'openai', 'deep', 'projects', 'x'), { maxLength: 4 })
      .map((parts) => parts.map((part) => `/${part}`).join(''))
    fc.assert(
      fc.property(path, (given) => {
        const found = otherBaseUrls(`https://a.example:8443${given}`)
        expect(found.every((url) => new URL(url).origin === 'https://a.example:8443')).toBe(true)
        expect(found.length).toBeLessThanOrEqual(8)
        expect(new Set(found).size).toBe(found.length)
        expect(found).not.toContain(`https://a.example:8443${given}`)
      }),
    )
  })

  it('without encryption stay in one’s own house', () => {
    expect(withOtherScheme('https://192.168.1.4:8000/v1')).toBe('http://192.168.1.4:8000/v1')
    expect(withOtherScheme('https://a.example/v1')).toBeNull()
    expect(withOtherScheme('http://192.168.1.4:8000/v1')).toBe('https://192.168.1.4:8000/v1')
  })

  it.each([
    ['http://a.example/v1', 'https://a.example', 'https://a.example/v1'],
    ['http://a.example/v1', 'https://b.example', null],
    ['https://a.example/v1', 'http://a.example', null],
    ['https://a.example/v1', 'https://a.example', null],
    ['https://a.example/v1', 'not a url', null],
  ])('after a redirect from %s to %s: %s', (from, target, expected) => {
    expect(movedBaseUrl(from, target)).toBe(expected)
  })

  it('know Azure’s two families of versions', () => {
    expect(versionFor('https://r.services.ai.azure.com/api/projects/p').value).toBe('v1')
    expect(versionFor('https://r.openai.azure.com/openai').value).toBe('2024-05-01-preview')
    expect(isFoundry('https://r.services.ai.azure.com/api/projects/p')).toBe(true)
    expect(isFoundry('https://services.ai.azure.com.evil.example/api/projects/p')).toBe(false)
  })
})

describe('what was copied along', () => {
  it.each([
    ['"asst_abc",', 'asst_abc'],
    ['assistant_id="asst_abc"', 'asst_abc'],
    ['https://platform.openai.com/assistants/asst_abc?x=1', 'asst_abc'],
    ['\u200basst_abc\u00a0', 'asst_abc'],
    ['「asst_abc」', 'asst_abc'],
    ['7f3e-uuid', '7f3e-uuid'],
  ])('with an assistant ID %s is taken off', (written, id) => {
    expect(tidyId(written)).toBe(id)
  })

  it.each([
    ['"sk-a\u200bbc",', 'sk-abc'],
    ['Authorization: Bearer sk-abc\n', 'sk-abc'],
    ['export OPENAI_API_KEY="sk-abc"', 'sk-abc'],
    ['sk-a\nbc', 'sk-abc'],
    ['sk-abc', 'sk-abc'],
  ])('with a key %j is taken off', (written, key) => {
    expect(tidyKey(written)).toBe(key)
  })

  it('is off after once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(tidyKey(tidyKey(text))).toBe(tidyKey(text))
        expect(tidyKey(text)).not.toMatch(/[\s\u200b]/)
      }),
    )
  })
})
