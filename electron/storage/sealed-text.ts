/**
 * What is sealed for a key: the key, and a checksum that binds it to its connection and origin. The system's keyrings
 * encrypt without one, so a damaged text would open as another key and be sent.
 */
import { createHash } from 'node:crypto'

interface Secret {
  connectionId: string
  origin: string
  key: string
}

const MARK = 'assistant-desk:1:'
const CHECKSUM_LENGTH = 32

export const wrap = (secret: Secret): string => `${MARK}${checksumOf(secret)}${secret.key}`

/** @throws when the text is not what was sealed for this connection and origin */
export function unwrap(
  text: string,
  { connectionId, entry }: { connectionId: string; entry: { origin: string; backend: string } },
): string {
  if (!text.startsWith(MARK)) {
    // Earlier versions sealed the key alone, and did not write down which keyring did it.
    if (entry.backend === '') return text
    throw new Error('not sealed by this app, or damaged')
  }
  const checksum = text.slice(MARK.length, MARK.length + CHECKSUM_LENGTH)
  const key = text.slice(MARK.length + CHECKSUM_LENGTH)
  if (checksum !== checksumOf({ connectionId, origin: entry.origin, key }))
    throw new Error('damaged, or sealed for another server')
  return key
}

const checksumOf = ({ connectionId, origin, key }: Secret): string =>
  createHash('sha256')
    .update(JSON.stringify([connectionId, origin, key]))
    .digest('hex')
    .slice(0, CHECKSUM_LENGTH)
