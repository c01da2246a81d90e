/** The head of a conversation: title, who answers and where, the thread's ID, the state of the run. */
import { Check, Copy } from 'lucide-react'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import type { Conversation } from '../../../shared/domain/conversation.ts'
import type { Run } from '../../../shared/domain/run-record.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Chip } from '../../ui/Chip.tsx'
import { hostOf } from '../../ui/host.ts'
import { useCopy } from '../../ui/use-copy.ts'
import { stateChip } from './run-words.ts'

interface ChatHeaderProps {
  conversation: Conversation
  assistant: Assistant
  connection: Connection | null
  run: Run | null
}

/** The button that shows the sidebar is the shell's; this leaves room for it. */
export function ChatHeader({ conversation, assistant, connection, run }: ChatHeaderProps) {
  const { words, tone } = stateChip(run)
  return (
    <header className="flex h-12 shrink-0 items-center gap-3 border-b border-line ps-13 pe-4">
      <h1 className="min-w-0 truncate text-sm font-semibold" title={conversation.title}>
        {conversation.title || m.conversation_untitled()}
      </h1>
      <span className="min-w-0 flex-1 truncate text-xs text-fg-3 max-sm:hidden">
        {assistant.nickname} · {hostOf(connection)}
      </span>
      <span className="ms-auto flex shrink-0 items-center gap-2">
        {conversation.threadId !== null && <ThreadChip id={conversation.threadId} />}
        <Chip tone={tone}>{words}</Chip>
      </span>
    </header>
  )
}

function ThreadChip({ id }: { id: string }) {
  const { isCopied, copy } = useCopy()
  return (
    <button
      type="button"
      aria-label={m.header_copy_thread({ id })}
      title={`${m.header_thread()}: ${id}`}
      onClick={() => copy(id)}
      className="flex h-[22px] items-center gap-1.5 rounded-full border border-line px-2.5 font-mono text-2xs text-fg-2 hover:bg-hover"
    >
      <span className="max-w-32 truncate">{id}</span>
      {isCopied ? <Check size={12} className="text-ok" aria-hidden /> : <Copy size={12} aria-hidden />}
    </button>
  )
}
