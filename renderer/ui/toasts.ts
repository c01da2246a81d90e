/** Short messages that come and go at the foot of the window. Their machinery is fetched when the first one is said. */
import { toAppError } from '../../shared/errors.ts'
import { m } from '../../shared/words/generated/messages.js'

export interface ToastWords {
  title: string
  description?: string
  tone?: 'bad'
  lastsMs: number
  /** What it is about: it takes the place of what was said of that before. */
  topic?: string
  /** One thing to do about it; doing it closes the message. */
  action?: { words: string; act(): void }
}

const FAILURE_LASTS_MS = 7000

/** Says something in passing. */
export function say(words: ToastWords): void {
  // The words are lost only if a file of the app itself is missing.
  import('./toast-manager.ts').then(({ addToast }) => addToast(words)).catch(() => undefined)
}

/** Says in words that something the person asked for did not work. The same failure again takes the place of the last one. */
export function sayFailure(thrown: unknown): void {
  void explained(thrown).then(
    (words) => say({ ...words, topic: words.title }),
    () => undefined,
  )
}

/** The same, in the place of what was said of the topic before. */
export function sayFailureOf(topic: string, thrown: unknown): void {
  void explained(thrown).then(
    (words) => say({ ...words, topic }),
    () => undefined,
  )
}

/** Takes back what was said of a topic. */
export function unsay(topic: string): void {
  import('./toast-manager.ts').then(({ closeToast }) => closeToast(topic)).catch(() => undefined)
}

async function explained(thrown: unknown): Promise<ToastWords> {
  const { explain } = await import('../../shared/words/explain.ts')
  const { title, todo } = explain(toAppError(thrown))
  return {
    title: m.action_failed({ reason: title }),
    description: todo,
    tone: 'bad',
    lastsMs: FAILURE_LASTS_MS,
  }
}
