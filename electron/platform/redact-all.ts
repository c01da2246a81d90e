/** Takes keys out of everything in a value, however deep, without changing its shape. */
import { redact } from './redact.ts'

/** What stands under such a name is a secret whatever it looks like. */
const SECRET_NAME = /^(api[-_]?key|authorization|x-api-key)$/i

/** A copy. Only for plain data: what JSON can hold. */
export function redactAll<T>(value: T, secrets: readonly string[]): T {
  // The same shape comes back, with other texts in it.
  return walk(value, secrets) as T
}

function walk(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return redact(value, secrets)
  if (Array.isArray(value)) return value.map((entry: unknown) => walk(entry, secrets))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [redact(name, secrets), walkNamed(name, entry, secrets)]),
  )
}

const walkNamed = (name: string, entry: unknown, secrets: readonly string[]): unknown =>
  SECRET_NAME.test(name) && typeof entry === 'string'
    ? redact(`${name}: ${entry}`, secrets).slice(name.length + 2)
    : walk(entry, secrets)
