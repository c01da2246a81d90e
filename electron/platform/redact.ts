/** Takes keys out of any text before it is logged, shown in an error or copied. */

const MASK = '…redacted'
/** What keys look like at the servers we know. */
const SHAPED = /\b(sk|pk|rk|asst-key)-[A-Za-z0-9_-]{8,}/g
/** The practice server's are shorter to say than to mistake: `practice-unavailable` is none. */
const PRACTICE = /\bpractice-[0-9a-f]{32}\b/g
const BEARER = /\bBearer\s+[^\s"',;\\]+/gi
/** Whatever stands behind such a label, in a header, a query or JSON, however often that JSON was packed into JSON. */
const LABELLED =
  /\b(api[-_]?key|authorization|x-api-key)(\\*["']?\s*[:=]\s*\\*["']?)(?!Bearer\s)(?:Basic\s+|Token\s+)?[^\s"',;&\\]+/gi
const SHORTEST_SECRET = 6

/** Replaces each of `secrets`, however it is spelled in a URL or JSON, and everything shaped like a key. */
export function redact(text: string, secrets: readonly string[] = []): string {
  // Longest first: one key may be the beginning of another.
  const known = secrets
    .filter(({ length }) => length >= SHORTEST_SECRET)
    .toSorted((a, b) => b.length - a.length)
  return known
    .reduce((clean, secret) => clean.replace(spellingsOf(secret), MASK), text)
    .replace(SHAPED, `$1-${MASK}`)
    .replace(PRACTICE, `practice-${MASK}`)
    .replace(BEARER, `Bearer ${MASK}`)
    .replace(LABELLED, `$1$2${MASK}`)
}

/** The value of a header may be no more than a word, such as `production`: taken out everywhere, it would leave holes in ordinary answers. */
export const isWord = (text: string): boolean => text.length < 24 && /^[a-z]+([ ._-][a-z]+)*$/i.test(text)

const spellingsOf = (secret: string): RegExp =>
  new RegExp(Array.from({ length: secret.length }, (_, at) => spellingsAt(secret, at)).join(''), 'g')

/**
 * A UTF-16 unit as it is, as a URL spells it, and as JSON does, packed once or more often. A match never begins inside a
 * row of backslashes: looked at from each of them, a long row would take the square of its length.
 */
function spellingsAt(secret: string, at: number): string {
  const code = secret.charCodeAt(at)
  const unit = anyCase(code.toString(16).padStart(4, '0'))
  const backslashes = at === 0 ? '(?<!\\\\)\\\\+' : '\\\\+'
  const inJson = `${backslashes}u${unit}`
  if (code > 0x7f) return `(?:\\u${code.toString(16).padStart(4, '0')}|${inJson})`
  const inUrl = `%(?:25)*${anyCase(code.toString(16).padStart(2, '0'))}`
  return `(?:(?:${backslashes})?\\x${code.toString(16).padStart(2, '0')}|${inUrl}|${inJson})`
}

/** Hexadecimal digits in either case. */
const anyCase = (hex: string): string => hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)
