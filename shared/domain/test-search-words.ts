/** Finding a message as a person would say it, for tests to hold the index against. */
import { placesOf, type Phrase } from './search-words.ts'

/** Whether all of the phrases occur. */
export function hasAll(text: string, phrases: readonly Phrase[]): boolean {
  return phrases.length > 0 && phrases.every((phrase) => placesOf(text, [phrase]).next().done === false)
}
