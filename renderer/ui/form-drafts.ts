/** What was typed in a form that was left without saving: it is there again when the form is. Never a secret. */

export interface Drafts<T> {
  /** What was typed under a key, or null when nothing was. */
  of(key: string): T | null
  keep(key: string, typed: T): void
  /** After saving there is nothing to keep. */
  drop(key: string): void
}

/** Keeps drafts for as long as the window lives; `withoutSecrets` takes out what must not be kept. */
export function createDrafts<T>(withoutSecrets: (typed: T) => T): Drafts<T> {
  const kept = new Map<string, T>()
  return {
    of: (key) => kept.get(key) ?? null,
    keep: (key, typed) => void kept.set(key, withoutSecrets(typed)),
    drop: (key) => void kept.delete(key),
  }
}
