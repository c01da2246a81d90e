/** Turns bytes into JSON, or says why they are none. */
import type { AppError } from '../../shared/errors.ts'

export type ReadJson = { ok: true; value: unknown } | { ok: false; error: AppError }

/** A body of a 2xx answer. Servers mislabel JSON, so text that looks like it is tried whatever the content type says. */
export function readJson(bytes: Uint8Array, contentType: string, clean: (text: string) => string): ReadJson {
  const text = clean(decode(bytes))
  const start = text.trimStart().slice(0, 1)
  const saysJson = /\bjson\b/i.test(contentType)
  const isMarkup = /\bhtml\b/i.test(contentType) || start === '<'
  if (isMarkup || (!saysJson && start !== '{' && start !== '[' && text.trim() !== '')) {
    return { ok: false, error: { kind: 'not-json', contentType, looksLikeLogin: looksLikeLogin(text) } }
  }
  const value = parseJson(text)
  return value === undefined ? { ok: false, error: { kind: 'cut-reply' } } : { ok: true, value }
}

/** Undefined when it is not JSON. Keys that would change a prototype once copied are left out. */
export function parseJson(text: string): unknown {
  try {
    const mayPollute = text.includes('__proto__') || text.includes('\\u005')
    return mayPollute ? JSON.parse(text, withoutProto) : JSON.parse(text)
  } catch {
    return undefined
  }
}

const withoutProto = (key: string, value: unknown): unknown => (key === '__proto__' ? undefined : value)

/** UTF-8 unless a byte order mark says UTF-16; the mark itself is dropped, broken bytes become U+FFFD. */
export function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder().decode(bytes)
}

const LOGIN = /type\s?=\s?["']?password|\blog[ -]?in\b|\bsign[ -]?in\b|captive|登入|登录/i

const looksLikeLogin = (text: string): boolean => LOGIN.test(text.slice(0, 200_000))
