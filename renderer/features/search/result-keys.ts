/** Moves the keyboard among results: they are found by their mark in the page. */

/** What every result wears. */
export const RESULT = { 'data-result': '' }

const results = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('nav [data-result]')]

/** Undefined while nothing is found. */
export const firstResult = (): HTMLElement | undefined => results()[0]

/** The next or the one before; undefined beyond either end. */
export function neighbour(of: EventTarget, step: 1 | -1): HTMLElement | undefined {
  const all = results()
  const at = all.findIndex((result) => result === of)
  return at === -1 ? undefined : all[at + step]
}
