/** The assistants at the left of the settings, in the person's order; those put away are folded. */
import { ArrowDown, ArrowUp, Plus, Sparkles } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Assistant } from '../../../shared/domain/assistant.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Folded } from '../../ui/Folded.tsx'
import { Letter } from '../../ui/Letter.tsx'
import { sayFailure } from '../../ui/toasts.ts'
import { NavIcon, NavItem } from './NavItem.tsx'
import { isolated } from '../../ui/isolate.ts'

interface NavAssistantsProps {
  assistants: readonly Assistant[]
  /** The ID of the one shown, or `new-assistant`. */
  current: string
  onOpen(section: 'new-assistant' | { assistantId: string }): void
  /** Null where the practice assistants are there already. */
  onPractice: (() => void) | null
}

/** Alt and an arrow key move one up or down, as do the buttons that appear beside it. */
export function NavAssistants({ assistants, current, onOpen, onPractice }: NavAssistantsProps) {
  const active = assistants.filter(({ archivedAt }) => archivedAt === null)
  const archived = assistants.filter(({ archivedAt }) => archivedAt !== null)
  const { list, moved, move } = useOrder(active)
  const open = (assistantId: string) => onOpen({ assistantId })
  return (
    <>
      <h2 className="mt-5 px-2 pb-1 text-xs text-fg-3">{m.settings_assistants()}</h2>
      <ul ref={list} className="flex flex-col gap-0.5">
        {active.map((assistant, at) => (
          <MovableItem
            key={assistant.id}
            {...{ assistant, at, count: active.length, current, move }}
            onOpen={open}
          />
        ))}
        <NavItem isCurrent={current === 'new-assistant'} onClick={() => onOpen('new-assistant')}>
          <NavIcon>
            <Plus size={16} />
          </NavIcon>
          {m.settings_add()}
        </NavItem>
        {onPractice !== null && (
          <NavItem isCurrent={false} onClick={onPractice}>
            <NavIcon>
              <Sparkles size={16} />
            </NavIcon>
            {m.welcome_practice()}
          </NavItem>
        )}
      </ul>
      <output className="sr-only">{moved}</output>
      {archived.length > 0 && (
        <div className="mt-2 px-2">
          <Folded
            words={m.settings_archived({ count: archived.length })}
            isOpen={archived.some(({ id }) => id === current)}
          >
            <ul className="-mx-2 mt-1 flex flex-col gap-0.5">
              {archived.map(({ id, nickname, colour }) => (
                <NavItem key={id} isCurrent={current === id} onClick={() => open(id)}>
                  <Letter name={nickname} colour={colour} />
                  <span className="truncate">{nickname}</span>
                </NavItem>
              ))}
            </ul>
          </Folded>
        </div>
      )}
    </>
  )
}

interface MovableItemProps {
  assistant: Assistant
  at: number
  count: number
  current: string
  move(at: number, to: number): void
  onOpen(assistantId: string): void
}

function MovableItem({ assistant, at, count, current, move, onOpen }: MovableItemProps) {
  const { id, nickname, colour } = assistant
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(at, event.key === 'ArrowUp' ? at - 1 : at + 1)
  }
  return (
    <NavItem
      itemId={id}
      isCurrent={current === id}
      shortcuts="Alt+ArrowUp Alt+ArrowDown"
      onClick={() => onOpen(id)}
      onKeyDown={onKeyDown}
      tools={
        count > 1 && (
          <>
            <IconButton
              label={m.settings_move_up({ name: nickname })}
              disabled={at === 0}
              onClick={() => move(at, at - 1)}
            >
              <ArrowUp size={15} />
            </IconButton>
            <IconButton
              label={m.settings_move_down({ name: nickname })}
              disabled={at === count - 1}
              onClick={() => move(at, at + 1)}
            >
              <ArrowDown size={15} />
            </IconButton>
          </>
        )
      }
    >
      <Letter name={nickname} colour={colour} />
      <span className="truncate">{nickname}</span>
    </NavItem>
  )
}

/** Asks for the new order and, once it is there, says so and gives the moved line its focus back, which a line that changes places loses. */
function useOrder(active: readonly Assistant[]) {
  const list = useRef<HTMLUListElement>(null)
  const wasFocused = useRef<string | null>(null)
  const [moved, setMoved] = useState('')
  const order = active.map(({ id }) => id).join(' ')
  useEffect(() => {
    if (wasFocused.current === null) return
    list.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(wasFocused.current)}"]`)?.focus()
    wasFocused.current = null
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each new order
  }, [order])
  const move = (at: number, to: number) => {
    const assistant = active[at]
    if (assistant === undefined || to < 0 || to >= active.length) return
    const ids = active
      .map(({ id }) => id)
      .toSpliced(at, 1)
      .toSpliced(to, 0, assistant.id)
    wasFocused.current = assistant.id
    setMoved(m.settings_moved({ name: isolated(assistant.nickname), place: to + 1, count: active.length }))
    request('assistants.reorder', { assistantIds: ids }).catch(sayFailure)
  }
  return { list, moved, move }
}
