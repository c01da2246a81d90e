/** The menu of a conversation in the list, or of all that are selected. */
import { Menu } from '@base-ui/react/menu'
import { ChevronRight } from 'lucide-react'
import type { Conversation } from '../../../shared/domain/conversation.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Letter } from '../../ui/Letter.tsx'
import type { ConversationListProps } from './ConversationList.tsx'
import type { ListModel, OpenMenu } from './use-list.ts'

interface RowMenuProps extends ConversationListProps {
  list: Pick<ListModel, 'rename' | 'setMenu'>
  menu: OpenMenu
  /** What it is for: the selection, or one row. */
  ids: readonly string[]
  /** Where the focus goes afterwards; the row where it is missing. */
  goBack?(): HTMLElement | null
}

const ITEM =
  'flex h-8 items-center gap-2.5 rounded-md px-2 text-sm outline-none select-none data-[highlighted]:bg-hover data-[popup-open]:bg-hover'
const POPUP =
  'scroll max-h-[70vh] min-w-[208px] max-w-[300px] overflow-y-auto rounded-lg border border-line-strong bg-raised p-1 shadow-2 outline-none'

/** Open as long as it is in the page. */
export function RowMenu(props: RowMenuProps) {
  const { list, menu, ids, conversations, goBack = () => rowOf(menu.conversationId) } = props
  const meant = conversations.filter(({ id }) => ids.includes(id))
  const [only] = meant
  const close = () => list.setMenu(null)
  return (
    <Menu.Root open onOpenChange={(isOpen) => !isOpen && close()}>
      <Menu.Portal>
        <Menu.Positioner anchor={anchorOf(menu)} sideOffset={4} align="start" className="z-40">
          <Menu.Popup className={POPUP} finalFocus={goBack}>
            {meant.length === 1 && only !== undefined && <OfOne {...props} conversation={only} />}
            <OfAll {...props} meant={meant} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

const anchorOf = ({ at }: OpenMenu) =>
  at instanceof Element ? at : { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) }

/** Null where the row went away with what was done: the focus is then the page's own business. */
const rowOf = (id: string): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-line="${CSS.escape(id)}"] :is(input, [data-stop])`)

function Item({ words, onClick, isBad = false }: { words: string; onClick(): void; isBad?: boolean }) {
  return (
    <Menu.Item onClick={onClick} className={`${ITEM} ${isBad ? 'text-bad' : ''}`}>
      {words}
    </Menu.Item>
  )
}

const Line = () => <Menu.Separator className="mx-1 my-1 h-px bg-line" />

function OfOne({ conversation, list, actions, ...props }: RowMenuProps & { conversation: Conversation }) {
  const { id, threadId } = conversation
  return (
    <>
      {id !== props.shownId && <Item words={m.conversations_open()} onClick={() => actions.onShow(id)} />}
      <Item words={m.conversation_rename()} onClick={() => list.rename(id)} />
      <AskElsewhere {...props} conversation={conversation} actions={actions} />
      {threadId !== null && (
        <>
          <Item words={m.conversations_copy_thread()} onClick={() => actions.onCopyThread(threadId)} />
          <Item words={m.conversations_refresh()} onClick={() => actions.onRefresh(id)} />
        </>
      )}
      <Line />
    </>
  )
}

function AskElsewhere({
  conversation,
  assistants,
  actions,
}: Pick<RowMenuProps, 'assistants' | 'actions'> & { conversation: Conversation }) {
  if (conversation.title === '' || assistants.length === 0) return null
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className={ITEM}>
        <span className="flex-1">{m.ask_last_to()}</span>
        <ChevronRight size={14} className="text-fg-3" aria-hidden />
      </Menu.SubmenuTrigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={2} className="z-50">
          <Menu.Popup className={POPUP}>
            {assistants.map(({ id, nickname, colour }) => (
              <Menu.Item
                key={id}
                onClick={() => actions.onAskElsewhere(conversation.id, id)}
                className={ITEM}
              >
                <Letter name={nickname} colour={colour} size="tiny" />
                <span className="min-w-0 truncate">{nickname}</span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  )
}

function OfAll({ actions, ids, meant }: RowMenuProps & { meant: readonly Conversation[] }) {
  const { onArrange, onExport, onRemove } = actions
  const arePinned = meant.every(({ isPinned }) => isPinned)
  const areArchived = meant.every(({ archivedAt }) => archivedAt !== null)
  return (
    <>
      {!areArchived && (
        <Item
          words={arePinned ? m.conversations_unpin() : m.conversations_pin()}
          onClick={() => onArrange(ids, { isPinned: !arePinned })}
        />
      )}
      <Item
        words={areArchived ? m.conversations_unarchive() : m.conversations_archive()}
        onClick={() => onArrange(ids, { isArchived: !areArchived })}
      />
      {onExport !== undefined && <Item words={m.conversations_export()} onClick={() => onExport(ids)} />}
      <Line />
      <Item words={m.conversations_delete()} isBad onClick={() => onRemove(ids)} />
    </>
  )
}
