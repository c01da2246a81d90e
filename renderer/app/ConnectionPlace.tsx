/** The pages of the settings about connections: one of them, a new one, and the connect form. */
import { useStore } from 'zustand'
import { m } from '../../shared/words/generated/messages.js'
import { ConnectForm } from '../features/connections/ConnectForm.tsx'
import { ConnectionEditor } from '../features/connections/ConnectionEditor.tsx'
import { ConnectTitle } from '../features/connections/ConnectTitle.tsx'
import { connectKey, type ConnectStart } from '../features/connections/use-connect-form.ts'
import { say } from '../ui/toasts.ts'
import { newConversation, openSettings } from './desk-actions.ts'
import { deskStore, type Desk } from './desk-store.ts'

/** With null a new connection. */
export function ConnectionPlace({ desk, connectionId }: { desk: Desk; connectionId: string | null }) {
  const reach = useStore(deskStore, ({ reaches }) =>
    connectionId === null ? undefined : reaches[connectionId],
  )
  return (
    <ConnectionEditor
      key={connectionId}
      connection={desk.connections.find(({ id }) => id === connectionId) ?? null}
      assistants={desk.assistants.filter((assistant) => assistant.connectionId === connectionId)}
      canKeepKeys={desk.canKeepKeys}
      reach={reach}
      onSaved={(savedId) => {
        say({ title: m.form_saved(), lastsMs: 3000 })
        if (connectionId === null) openSettings({ connectionId: savedId })
      }}
      onRemoved={() => openSettings('general')}
      onOpenAssistant={(assistantId) => openSettings({ assistantId })}
      onConnect={(start) => openSettings({ connect: start })}
    />
  )
}

/** Connecting an assistant from within the settings. */
export function ConnectPlace({ desk, start }: { desk: Desk; start: ConnectStart }) {
  return (
    <>
      <ConnectTitle start={start} />
      <ConnectForm
        key={`${connectKey(start)} ${start.connectionId}`}
        start={start}
        connections={desk.connections}
        canKeepKeys={desk.canKeepKeys}
        onSaved={newConversation}
        onOpen={(assistantId) => openSettings({ assistantId })}
        onOpenConnection={(connectionId) => openSettings({ connectionId })}
      />
    </>
  )
}
