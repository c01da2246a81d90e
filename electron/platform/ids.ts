/** Fresh identifiers, handed in so that tests can count on them. */
import { randomBytes, randomUUID } from 'node:crypto'

export interface Ids {
  /** A new UUID. */
  next(): string
}

export const systemIds: Ids = { next: () => randomUUID() }

/** A random key such as the practice server's: 32 hex digits behind the prefix. */
export const randomKey = (prefix: string): string => `${prefix}${randomBytes(16).toString('hex')}`

/** Identifiers that count up, in the form of a UUID. */
export function createTestIds(): Ids {
  let count = 0
  return { next: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}` }
}
