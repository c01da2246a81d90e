/** Takes the keys we know out of what a server answers, and nothing else: ordinary answers stay as they are. */

const MASK = '…redacted'
/** As everywhere: what is shorter may well be a word. */
const SHORTEST = 6

export type Cleaner = (text: string) => string

/** For JSON, which stays JSON. Longest first: one key may be the beginning of another. */
export function withoutKeys(keys: readonly string[]): Cleaner {
  const patterns = keys
    .filter(({ length }) => length >= SHORTEST)
    .toSorted((a, b) => b.length - a.length)
    .map(patternOf)
  return (text) => patterns.reduce((clean, pattern) => clean.replace(pattern, MASK), text)
}

/**
 * The key as JSON may spell it, packed once or more often. Backslashes before it go with it: the mask must not become a
 * part of an escape. A row of them is taken from its beginning only, for it may be long.
 */
function patternOf(key: string): RegExp {
  const units = Array.from(key.replace(/\\+/g, '\\').split(''), (unit, at) => spellingsOf(unit, at === 0))
  const spelled = `(?:(?<!\\\\)\\\\+)?${units.join('')}`
  // A part of a number is no key, and the number has to stay one.
  return new RegExp(/^\d+$/.test(key) ? `(?<![\\d.])${spelled}(?![\\d.])` : spelled, 'g')
}

function spellingsOf(unit: string, isFirst: boolean): string {
  const code = unit.charCodeAt(0).toString(16).padStart(4, '0')
  const anyCase = code.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)
  const backslashes = isFirst ? '' : '\\\\+'
  const asItIs = unit === '\\' ? '\\\\+' : `${/["/]/.test(unit) ? '\\\\*' : ''}\\u${code}`
  return `(?:${asItIs}|${backslashes}u${anyCase})`
}
