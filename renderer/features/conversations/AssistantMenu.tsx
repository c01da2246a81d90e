/** The menu of whose conversations the list shows, and of the ways to more assistants. It comes when it is first opened. */
import { Menu } from '@base-ui/react/menu'
import { Check, MessageSquareQuote, Plus, Sparkles } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Letter } from '../../ui/Letter.tsx'
import { Everyone } from './Everyone.tsx'

export interface AssistantMenuProps {
  assistants: readonly Assistant[]
  shownAssistantId: string | null
  onShowAssistant(assistantId: string | null): void
  onConnect(): void
  onOpenThread(): void
  /** Null where the practice assistants are there already. */
  onPractice: (() => void) | null
  /** The button it hangs from, which has the focus again afterwards. */
  button: HTMLElement
  onClose(): void
}

const EVERYONE = ''
const ITEM =
  'flex h-9 items-center gap-2.5 rounded-md px-2 text-sm outline-none select-none data-[highlighted]:bg-hover'

/** Open as long as it is in the page. Assistants put away come last. */
export function AssistantMenu({
  assistants,
  shownAssistantId,
  onShowAssistant,
  onConnect,
  onOpenThread,
  onPractice,
  button,
  onClose,
}: AssistantMenuProps) {
  const offered = assistants.filter(({ archivedAt }) => archivedAt === null)
  const archived = assistants.filter(({ archivedAt }) => archivedAt !== null)
  return (
    <Menu.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Menu.Portal>
        <Menu.Positioner anchor={button} sideOffset={4} align="start" className="z-40">
          <Menu.Popup
            finalFocus={() => button}
            className="scroll max-h-[70vh] w-[248px] overflow-y-auto rounded-lg border border-line-strong bg-raised p-1 shadow-2 outline-none"
          >
            <Menu.RadioGroup
              value={shownAssistantId ?? EVERYONE}
              onValueChange={(id: string) => onShowAssistant(id === EVERYONE ? null : id)}
            >
              <Choice id={EVERYONE} name={m.sidebar_all_assistants()} icon={<Everyone />} />
              {offered.map((assistant) => (
                <AssistantChoice key={assistant.id} {...assistant} />
              ))}
              {archived.length > 0 && (
                <Menu.Group>
                  <Menu.GroupLabel className="px-2 pt-2.5 pb-1 text-xs text-fg-3">
                    {m.asst_archived()}
                  </Menu.GroupLabel>
                  {archived.map((assistant) => (
                    <AssistantChoice key={assistant.id} {...assistant} />
                  ))}
                </Menu.Group>
              )}
            </Menu.RadioGroup>
            <Menu.Separator className="mx-1 my-1 h-px bg-line" />
            {assistants.length > 0 && (
              <Way icon={<MessageSquareQuote size={16} />} words={m.open_thread()} onClick={onOpenThread} />
            )}
            <Way icon={<Plus size={16} />} words={m.sidebar_connect_another()} onClick={onConnect} />
            {onPractice !== null && (
              <Way icon={<Sparkles size={16} />} words={m.welcome_practice()} onClick={onPractice} />
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}

/** A way to more assistants. */
function Way({ icon, words, onClick }: { icon: ReactNode; words: string; onClick(): void }) {
  return (
    <Menu.Item onClick={onClick} className={ITEM}>
      <span aria-hidden className="grid size-6 shrink-0 place-items-center text-fg-2">
        {icon}
      </span>
      {words}
    </Menu.Item>
  )
}

const AssistantChoice = ({ id, nickname, colour }: Assistant) => (
  <Choice id={id} name={nickname} icon={<Letter name={nickname} colour={colour} />} />
)

function Choice({ id, name, icon }: { id: string; name: string; icon: ReactNode }) {
  return (
    <Menu.RadioItem value={id} closeOnClick className={ITEM}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{name}</span>
      <Menu.RadioItemIndicator>
        <Check size={15} className="text-accent" aria-hidden />
      </Menu.RadioItemIndicator>
    </Menu.RadioItem>
  )
}
