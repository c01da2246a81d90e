/** The assistants another question can go to. */
import { Menu } from '@base-ui/react/menu'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Letter } from '../../ui/Letter.tsx'

interface AskMenuProps {
  anchor: Element
  assistants: readonly Assistant[]
  onPick(assistantId: string): void
  onClose(): void
}

/** Open as long as it is in the page. */
export function AskMenu({ anchor, assistants, onPick, onClose }: AskMenuProps) {
  return (
    <Menu.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} sideOffset={4} align="end" className="z-40">
          <Menu.Popup
            aria-label={m.ask_this_to()}
            finalFocus={() => (anchor instanceof HTMLElement ? anchor : null)}
            className="scroll max-h-[50vh] max-w-[300px] min-w-[200px] overflow-y-auto rounded-lg border border-line-strong bg-raised p-1 shadow-2 outline-none"
          >
            <p aria-hidden className="px-2 pt-1 pb-1.5 text-xs text-fg-3">
              {m.ask_this_to()}
            </p>
            {assistants.map(({ id, nickname, colour }) => (
              <Menu.Item
                key={id}
                onClick={() => onPick(id)}
                className="flex h-9 items-center gap-2.5 rounded-md px-2 text-sm outline-none select-none data-[highlighted]:bg-hover"
              >
                <Letter name={nickname} colour={colour} />
                <span className="min-w-0 truncate">{nickname}</span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
