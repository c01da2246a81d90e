/** One conversation in the sidebar: open it, rename it (double click or F2), delete it (button or Delete). */
import { Pencil, Trash2 } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import type { Conversation } from '../../../shared/domain/conversation.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { formatAgo, formatMoment } from '../../ui/format.ts'
import { RenameBox } from './RenameBox.tsx'

export interface RowActions {
  onShow(conversationId: string): void
  onRename(conversationId: string, title: string): void
  onRemove(conversationId: string): void
}

interface ConversationRowProps extends RowActions {
  conversation: Conversation
  /** Given when the list mixes assistants, so that the row says whose it is. */
  assistant: Assistant | undefined
  isShown: boolean
  now: number
}

/** Rename and delete appear on hover and when something in the row has the focus. */
export function ConversationRow(props: ConversationRowProps) {
  const { conversation, isShown, onRename } = props
  const [isRenaming, setIsRenaming] = useState(false)
  if (isRenaming)
    return (
      <li>
        <RenameBox
          title={conversation.title}
          onDone={(title) => {
            setIsRenaming(false)
            if (title !== null && title !== conversation.title) onRename(conversation.id, title)
          }}
        />
      </li>
    )
  return (
    <li
      className={`group relative flex h-8 items-center rounded-md ${isShown ? 'bg-active' : 'hover:bg-hover has-focus-visible:bg-hover'}`}
    >
      <OpenButton {...props} onStartRename={() => setIsRenaming(true)} />
      <Tools {...props} onStartRename={() => setIsRenaming(true)} />
    </li>
  )
}

type PartProps = ConversationRowProps & { onStartRename(): void }

function OpenButton({ conversation, assistant, isShown, now, onShow, onRemove, onStartRename }: PartProps) {
  const { id, title, updatedAt, isBusy, hasNews } = conversation
  const words = title || m.conversation_untitled()
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F2') onStartRename()
    if (event.key === 'Delete') onRemove(id)
  }
  return (
    <button
      type="button"
      aria-current={isShown ? 'page' : undefined}
      title={`${words}${assistant === undefined ? '' : ` · ${assistant.nickname}`} · ${formatMoment(updatedAt)}`}
      onClick={() => onShow(id)}
      onDoubleClick={onStartRename}
      onKeyDown={onKeyDown}
      className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-start text-sm outline-offset-[-2px]"
    >
      <span className={`min-w-0 flex-1 truncate ${isShown || hasNews ? 'font-medium text-fg' : 'text-fg-2'}`}>
        {words}
      </span>
      {isBusy && <Dot words={m.conversation_busy()} look="live bg-warn" />}
      {hasNews && !isShown && <Dot words={m.conversation_news()} look="bg-accent" />}
      <span className="shrink-0 text-xs text-fg-3 tabular-nums group-hover:invisible group-has-focus-visible:invisible">
        {formatAgo(updatedAt, now)}
      </span>
    </button>
  )
}

function Dot({ words, look }: { words: string; look: string }) {
  return (
    <span title={words} className={`size-2 shrink-0 rounded-full ${look}`}>
      <span className="sr-only">{words}</span>
    </span>
  )
}

function Tools({ conversation, isShown, onRemove, onStartRename }: PartProps) {
  const { id, title } = conversation
  const name = title || m.conversation_untitled()
  const look = 'grid size-6 place-items-center rounded-sm text-fg-3 hover:bg-active hover:text-fg'
  return (
    <span
      className={`absolute end-1 flex opacity-0 group-hover:opacity-100 group-has-focus-visible:opacity-100 ${isShown ? 'bg-active' : 'bg-hover'} rounded-sm`}
    >
      <button
        type="button"
        aria-label={`${m.conversation_rename()}: ${name}`}
        title={m.conversation_rename()}
        className={look}
        onClick={onStartRename}
      >
        <Pencil size={13} />
      </button>
      <button
        type="button"
        aria-label={`${m.conversation_delete()}: ${name}`}
        title={m.conversation_delete()}
        className={look}
        onClick={() => onRemove(id)}
      >
        <Trash2 size={13} />
      </button>
    </span>
  )
}
