/** Hands the desk to the sidebar and its wishes to the actions. */
import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import type { ConversationActions } from '../features/conversations/conversation-actions-port.ts'
import { Sidebar } from '../features/conversations/Sidebar.tsx'
import {
  arrangeConversations,
  askElsewhere,
  askForThread,
  closeThreadDialog,
  copyThreadId,
  openThreadStore,
  refreshConversation,
  removeConversations,
  renameConversation,
  showOpened,
} from './conversation-actions.ts'
import { exportConversations } from './data-actions.ts'
import {
  newConversation,
  openConnect,
  openSettings,
  practiceOffer,
  showAssistant,
  showConversation,
} from './desk-actions.ts'
import { deskStore, type Desk, type Place } from './desk-store.ts'
import { ResultsPlace, SearchPlace, useIsSearching } from './SearchPlace.tsx'

const OpenThreadDialog = lazy(async () => ({
  default: (await import('../features/conversations/OpenThreadDialog.tsx')).OpenThreadDialog,
}))

const ACTIONS: ConversationActions = {
  onShow: showConversation,
  onRename: renameConversation,
  onArrange: arrangeConversations,
  onRemove: removeConversations,
  onAskElsewhere: (conversationId, assistantId) =>
    askElsewhere({ conversationId, assistantId, messageId: null }),
  onRefresh: refreshConversation,
  onCopyThread: copyThreadId,
  onExport: exportConversations,
}

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
      actions={ACTIONS}
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
