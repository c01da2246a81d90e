/** The left side: whose conversations, a new one, the list by days, and what the app is connected to. */
import { Settings2, SquarePen } from 'lucide-react'
import { useMemo, type ReactNode } from 'react'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { Conversation } from '../../../shared/domain/conversation.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { IconButton } from '../../ui/Button.tsx'
import type { Reach } from '../../ui/connection-state.ts'
import { AssistantPicker } from './AssistantPicker.tsx'
import { ConnectionWords } from './ConnectionWords.tsx'
import type { ConversationActions } from './conversation-actions-port.ts'
import { ConversationList } from './ConversationList.tsx'
import { facesOf, type Face } from './whose.ts'

export interface SidebarProps {
  conversations: readonly Conversation[]
  assistants: readonly Assistant[]
  /** What is still known of assistants that were removed: their conversations stay listed. */
  formerAssistants: readonly Face[]
  actions: ConversationActions
  /** Stands above the list, for what finds things in it. */
  children?: ReactNode
  /** Stands in place of the list: what was found. */
  instead?: ReactNode
  connections: readonly Connection[]
  /** How the last request to each server went. */
  reaches: Readonly<Record<string, Reach>>
  shownId: string | null
  /** The assistant of the conversation shown. */
  spokenToId: string | null
  shownAssistantId: string | null
  onShowAssistant(assistantId: string | null): void
  onNew(): void
  onConnect(): void
  /** Opens a thread that began elsewhere. */
  onOpenThread(): void
  /** Null where the practice assistants are there already. */
  onPractice: (() => void) | null
  onSettings(): void
}

/** 264 px wide, as the layout beside it expects. */
export function Sidebar(props: SidebarProps) {
  const { assistants, connections, reaches, shownAssistantId, spokenToId, onNew, onSettings, children } =
    props
  const current =
    assistants.find(({ id }) => id === (shownAssistantId ?? spokenToId)) ??
    assistants.find(({ archivedAt }) => archivedAt === null)
  const connection = connections.find(({ id }) => id === current?.connectionId) ?? null
  return (
    <nav
      aria-label={m.nav_conversations()}
      className="flex w-[264px] shrink-0 flex-col border-e border-line bg-side max-[720px]:absolute max-[720px]:inset-y-0 max-[720px]:start-0 max-[720px]:z-30 max-[720px]:shadow-2"
    >
      <div className="flex h-12 shrink-0 items-center gap-1 ps-3 pe-2.5">
        <AssistantPicker {...props} />
        <IconButton label={m.sidebar_new()} onClick={onNew}>
          <SquarePen size={17} />
        </IconButton>
      </div>
      {children}
      {props.instead ?? <Conversations {...props} />}
      <div className="flex h-12 shrink-0 items-center gap-2 border-t border-line ps-4 pe-2.5">
        <ConnectionWords
          connection={connection}
          reach={connection === null ? undefined : reaches[connection.id]}
        />
        <IconButton label={m.settings_button()} onClick={onSettings}>
          <Settings2 size={17} />
        </IconButton>
      </div>
    </nav>
  )
}

/** The list, or words where there is nothing to list. */
function Conversations({ conversations, assistants, formerAssistants, ...props }: SidebarProps) {
  const { shownAssistantId, shownId, actions } = props
  const shown = useMemo(
    () => conversations.filter(({ assistantId }) => (shownAssistantId ?? assistantId) === assistantId),
    [conversations, shownAssistantId],
  )
  const whose = useMemo(() => facesOf([...formerAssistants, ...assistants]), [formerAssistants, assistants])
  const active = useMemo(() => assistants.filter(isActive), [assistants])
  if (shown.length === 0)
    return (
      <div className="flex-1 px-4 pt-6 text-center text-xs text-fg-3">
        <p>{m.sidebar_empty()}</p>
        {assistants.length > 0 && <p>{m.sidebar_empty_hint()}</p>}
      </div>
    )
  return (
    <ConversationList
      conversations={shown}
      assistants={active}
      whose={shownAssistantId === null ? whose : null}
      shownId={shownId}
      actions={actions}
    />
  )
}

const isActive = ({ archivedAt, removedAt }: Assistant): boolean => archivedAt === null && removedAt === null
