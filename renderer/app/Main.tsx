/** The right side of the window: a conversation, the connect form, or the welcome of a first launch. */
import { lazy, Suspense } from 'react'
import { useStore } from 'zustand'
import type { Assistant } from '../../shared/domain/assistant.ts'
import type { Conversation } from '../../shared/domain/conversation.ts'
import type { AppError } from '../../shared/errors.ts'
import { m } from '../../shared/words/generated/messages.js'
import { ChatScreen } from '../features/chat/ChatScreen.tsx'
import { ElsewhereContext } from '../features/chat/elsewhere-context.ts'
import { HeaderMenu } from '../features/conversations/HeaderMenu.tsx'
import { Welcome } from '../features/assistants/Welcome.tsx'
import { openConnect, openSettings, tryPractice } from './desk-actions.ts'
import { elsewhereOf } from './elsewhere.ts'
import type { Desk, Place } from './desk-store.ts'
import { LIST_ACTIONS } from './list-actions.ts'
import { inspectRun, inspectorStore, toggleInspector } from './inspector-actions.ts'

const ConnectAlone = lazy(async () => ({
  default: (await import('./ConnectionPlace.tsx')).ConnectAlone,
}))

interface MainProps {
  desk: Desk
  place: Exclude<Place, { at: 'settings' }>
}

/** Nothing is fetched here: the desk is already known. */
export function Main({ desk, place }: MainProps) {
  const isInspectorOpen = useStore(inspectorStore, ({ isOpen }) => isOpen)
  if (place.at === 'connect')
    return (
      <Suspense fallback={null}>
        <ConnectAlone connections={desk.connections} />
      </Suspense>
    )
  const conversation = desk.conversations.find(({ id }) => id === place.conversationId)
  if (conversation === undefined)
    return desk.assistants.length === 0 ? (
      <Welcome onConnect={openConnect} onPractice={tryPractice} />
    ) : (
      <p className="grid h-full place-items-center px-6 text-sm text-fg-3">{m.pick_conversation()}</p>
    )
  const connected = desk.assistants.find(({ id }) => id === conversation.assistantId)
  const assistant = connected ?? removed(conversation, desk)
  const connection = desk.connections.find(({ id }) => id === assistant.connectionId) ?? null
  const elsewhere = elsewhereOf(desk.assistants, assistant.id)
  return (
    <ElsewhereContext value={elsewhere}>
      <ChatScreen
        key={conversation.id}
        conversation={conversation}
        assistant={assistant}
        connection={connection}
        onOpenSettings={openSettingsFor(assistant)}
        isInspectorOpen={isInspectorOpen}
        onToggleInspector={toggleInspector}
        onInspect={inspectRun}
        onConnectAgain={connected === undefined ? openConnect : undefined}
        menu={
          <HeaderMenu conversation={conversation} assistants={elsewhere.assistants} actions={LIST_ACTIONS} />
        }
      />
    </ElsewhereContext>
  )
}

/** Stands in where the assistant is gone: its conversations stay readable. */
function removed({ assistantId }: Conversation, { formerAssistants }: Desk): Assistant {
  const former = formerAssistants.find(({ id }) => id === assistantId)
  return {
    id: assistantId,
    connectionId: '',
    remoteId: '',
    nickname: former?.nickname ?? m.assistant_removed(),
    colour: former?.colour ?? 'slate',
    snapshot: null,
    functions: [],
    suggestions: [],
    archivedAt: null,
    removedAt: null,
  }
}

type Opener = (about: AppError) => void

const openers = new Map<string, Opener>()

/** The same function for the same assistant, so that rows of the list need not be drawn again. */
function openSettingsFor({ id: assistantId, connectionId }: Assistant): Opener {
  const key = `${assistantId} ${connectionId}`
  const open: Opener = ({ kind }) =>
    openSettings(kind === 'assistant-not-found' ? { assistantId } : { connectionId })
  const known = openers.get(key) ?? open
  openers.set(key, known)
  return known
}
