/** What can be done to the selected conversations together. */
import { Archive, ArchiveRestore, Download, Pin, PinOff, Trash2, X } from 'lucide-react'
import type { Conversation } from '../../../shared/domain/conversation.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { IconButton } from '../../ui/Button.tsx'
import type { ConversationActions } from './conversation-actions-port.ts'
import { nothing } from './selection.ts'
import type { ListModel } from './use-list.ts'

interface SelectionBarProps {
  list: ListModel
  actions: ConversationActions
  conversations: readonly Conversation[]
}

/** Above the list while something is selected. */
export function SelectionBar({ list, actions, conversations }: SelectionBarProps) {
  const selected = conversations.filter(({ id }) => list.selection.ids.has(id))
  const ids = selected.map(({ id }) => id)
  const arePinned = selected.every(({ isPinned }) => isPinned)
  const areArchived = selected.every(({ archivedAt }) => archivedAt !== null)
  const { onArrange, onRemove, onExport } = actions
  return (
    <section
      aria-label={m.conversations_selection()}
      className="mx-3 mb-1 flex h-9 shrink-0 items-center rounded-md bg-accent-soft ps-2 pe-1"
    >
      <output className="min-w-0 flex-1 truncate text-xs font-medium tabular-nums">
        {m.conversations_selected({ count: ids.length })}
      </output>
      <IconButton
        label={arePinned ? m.conversations_unpin() : m.conversations_pin()}
        onClick={() => onArrange(ids, { isPinned: !arePinned })}
      >
        {arePinned ? <PinOff size={15} /> : <Pin size={15} />}
      </IconButton>
      <IconButton
        label={areArchived ? m.conversations_unarchive() : m.conversations_archive()}
        onClick={() => onArrange(ids, { isArchived: !areArchived })}
      >
        {areArchived ? <ArchiveRestore size={15} /> : <Archive size={15} />}
      </IconButton>
      {onExport !== undefined && (
        <IconButton label={m.conversations_export()} onClick={() => onExport(ids)}>
          <Download size={15} />
        </IconButton>
      )}
      <IconButton label={m.conversations_delete()} onClick={() => onRemove(ids)}>
        <Trash2 size={15} />
      </IconButton>
      <IconButton label={m.conversations_clear()} onClick={() => list.select(nothing)}>
        <X size={15} />
      </IconButton>
    </section>
  )
}
