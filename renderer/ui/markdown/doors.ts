/** The ways out of a markdown text, handed to its parts: opening a link, drawing a mark. */
import { createContext, useContext, type ReactNode } from 'react'

export interface MarkdownDoors {
  /** `isDoubtful` when its words name another place than it goes to. */
  onOpenLink(url: string, isDoubtful?: boolean): void
  renderMark(number: number): ReactNode
}

const DoorsContext = createContext<MarkdownDoors>({ onOpenLink: () => undefined, renderMark: String })

export const Doors = DoorsContext.Provider
export const useDoors = (): MarkdownDoors => useContext(DoorsContext)
