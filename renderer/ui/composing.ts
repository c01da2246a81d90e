/** Keys that an input method uses belong to it: while it composes, nothing else in the window hears of them. */

/** A key this close to the end of a composition is the key that ended it. */
const SAME_KEY_MS = 60
/** What a key is called while an input method deals with it. */
const IN_PROCESS = 229

/** Keeps them from every field, list and shortcut at once, those of libraries too. Returns what ends it. */
export function leaveKeysToInputMethods(page: Window): () => void {
  let endedAt = -Infinity
  const end = ({ timeStamp }: Event) => {
    endedAt = timeStamp
  }
  const keep = (event: KeyboardEvent) => {
    const { isComposing, keyCode, key, timeStamp } = event
    const hasEndedIt = timeStamp - endedAt < SAME_KEY_MS && (key === 'Enter' || key === 'Escape')
    if (!isComposing && keyCode !== IN_PROCESS && !hasEndedIt) return
    event.stopImmediatePropagation()
    // Composing itself is not disturbed; the key that ended it must not submit a form either.
    if (hasEndedIt) event.preventDefault()
  }
  page.addEventListener('compositionend', end, true)
  page.addEventListener('keydown', keep, true)
  return () => {
    page.removeEventListener('compositionend', end, true)
    page.removeEventListener('keydown', keep, true)
  }
}
