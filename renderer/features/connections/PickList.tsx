/** The rows of the list one picks from; only those near the view are in the page. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type ReactNode } from 'react'
import type { ListedAssistant } from '../../../shared/domain/assistant.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Chip } from '../../ui/Chip.tsx'

interface PickListProps {
  found: readonly ListedAssistant[]
  /** Which row the arrows are at; -1 for none. */
  active: number
  listId: string
  onPick(picked: ListedAssistant): void
  onPoint(at: number): void
  /** In place of rows. */
  children: ReactNode
}

const ROW_PX = 52

/** Follows the active row. */
export function PickList({ found, active, listId, onPick, onPoint, children }: PickListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- the React Compiler is not used, and this component stays small
  const list = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
  })
  useEffect(() => {
    if (active >= 0) list.scrollToIndex(active, { align: 'auto' })
  }, [active, list])
  return (
    <div ref={scroller} className="scroll min-h-0 flex-1 overflow-y-auto border-t border-line">
      {children}
      <div
        id={listId}
        role="listbox"
        aria-label={m.pick_list()}
        className="relative"
        style={{ height: list.getTotalSize() }}
      >
        {list.getVirtualItems().map(({ index, start }) => {
          const listed = found[index]
          if (listed === undefined) return null
          return (
            <div
              key={listed.remoteId}
              className="absolute inset-x-0 top-0 px-2"
              style={{ height: ROW_PX, transform: `translateY(${start}px)` }}
            >
              <Option
                listed={listed}
                id={`${listId}-${index}`}
                place={{ at: index + 1, of: found.length }}
                isActive={index === active}
                onPick={() => onPick(listed)}
                onPoint={() => onPoint(index)}
              />
            </div>
          )
        })}
      </div>
    </div>
  )
}

interface OptionProps {
  listed: ListedAssistant
  id: string
  place: { at: number; of: number }
  isActive: boolean
  onPick(): void
  onPoint(): void
}

function Option({ listed: { remoteId, name, model, assistantId }, ...props }: OptionProps) {
  const { id, place, isActive, onPick, onPoint } = props
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the filter has the focus and takes the keys
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      aria-posinset={place.at}
      aria-setsize={place.of}
      onClick={onPick}
      onMouseMove={onPoint}
      className={`flex h-full items-center gap-3 rounded-md px-3 ${isActive ? 'bg-active' : ''}`}
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm font-medium">{name ?? m.form_check_unnamed()}</span>
        <span className="block truncate text-xs text-fg-2">
          {model !== null && `${model} · `}
          <span className="font-mono">{remoteId}</span>
        </span>
      </span>
      {assistantId !== null && <Chip>{m.pick_known()}</Chip>}
    </div>
  )
}
