/** Searching from anywhere: the box of the sidebar, finding in the conversation shown, the palette, and where what was found is read. */
import { createStore } from 'zustand/vanilla'
import { closeFind, findStore, openFind, step } from '../features/chat/find-store.ts'
import { focusComposer } from '../features/chat/composer-focus.ts'
import { wishJump } from '../features/chat/jump-store.ts'
import { createSearch } from '../features/search/search-store.ts'
import { closeSettings, showConversation } from './desk-actions.ts'
import { deskStore } from './desk-store.ts'
import { isNarrow } from './use-narrow.ts'

interface SearchPlaces {
  isSidebarOpen: boolean
  /** The kind of window that `isSidebarOpen` was decided for. A hidden window is narrow until it is laid out. */
  isForNarrow: boolean
  /** Until the sidebar's box has the cursor. */
  isBoxWanted: boolean
  isPaletteOpen: boolean
}

export const searchPlaces = createStore<SearchPlaces>(() => ({
  /** It starts closed where it would lie over the rest. */
  isSidebarOpen: !isNarrow(),
  isForNarrow: isNarrow(),
  isBoxWanted: false,
  isPaletteOpen: false,
}))

/** What the sidebar's box looks for. */
export const sidebarSearch = createSearch()

export const showSidebar = (isSidebarOpen: boolean): void => searchPlaces.setState({ isSidebarOpen })

/** Where the window became wide there is room for the sidebar, and where it became narrow there is none. */
export function fitSidebar(isNarrowNow: boolean): void {
  if (searchPlaces.getState().isForNarrow !== isNarrowNow)
    searchPlaces.setState({ isSidebarOpen: !isNarrowNow, isForNarrow: isNarrowNow })
}

/** Shows the sidebar and puts the cursor into its box. */
export function focusSearch(): void {
  closeSettings()
  searchPlaces.setState({ isSidebarOpen: true, isBoxWanted: true })
}
export const boxIsFocused = (): void => searchPlaces.setState({ isBoxWanted: false })

export const openPalette = (): void => searchPlaces.setState({ isPaletteOpen: true })
export const closePalette = (): void => searchPlaces.setState({ isPaletteOpen: false })

/** Where there is a conversation to find in. */
export function findHere(): void {
  const { place } = deskStore.getState()
  if (place.at === 'conversation' && place.conversationId !== null) openFind(place.conversationId)
}

/** F3: goes on, or opens the bar. */
export function findOn(by: 1 | -1): void {
  const { place } = deskStore.getState()
  const isOpenHere =
    place.at === 'conversation' && findStore.getState().conversationId === place.conversationId
  if (isOpenHere && findStore.getState().current !== null) step(by)
  else findHere()
}

/** Shows a message that was found, set off for a moment. */
export function showMessage(
  conversationId: string,
  { messageId, position }: { messageId: string; position: number },
): void {
  closeFind()
  wishJump(conversationId, messageId)
  showConversation(conversationId, position)
}

/** Shows a conversation with all places in it where the text stands. */
export function showAllIn(conversationId: string, text: string): void {
  showConversation(conversationId)
  openFind(conversationId, text)
}

/** Out of the box, back to writing; where the sidebar lies over that, it gives way. */
export function leaveSearch(): void {
  if (isNarrow()) showSidebar(false)
  focusComposer()
}
