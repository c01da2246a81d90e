/** The left side of the settings: what is the app's, then connections, then assistants. */
import { ArrowLeft, Database, Info, SlidersHorizontal } from 'lucide-react'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import type { Connection } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import type { Reach } from '../../ui/connection-state.ts'
import { NavAssistants } from './NavAssistants.tsx'
import { NavConnections } from './NavConnections.tsx'
import { NavIcon, NavItem } from './NavItem.tsx'

type Opened =
  | 'general'
  | 'data'
  | 'about'
  | 'new-assistant'
  | 'new-connection'
  | { assistantId: string }
  | { connectionId: string }

interface SettingsNavProps {
  connections: readonly Connection[]
  reaches: Readonly<Record<string, Reach>>
  assistants: readonly Assistant[]
  /** A section's name, or the ID of an assistant or a connection. */
  current: string
  onOpen(section: Opened): void
  /** Null where the practice assistants are there already. */
  onPractice: (() => void) | null
  onClose(): void
  /** Where only one of both fits, whether this is the one. */
  isShown: boolean
}

/** As wide as the sidebar it stands in for; in a narrow window it takes turns with what is chosen in it. */
export function SettingsNav(props: SettingsNavProps) {
  const { current, onOpen, onClose } = props
  return (
    <nav
      aria-label={m.settings_sections()}
      className={`scroll flex w-[264px] shrink-0 flex-col overflow-y-auto border-e border-line bg-side px-3 py-2.5 max-[720px]:w-full ${props.isShown ? '' : 'max-[720px]:hidden'}`}
    >
      <Button weight="quiet" className="justify-start px-2" aria-label={m.settings_close()} onClick={onClose}>
        <ArrowLeft size={15} aria-hidden />
        {m.settings_title()}
      </Button>
      <ul className="mt-3 flex flex-col gap-0.5">
        <NavItem isCurrent={current === 'general'} onClick={() => onOpen('general')}>
          <NavIcon>
            <SlidersHorizontal size={16} />
          </NavIcon>
          {m.settings_general()}
        </NavItem>
        <NavItem isCurrent={current === 'data'} onClick={() => onOpen('data')}>
          <NavIcon>
            <Database size={16} />
          </NavIcon>
          {m.data_title()}
        </NavItem>
        <NavItem isCurrent={current === 'about'} onClick={() => onOpen('about')}>
          <NavIcon>
            <Info size={16} />
          </NavIcon>
          {m.settings_about()}
        </NavItem>
      </ul>
      <NavConnections {...props} />
      <NavAssistants {...props} />
    </nav>
  )
}
