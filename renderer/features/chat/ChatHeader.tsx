/** The head of a conversation: title, who answers and where, the thread's ID, the state of the run. */
import { PanelRight } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { Conversation } from '../../../shared/domain/conversation.ts'
import type { Run } from '../../../shared/domain/run-record.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { IconButton } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { CopyChip } from '../../ui/CopyChip.tsx'
import { hostOf, isSentInClear } from '../../ui/host.ts'
import { named } from '../../ui/format.ts'
import { stateChip } from './run-words.ts'
import { isolated } from '../../ui/isolate.ts'

interface ChatHeaderProps {
  conversation: Conversation
  assistant: Assistant
  connection: Connection | null
  run: Run | null
  /** What can be done with the conversation as a whole. */
  menu?: ReactNode
  isInspectorOpen: boolean
  onToggleInspector(): void
}

/** The button that shows the sidebar is the shell's; this leaves room for it. Where there is little, first the assistant's name gives way, then the thread's ID. */
export function ChatHeader({
  conversation,
  assistant,
  connection,
  run,
  menu,
  isInspectorOpen,
  onToggleInspector,
}: ChatHeaderProps) {
  const { words, tone } = stateChip(run)
  const { threadId } = conversation
  return (
    <header className="@container relative h-12 shrink-0 border-b border-line">
      <div className="flex h-full items-center gap-3 ps-13 pe-4">
        <h1 className="min-w-0 truncate text-sm font-semibold" title={conversation.title}>
          <bdi>{conversation.title || m.conversation_untitled()}</bdi>
        </h1>
        <span className="min-w-0 flex-1 truncate text-xs text-fg-3 @max-[720px]:hidden">
          {[isolated(assistant.nickname), hostOf(connection)].filter(Boolean).join(' · ')}
        </span>
        <span className="ms-auto flex shrink-0 items-center gap-2">
          {threadId !== null && (
            <span className="@max-[480px]:hidden">
              <CopyChip
                id={threadId}
                label={m.header_copy_thread({ id: threadId })}
                title={named(m.header_thread(), threadId)}
              />
            </span>
          )}
          {isSentInClear(connection) && <Chip tone="warn">{m.conn_in_clear()}</Chip>}
          <Chip tone={tone}>{words}</Chip>
          {menu}
          <IconButton
            label={m.inspect_title()}
            aria-expanded={isInspectorOpen}
            className={isInspectorOpen ? 'bg-active' : ''}
            onClick={onToggleInspector}
          >
            <PanelRight size={17} />
          </IconButton>
        </span>
      </div>
    </header>
  )
}
