/** Hands the desk to the sidebar and its wishes to the actions. */
import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import { Sidebar } from '../features/conversations/Sidebar.tsx'
import { askForThread, closeThreadDialog, openThreadStore, showOpened } from './conversation-actions.ts'
import { newConversation, openConnect, openSettings, practiceOffer, showAssistant } from './desk-actions.ts'
import { LIST_ACTIONS } from './list-actions.ts'
import { deskStore, type Desk, type Place } from './desk-store.ts'
import { ResultsPlace, SearchPlace, useIsSearching } from './SearchPlace.tsx'

const OpenThreadDialog = lazy(async () => ({
  default: (await import('../features/conversations/OpenThreadDialog.tsx')).OpenThreadDialog,
}))

/** The dialog in which a thread is opened, while it is wanted. */
export function ThreadDialogPlace({ desk }: { desk: Desk }) {
  const assistantId = useStore(openThreadStore, (state) => state.assistantId)
  if (assistantId === null) return null
  return (
    <Suspense fallback={null}>
      <OpenThreadDialog
        assistants={desk.assistants.filter(({ archivedAt }) => archivedAt === null)}
        assistantId={assistantId}
        onOpened={showOpened}
        onClose={closeThreadDialog}
      />
    </Suspense>
  )
}

/** The left side of the window. */
export function SidebarPlace({ desk, place }: { desk: Desk; place: Place }) {
  const shownAssistantId = useStore(deskStore, (state) => state.shownAssistantId)
  const reaches = useStore(deskStore, (state) => state.reaches)
  const shownId = place.at === 'conversation' ? place.conversationId : null
  const isSearching = useIsSearching()
  const shown = desk.conversations.find(({ id }) => id === shownId)
  return (
    <Sidebar
      conversations={desk.conversations}
      assistants={desk.assistants}
      connections={desk.connections}
      reaches={reaches}
      shownId={shownId}
      spokenToId={shown?.assistantId ?? null}
      shownAssistantId={shownAssistantId}
      onShowAssistant={showAssistant}
      formerAssistants={desk.formerAssistants}
      actions={LIST_ACTIONS}
      onNew={() => newConversation()}
      onConnect={openConnect}
      onPractice={practiceOffer(desk)}
      onOpenThread={askForThread}
      onSettings={() => openSettings('general')}
      instead={isSearching ? <ResultsPlace desk={desk} shownId={shownId} /> : null}
    >
      <SearchPlace />
    </Sidebar>
  )
}
