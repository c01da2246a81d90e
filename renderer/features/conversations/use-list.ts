/** Where the keyboard is in the list of conversations, what is selected, renamed and folded out. */
import { useMemo, useState } from 'react'
import type { Conversation } from '../../../shared/domain/conversation.ts'
import { groupConversations, linesOf, type Line } from './groups.ts'
import { keepListed, nothing, type Selection } from './selection.ts'

/** What an open menu is for, and where it stands. */
export interface OpenMenu {
  conversationId: string
  /** The row, or the point that was clicked. */
  at: Element | { x: number; y: number }
}

export interface ListModel {
  lines: readonly Line[]
  /** The IDs of the rows, in their order. */
  order: readonly string[]
  /** The line the Tab key leads to. */
  cursor: string | null
  setCursor(key: string): void
  selection: Selection
  select(selection: Selection): void
  renamingId: string | null
  rename(conversationId: string | null): void
  menu: OpenMenu | null
  setMenu(menu: OpenMenu | null): void
  isArchiveOpen: boolean
  foldArchive(): void
}

/** `shownId` is where the keyboard comes in until it has been somewhere else. */
export function useList(
  conversations: readonly Conversation[],
  { now, shownId }: { now: number; shownId: string | null },
): ListModel {
  const [isArchiveOpen, setIsArchiveOpen] = useState(false)
  const [cursor, setCursor] = useState<string | null>(null)
  const [selected, select] = useState<Selection>(nothing)
  const [renamingId, rename] = useState<string | null>(null)
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const groups = useMemo(() => groupConversations(conversations, now), [conversations, now])
  const lines = useMemo(() => linesOf(groups, isArchiveOpen), [groups, isArchiveOpen])
  const order = useMemo(() => lines.flatMap((line) => (line.kind === 'row' ? [line.key] : [])), [lines])
  const selection = useMemo(() => keepListed(selected, order), [selected, order])
  // What comes back to the list is not selected again.
  if (selection !== selected) select(selection)
  const listed = useMemo(() => new Set(lines.map(({ key }) => key)), [lines])
  const wished = [cursor, shownId, order[0] ?? null].find((key) => key !== null && listed.has(key))
  return {
    lines,
    order,
    cursor: wished ?? null,
    setCursor,
    selection,
    select,
    renamingId,
    rename,
    menu,
    setMenu,
    isArchiveOpen,
    foldArchive: () => setIsArchiveOpen(!isArchiveOpen),
  }
}
