/** Hands the desk to the sidebar and its wishes to the actions. */
import { useStore } from 'zustand'
import { Sidebar } from '../features/conversations/Sidebar.tsx'
import {
  newConversation,
  openConnect,
  openSettings,
  practiceOffer,
  removeConversation,
  renameConversation,
  showAssistant,
  showConversation,
} from './desk-actions.ts'
import { deskStore, type Desk, type Place } from './desk-store.ts'

/** The left side of the window. */
export function SidebarPlace({ desk, place }: { desk: Desk; place: Place }) {
  const shownAssistantId = useStore(deskStore, (state) => state.shownAssistantId)
  const shownId = place.at === 'conversation' ? place.conversationId : null
  const shown = desk.conversations.find(({ id }) => id === shownId)
  return (
    <Sidebar
      conversations={desk.conversations}
      assistants={desk.assistants}
      connections={desk.connections}
      shownId={shownId}
      spokenToId={shown?.assistantId ?? null}
      shownAssistantId={shownAssistantId}
      onShowAssistant={showAssistant}
      onShow={showConversation}
      onNew={() => newConversation()}
      onConnect={openConnect}
      onPractice={practiceOffer(desk)}
      onRename={renameConversation}
      onRemove={removeConversation}
      onSettings={() => openSettings('general')}
    />
  )
}
