/** Time and names as things that are handed in, so that a test can own both. */

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Runs once after `ms` milliseconds; the returned function calls it off. */
  after(ms: number, run: () => void): () => void
}

/** A fresh identifier that starts with the prefix, like `thread_`. */
export type NewId = (prefix: string) => string

/** The protocol counts whole seconds. */
export const inSeconds = (ms: number) => Math.floor(ms / 1000)
