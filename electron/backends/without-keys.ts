/** Takes the keys we know out of what a server answers, and nothing else: ordinary answers stay as they are. */

const MASK = '…redacted'
/** As everywhere: what is shorter may well be a word. */
const SHORTEST = 6

export type Cleaner = (text: string) => string

/** For JSON, which stays JSON. Longest first: one key may be the beginning of another. */
export function withoutKeys(keys: readonly string[]): Cleaner {
  const patterns = keys
    .filter((key) => key.length >= SHORTEST && /[^\\]/.test(key))
    .toSorted((a, b) => b.length - a.length)
    .map(patternOf)
  return (text) => patterns.reduce((clean, pattern) => clean.replace(pattern, MASK), text)
}

/**
 * The key as JSON may spell it, packed once or more often. Backslashes before it go with it: the mask must not become a
 * part of an escape. A row of them is taken from its beginning and in one place only, for it may be long.
 */
function patternOf(key: string): RegExp {
  const bare = key.replace(/^\\+/, '')
  const units = bare.split('').flatMap((unit, at, all) => {
    if (unit === '\\') return []
    return at === 0 ? [spellingsOf(unit, '')] : [spellingsOf(unit, all[at - 1] === '\\' ? '\\\\+' : null)]
  })
  const spelled = `(?:(?<!\\\\)\\\\+)?${units.join('')}`
  // A part of a number is no key, and the number has to stay one.
  return new RegExp(/^\d+$/.test(key) ? `(?<![\\d.])${spelled}(?![\\d.])` : spelled, 'g')
}

/** `before` is what stands before it in any case; null where only an escape has a backslash. */
function spellingsOf(unit: string, before: string | null): string {
  const code = unit.charCodeAt(0).toString(16).padStart(4, '0')
  const inHex = `u${code.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)}`
  if (before !== null) return `${before}(?:\\u${code}|${inHex})`
  return /["/]/.test(unit) ? `\\\\*(?:\\u${code}|${inHex})` : `(?:\\u${code}|\\\\+${inHex})`
}
