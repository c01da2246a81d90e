/** Puts text on the clipboard and remembers for a moment that it did. */
import { useMoment } from './use-clock.ts'

const SAID_FOR_MS = 1600

/** `isCopied` is true for a moment after a copy that worked. */
export function useCopy(): { isCopied: boolean; copy(text: string): void } {
  const [isCopied, start] = useMoment(SAID_FOR_MS)
  const copy = (text: string) => {
    navigator.clipboard.writeText(text).then(start, () => undefined)
  }
  return { isCopied, copy }
}
