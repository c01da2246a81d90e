/** One conversation in the list: opened by a click, renamed in its place (double click or F2), the rest in its menu. */
import { Ellipsis, Pin } from 'lucide-react'
import type { CSSProperties } from 'react'
import type { Conversation } from '../../../shared/domain/conversation.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { formatAgo, formatMoment } from '../../ui/format.ts'
import { Letter } from '../../ui/Letter.tsx'
import type { ConversationActions } from './conversation-actions-port.ts'
import { RenameBox } from './RenameBox.tsx'
import type { ListModel } from './use-list.ts'
import type { Face } from './whose.ts'
import { isolated } from '../../ui/isolate.ts'

interface ConversationRowProps {
  conversation: Conversation
  /** Given when the list mixes assistants, so that the row says whose it is. */
  assistant: Face | null
  list: ListModel
  actions: ConversationActions
  isShown: boolean
  now: number
  style: CSSProperties
}

/** The button for the menu appears on hover and when something in the row has the focus. */
export function ConversationRow(props: ConversationRowProps) {
  const { conversation, list, actions, isShown, style } = props
  const { id, title } = conversation
  const isSelected = list.selection.ids.has(id)
  const look = isSelected
    ? 'bg-accent-soft'
    : isShown
      ? 'bg-active'
      : 'hover:bg-hover has-focus-visible:bg-hover'
  return (
    <li
      data-line={id}
      style={style}
      className={`group absolute inset-x-0 top-0 flex h-8 items-center rounded-md ${look}`}
    >
      {list.renamingId === id ? (
        <RenameBox
          title={title}
          onDone={(written) => {
            list.rename(null)
            if (written !== null && written !== title) actions.onRename(id, written)
          }}
        />
      ) : (
        <>
          <OpenButton {...props} isSelected={isSelected} />
          <MenuButton {...props} />
        </>
      )}
    </li>
  )
}

function OpenButton(props: ConversationRowProps & { isSelected: boolean }) {
  const { conversation, assistant, list, actions, isShown, isSelected, now } = props
  const { id, title, updatedAt, isBusy, hasNews, isPinned } = conversation
  const words = title || m.conversation_untitled()
  const isSelecting = list.selection.ids.size > 0
  const weight = isShown || hasNews ? 'font-medium text-fg' : 'text-fg-2'
  return (
    <button
      type="button"
      data-stop
      tabIndex={list.cursor === id ? 0 : -1}
      aria-current={isShown ? 'page' : undefined}
      aria-pressed={isSelecting ? isSelected : undefined}
      aria-keyshortcuts="F2 Delete Shift+F10"
      title={[isolated(words), isolated(assistant?.nickname ?? ''), formatMoment(updatedAt)]
        .filter(Boolean)
        .join(' · ')}
      onClick={() => actions.onShow(id)}
      onDoubleClick={() => list.rename(id)}
      className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-start text-sm outline-offset-[-2px]"
    >
      {assistant !== null && <Letter name={assistant.nickname} colour={assistant.colour} size="tiny" />}
      <bdi className={`min-w-0 flex-1 truncate ${weight}`}>{words}</bdi>
      {isBusy && <Dot words={m.conversation_busy()} look="live bg-warn" />}
      {hasNews && !isShown && <Dot words={m.conversation_news()} look="bg-accent" />}
      {isPinned && <Pin size={12} className="shrink-0 text-fg-3" aria-hidden />}
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

function MenuButton({ conversation: { id, title }, list }: ConversationRowProps) {
  return (
    <button
      type="button"
      tabIndex={list.cursor === id ? 0 : -1}
      aria-haspopup="menu"
      aria-label={m.conversations_more({ title: title || m.conversation_untitled() })}
      className="absolute end-1 grid size-6 place-items-center rounded-sm bg-hover text-fg-3 opacity-0 group-hover:opacity-100 group-has-focus-visible:opacity-100 hover:bg-active hover:text-fg"
      onClick={({ currentTarget }) => list.setMenu({ conversationId: id, at: currentTarget })}
    >
      <Ellipsis size={15} />
    </button>
  )
}
