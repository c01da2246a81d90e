/** Fresh identifiers, handed in so that tests can count on them. */
import { randomBytes, randomUUID } from 'node:crypto'

export interface Ids {
  /** A new UUID. */
  next(): string
}

export const systemIds: Ids = { next: () => randomUUID() }

/** A random key such as the practice server's: 32 hex digits behind the prefix. */
export const randomKey = (prefix: string): string => `${prefix}${randomBytes(16).toString('hex')}`
