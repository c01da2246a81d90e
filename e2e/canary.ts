/** Searches a folder for the key in every spelling in which it could have leaked. */
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Names of files that hold the key as UTF-8, UTF-16, base64, hex or URL-encoded text. */
export function filesWithKey(folder: string, key: string): string[] {
  const spellings = [
    Buffer.from(key),
    Buffer.from(key, 'utf16le'),
    Buffer.from(Buffer.from(key).toString('hex')),
    Buffer.from(encodeURIComponent(key)),
    // Base64 of a longer text that holds the key: its middle is the same at one of three offsets.
    ...[0, 1, 2].map((offset) => Buffer.from(Buffer.from(key.slice(offset)).toString('base64').slice(4, 40))),
  ]
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const path = join(folder, name)
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return false
    const bytes = readFileSync(path)
    return spellings.some((spelling) => bytes.includes(spelling))
  })
}
