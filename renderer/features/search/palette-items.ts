/** What the palette lists, and how what is typed is compared with it. */
import type { ReactNode } from 'react'
import type { Excerpt } from '../../../shared/domain/excerpt.ts'
import { fold } from '../../../shared/domain/search-words.ts'

/** Something the palette can do or show. */
export interface PaletteItem {
  id: string
  words: string
  icon: ReactNode
  /** Stands behind the words. */
  detail?: string | undefined
  /** Stands below them: what was found in a message. */
  excerpt?: Excerpt | undefined
  /** As keys are written on a keyboard: `Ctrl+N`. */
  shortcut?: string | undefined
  /** More words it is found by. */
  also?: string | undefined
  run(): void
}

export interface PaletteGroup {
  id: string
  words: string
  items: PaletteItem[]
}

/** Those in which every piece of what is typed occurs, in any order; those that begin with it first. */
export function fitting(items: readonly PaletteItem[], typed: string): PaletteItem[] {
  const pieces = piecesOf(typed)
  if (pieces.length === 0) return [...items]
  const whole = pieces.join(' ')
  return items
    .map((item) => ({ item, text: piecesOf(`${item.words} ${item.also ?? ''}`).join(' ') }))
    .filter(({ text }) => pieces.every((piece) => text.includes(piece)))
    .toSorted((one, two) => Number(two.text.startsWith(whole)) - Number(one.text.startsWith(whole)))
    .map(({ item }) => item)
}

const piecesOf = (text: string): string[] =>
  text
    .split(/\s+/u)
    .map(fold)
    .filter((piece) => piece !== '')
