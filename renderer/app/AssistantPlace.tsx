/** An assistant's page in the settings, with what its connection brings to it: picking another ID, checking. */
import type { Assistant } from '../../shared/domain/assistant.ts'
import { m } from '../../shared/words/generated/messages.js'
import {
  AssistantEditor,
  type CheckToolProps,
  type ConnectionTools,
  type PickToolProps,
  type ProblemToolProps,
} from '../features/assistants/AssistantEditor.tsx'
import { CheckPlace } from '../features/connections/CheckPlace.tsx'
import { PickButton } from '../features/connections/PickButton.tsx'
import { SaveProblem } from '../features/connections/SaveProblem.tsx'
import { hostOf } from '../ui/host.ts'
import { say } from '../ui/toasts.ts'
import { openSettings } from './desk-actions.ts'
import type { Desk } from './desk-store.ts'

const openConnection = (connectionId: string): void => openSettings({ connectionId })
const openAssistant = (assistantId: string): void => openSettings({ assistantId })

function Pick({ connection, wishes, onPick }: PickToolProps) {
  return (
    <PickButton
      host={hostOf(connection)}
      source={() => ({ connection: connection.id, form: null })}
      wishes={wishes}
      onPick={({ remoteId }) => onPick(remoteId)}
    />
  )
}

function Check({ connection, ...about }: CheckToolProps) {
  return (
    <CheckPlace
      {...about}
      server={null}
      connection={connection}
      onWantKey={() => openConnection(connection.id)}
      onOpenConnection={openConnection}
      onFieldErrors={() => false}
    />
  )
}

const Problem = ({ error }: ProblemToolProps) => <SaveProblem error={error} onOpen={openAssistant} />

const TOOLS: ConnectionTools = { Pick, Check, Problem }

/** Keyed by the assistant by its parent. */
export function AssistantPlace({ desk, assistant }: { desk: Desk; assistant: Assistant }) {
  const { connectionId, remoteId } = assistant
  return (
    <AssistantEditor
      assistant={assistant}
      connection={desk.connections.find(({ id }) => id === connectionId) ?? null}
      tools={TOOLS}
      onOpenConnection={() => openConnection(connectionId)}
      onSaved={() => say({ title: m.form_saved(), lastsMs: 3000 })}
      onDuplicate={() => openSettings({ connect: { connectionId, copyOf: assistant, remoteId } })}
      onRemoved={() => openSettings('general')}
    />
  )
}
