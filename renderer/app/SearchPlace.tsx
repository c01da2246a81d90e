/** The box at the head of the sidebar and what was found, handed to the actions. */
import { Command } from 'lucide-react'
import { lazy, Suspense, useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { m } from '../../shared/words/generated/messages.js'
import { onEvent } from '../bridge/bridge.ts'
import { SearchBox } from '../features/search/SearchBox.tsx'
import { IconButton } from '../ui/Button.tsx'
import { showConversation } from './desk-actions.ts'
import { deskStore, type Desk } from './desk-store.ts'
import {
  boxIsFocused,
  focusSearch,
  leaveSearch,
  openPalette,
  searchPlaces,
  showAllIn,
  showMessage,
  sidebarSearch,
} from './search-actions.ts'

const SearchResults = lazy(async () => ({
  default: (await import('../features/search/SearchResults.tsx')).SearchResults,
}))

/** Beside it the way to the palette. */
export function SearchPlace() {
  const isWanted = useStore(searchPlaces, ({ isBoxWanted }) => isBoxWanted)
  return (
    <div className="mx-3 mb-1 flex shrink-0 items-center gap-1">
      <SearchBox search={sidebarSearch} isWanted={isWanted} onFocused={boxIsFocused} onLeave={leaveSearch} />
      <IconButton label={m.palette_open()} onClick={openPalette}>
        <Command size={15} />
      </IconButton>
    </div>
  )
}

/** False where nothing is looked for: the list stands there then. */
export function useIsSearching(): boolean {
  return useStore(sidebarSearch.store, ({ text }) => text.trim() !== '')
}

/** Conversations went, came back or came new: what is listed may not be there any more. Returns how to stop. */
function lookAgainWhenTheyChange(): () => void {
  const leaveDesk = deskStore.subscribe(({ desk: now }, { desk: before }) => {
    if (now?.conversations.length !== before?.conversations.length) sidebarSearch.again()
  })
  const leaveEvents = onEvent(({ type }) => {
    if (type === 'history-restored') sidebarSearch.again()
  })
  return () => {
    leaveDesk()
    leaveEvents()
  }
}

/** In place of the list while something is looked for. */
export function ResultsPlace({ desk, shownId }: { desk: Desk; shownId: string | null }) {
  const { assistants, formerAssistants } = desk
  const whose = useMemo(
    () => new Map([...formerAssistants, ...assistants].map((face) => [face.id, face])),
    [assistants, formerAssistants],
  )
  useEffect(lookAgainWhenTheyChange, [])
  return (
    <Suspense fallback={<div className="flex-1" />}>
      <SearchResults
        search={sidebarSearch}
        whose={whose}
        shownId={shownId}
        onShow={showConversation}
        onShowMessage={showMessage}
        onShowAll={showAllIn}
        onBack={focusSearch}
      />
    </Suspense>
  )
}
