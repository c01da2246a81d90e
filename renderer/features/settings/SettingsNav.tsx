/** The left side of the settings: sections, then the assistants. */
import { ArrowLeft, Info, Plus, SlidersHorizontal, Sparkles } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { Letter } from '../../ui/Letter.tsx'

interface SettingsNavProps {
  assistants: readonly Assistant[]
  /** `general`, `about`, `new-assistant` or an assistant's ID. */
  current: string
  onOpen(section: 'general' | 'about' | 'new-assistant' | { assistantId: string }): void
  /** Null where the practice assistants are there already. */
  onPractice: (() => void) | null
  onClose(): void
}

/** As wide as the sidebar it stands in for. */
export function SettingsNav({ assistants, current, onOpen, onPractice, onClose }: SettingsNavProps) {
  return (
    <nav
      aria-label={m.settings_sections()}
      className="scroll flex w-[264px] shrink-0 flex-col overflow-y-auto border-e border-line bg-side px-3 py-2.5"
    >
      <Button weight="quiet" className="justify-start px-2" aria-label={m.settings_close()} onClick={onClose}>
        <ArrowLeft size={15} aria-hidden />
        {m.settings_title()}
      </Button>
      <ul className="mt-3 flex flex-col gap-0.5">
        <Item isCurrent={current === 'general'} onClick={() => onOpen('general')}>
          <Icon>
            <SlidersHorizontal size={16} />
          </Icon>
          {m.settings_general()}
        </Item>
        <Item isCurrent={current === 'about'} onClick={() => onOpen('about')}>
          <Icon>
            <Info size={16} />
          </Icon>
          {m.settings_about()}
        </Item>
      </ul>
      <h2 className="mt-5 px-2 pb-1 text-xs text-fg-3">{m.settings_assistants()}</h2>
      <ul className="flex flex-col gap-0.5">
        {assistants.map(({ id, nickname, colour }) => (
          <Item key={id} isCurrent={current === id} onClick={() => onOpen({ assistantId: id })}>
            <Letter name={nickname} colour={colour} />
            <span className="truncate">{nickname}</span>
          </Item>
        ))}
        <Item isCurrent={current === 'new-assistant'} onClick={() => onOpen('new-assistant')}>
          <Icon>
            <Plus size={16} />
          </Icon>
          {m.settings_add()}
        </Item>
        {onPractice !== null && (
          <Item isCurrent={false} onClick={onPractice}>
            <Icon>
              <Sparkles size={16} />
            </Icon>
            {m.welcome_practice()}
          </Item>
        )}
      </ul>
    </nav>
  )
}

interface ItemProps {
  isCurrent: boolean
  onClick(): void
  children: ReactNode
}

function Item({ isCurrent, onClick, children }: ItemProps) {
  return (
    <li>
      <button
        type="button"
        aria-current={isCurrent ? 'page' : undefined}
        onClick={onClick}
        className={`flex h-9 w-full items-center gap-2.5 rounded-md px-2 text-start text-sm ${isCurrent ? 'bg-active font-medium text-fg' : 'text-fg-2 hover:bg-hover'}`}
      >
        {children}
      </button>
    </li>
  )
}

const Icon = ({ children }: { children: ReactNode }) => (
  <span aria-hidden className="grid size-6 shrink-0 place-items-center text-fg-2">
    {children}
  </span>
)
