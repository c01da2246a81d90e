/** The pages about connections: one of them, a new one, and the connect form, within the settings and by itself. */
import { useStore } from 'zustand'
import { m } from '../../shared/words/generated/messages.js'
import { ConnectForm } from '../features/connections/ConnectForm.tsx'
import { ConnectScreen } from '../features/connections/ConnectScreen.tsx'
import { ConnectionEditor } from '../features/connections/ConnectionEditor.tsx'
import { ConnectTitle } from '../features/connections/ConnectTitle.tsx'
import { connectKey, type ConnectStart } from '../features/connections/use-connect-form.ts'
import { say } from '../ui/toasts.ts'
import { closeSettings, newConversation, openSettings } from './desk-actions.ts'
import { deskStore, type Desk } from './desk-store.ts'
import { useCanKeepKeys } from './use-can-keep-keys.ts'

/** With null a new connection. */
export function ConnectionPlace({ desk, connectionId }: { desk: Desk; connectionId: string | null }) {
  const reach = useStore(deskStore, ({ reaches }) =>
    connectionId === null ? undefined : reaches[connectionId],
  )
  const canKeepKeys = useCanKeepKeys() ?? true
  return (
    <ConnectionEditor
      key={connectionId}
      connection={desk.connections.find(({ id }) => id === connectionId) ?? null}
      assistants={desk.assistants.filter((assistant) => assistant.connectionId === connectionId)}
      canKeepKeys={canKeepKeys}
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
  const canKeepKeys = useCanKeepKeys() ?? true
  return (
    <>
      <ConnectTitle start={start} />
      <ConnectForm
        key={`${connectKey(start)} ${start.connectionId}`}
        start={start}
        connections={desk.connections}
        canKeepKeys={canKeepKeys}
        onSaved={newConversation}
        onOpen={(assistantId) => openSettings({ assistantId })}
        onOpenConnection={(connectionId) => openSettings({ connectionId })}
      />
    </>
  )
}

/** Connecting an assistant before there is any other. */
export const ConnectAlone = ({ connections }: Pick<Desk, 'connections'>) => (
  <ConnectScreen
    connections={connections}
    canKeepKeys={useCanKeepKeys() ?? true}
    onSaved={newConversation}
    onOpen={(assistantId) => openSettings({ assistantId })}
    onOpenConnection={(connectionId) => openSettings({ connectionId })}
    onBack={closeSettings}
  />
)
