/** Searches for keys in every spelling in which they could have leaked. */
import { randomBytes } from 'node:crypto'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A key that exists nowhere else, so that whatever holds it was told. */
export const freshKey = (): string => `sk-CANARY-${randomBytes(16).toString('hex')}`

/** Names of files in a folder that hold one of the keys. */
export const filesWithKey = (folder: string, ...keys: string[]): string[] =>
  filesWith(folder, keys.flatMap(spellingsOf))

/** Names of files in a folder that hold one of the pieces. */
export function filesWith(folder: string, pieces: readonly Buffer[]): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(folder, name)
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false
    const bytes = readFileSync(path)
    return pieces.some((piece) => bytes.includes(piece))
  })
}

/** Whether a text or some bytes hold one of the keys, or half of one. */
export function holdsKey(text: string | Buffer, ...keys: string[]): boolean {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  return keys.flatMap(spellingsOf).some((spelling) => bytes.includes(spelling))
}

/** UTF-8, UTF-16, hex, URL-encoded and base64 of a key, and of each of its halves: half a key that gets out is a leak. */
export function spellingsOf(key: string): Buffer[] {
  return [key.slice(0, key.length / 2), key.slice(key.length / 2)].flatMap((half) => {
    const bytes = Buffer.from(half)
    const hex = bytes.toString('hex')
    const percent = hex.replace(/../g, '%$&')
    const texts = [
      half,
      encodeURIComponent(half),
      hex,
      hex.toUpperCase(),
      percent,
      percent.toUpperCase(),
      ...base64Of(bytes),
      ...base64Of(Buffer.from(half, 'utf16le')),
    ]
    return [...texts.map((text) => Buffer.from(text)), Buffer.from(half, 'utf16le')]
  })
}

/** Of a longer text that holds the bytes somewhere: their middle is the same at each of three offsets. Both alphabets. */
const base64Of = (bytes: Buffer): string[] =>
  [0, 1, 2].flatMap((offset) => {
    const whole = bytes.subarray(offset)
    const middle = whole.subarray(0, whole.length - (whole.length % 3))
    return [middle.toString('base64').slice(4), middle.toString('base64url').slice(4)]
  })
