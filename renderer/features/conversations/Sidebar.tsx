/** The left side: whose conversations, a new one, the list by days, and what the app is connected to. */
import { Settings2, SquarePen } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { Conversation } from '../../../shared/domain/conversation.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { IconButton } from '../../ui/Button.tsx'
import { useNow } from '../../ui/use-clock.ts'
import { ConnectionWords } from './ConnectionWords.tsx'
import { ConversationRow, type RowActions } from './ConversationRow.tsx'
import { groupByDay, type Span } from './groups.ts'

export interface SidebarProps extends RowActions {
  conversations: readonly Conversation[]
  assistants: readonly Assistant[]
  connections: readonly Connection[]
  shownId: string | null
  /** The assistant of the conversation shown. */
  spokenToId: string | null
  shownAssistantId: string | null
  onShowAssistant(assistantId: string | null): void
  onNew(): void
  onConnect(): void
  /** Null where the practice assistants are there already. */
  onPractice: (() => void) | null
  onSettings(): void
}

const AssistantPicker = lazy(async () => ({
  default: (await import('./AssistantPicker.tsx')).AssistantPicker,
}))

const GROUP_WORDS: Record<Span, () => string> = {
  today: m.group_today,
  yesterday: m.group_yesterday,
  week: m.group_week,
  older: m.group_older,
}

const MINUTE_MS = 60_000

/** 264 px wide, as the layout beside it expects. */
export function Sidebar(props: SidebarProps) {
  const { assistants, connections, shownAssistantId, spokenToId, onNew, onSettings } = props
  const current = assistants.find(({ id }) => id === (shownAssistantId ?? spokenToId)) ?? assistants[0]
  const connection = connections.find(({ id }) => id === current?.connectionId) ?? null
  return (
    <nav
      aria-label={m.nav_conversations()}
      className="flex w-[264px] shrink-0 flex-col border-e border-line bg-side"
    >
      <div className="flex h-12 shrink-0 items-center gap-1 ps-3 pe-2.5">
        <Suspense fallback={<span className="flex-1" />}>
          <AssistantPicker {...props} />
        </Suspense>
        <IconButton label={m.sidebar_new()} onClick={onNew}>
          <SquarePen size={17} />
        </IconButton>
      </div>
      <ConversationList {...props} />
      <div className="flex h-12 shrink-0 items-center gap-2 border-t border-line ps-4 pe-2.5">
        <ConnectionWords connection={connection} />
        <IconButton label={m.settings_button()} onClick={onSettings}>
          <Settings2 size={17} />
        </IconButton>
      </div>
    </nav>
  )
}

function ConversationList({
  conversations,
  assistants,
  shownId,
  shownAssistantId,
  ...actions
}: SidebarProps) {
  const now = useNow(MINUTE_MS)
  const known = new Map(assistants.map((assistant) => [assistant.id, assistant]))
  const shown = conversations.filter(
    ({ assistantId }) => known.has(assistantId) && (shownAssistantId ?? assistantId) === assistantId,
  )
  if (shown.length === 0)
    return (
      <div className="flex-1 px-4 pt-6 text-center text-xs text-fg-3">
        <p>{m.sidebar_empty()}</p>
        {assistants.length > 0 && <p>{m.sidebar_empty_hint()}</p>}
      </div>
    )
  return (
    <div className="scroll min-h-0 flex-1 overflow-y-auto px-3 pb-4">
      {groupByDay(shown, now).map(({ span, conversations: group }) => (
        <section key={span} aria-label={GROUP_WORDS[span]()}>
          <h2 className="px-2 pt-4 pb-1 text-xs text-fg-3">{GROUP_WORDS[span]()}</h2>
          <ul>
            {group.map((conversation) => (
              <ConversationRow
                key={conversation.id}
                conversation={conversation}
                assistant={shownAssistantId === null ? known.get(conversation.assistantId) : undefined}
                isShown={conversation.id === shownId}
                now={now}
                {...actions}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
