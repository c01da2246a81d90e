/** Which message was just jumped to: it is set off for a moment. */
import { createContext, use } from 'react'

export const FoundContext = createContext<string | null>(null)

/** What an article of this message wears: its name in the page, and a mark while it is the one jumped to. */
export function useFoundMark(messageId: string): { 'data-message': string; 'data-found'?: '' } {
  const isFound = use(FoundContext) === messageId
  return { 'data-message': messageId, ...(isFound ? { 'data-found': '' } : {}) }
}
