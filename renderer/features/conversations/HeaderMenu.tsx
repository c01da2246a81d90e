/** The menu of the conversation that is shown, at its head: what its row in the list offers, without going there. */
import { Ellipsis } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import type { Conversation } from '../../../shared/domain/conversation.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { IconButton } from '../../ui/Button.tsx'
import type { ConversationActions } from './conversation-actions-port.ts'
import { RenameBox } from './RenameBox.tsx'

const RowMenu = lazy(async () => ({ default: (await import('./RowMenu.tsx')).RowMenu }))

interface HeaderMenuProps {
  conversation: Conversation
  /** Who else can be asked. */
  assistants: readonly Assistant[]
  actions: ConversationActions
}

/** Stands in a head that is positioned: the box for a new title covers the old one. */
export function HeaderMenu({ conversation, assistants, actions }: HeaderMenuProps) {
  const { id, title } = conversation
  const button = useRef<HTMLButtonElement>(null)
  const [at, setAt] = useState<Element | null>(null)
  const [isRenaming, setIsRenaming] = useState(false)
  const rename = (written: string | null) => {
    setIsRenaming(false)
    if (written !== null && written !== title) actions.onRename(id, written)
    button.current?.focus()
  }
  return (
    <>
      <IconButton
        ref={button}
        label={m.header_menu()}
        aria-haspopup="menu"
        aria-expanded={at !== null}
        className={at === null ? '' : 'bg-active'}
        onClick={({ currentTarget }) => setAt(currentTarget)}
      >
        <Ellipsis size={17} />
      </IconButton>
      {isRenaming && (
        <span className="absolute start-12 top-2 z-20 w-[min(420px,50%)]">
          <RenameBox title={title} onDone={rename} />
        </span>
      )}
      {at !== null && (
        <Suspense fallback={null}>
          <RowMenu
            conversations={[conversation]}
            {...{ assistants, actions }}
            whose={null}
            shownId={id}
            ids={[id]}
            menu={{ conversationId: id, at }}
            list={{ rename: () => onceClosed(() => setIsRenaming(true)), setMenu: () => setAt(null) }}
            goBack={() => button.current}
          />
        </Suspense>
      )}
    </>
  )
}

/** The closing menu hands the focus back within two frames, and a box for a title that loses it is done. */
function onceClosed(action: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(action))
}
