/** One line of the settings' left side. */
import type { KeyboardEvent, ReactNode } from 'react'

interface NavItemProps {
  isCurrent: boolean
  onClick(): void
  onKeyDown?(event: KeyboardEvent<HTMLButtonElement>): void
  /** Said to those who do not see it. */
  shortcuts?: string
  /** Buttons at the end, seen when the line is pointed at or something in it has the focus. */
  tools?: ReactNode
  itemId?: string
  /** Two lines instead of one. */
  isTall?: boolean
  children: ReactNode
}

/** The line that is shown at the right is marked as the current page. */
export function NavItem(props: NavItemProps) {
  const { isCurrent, onClick, onKeyDown, shortcuts, tools, itemId, isTall = false, children } = props
  return (
    <li
      className={`group relative flex items-center rounded-md ${isCurrent ? 'bg-active' : 'hover:bg-hover has-focus-visible:bg-hover'}`}
    >
      <button
        type="button"
        data-item={itemId}
        aria-current={isCurrent ? 'page' : undefined}
        aria-keyshortcuts={shortcuts}
        onClick={onClick}
        onKeyDown={onKeyDown}
        className={`flex w-full min-w-0 items-center gap-2.5 rounded-md px-2 text-start text-sm ${isTall ? 'py-1.5' : 'h-9'} ${isCurrent ? 'font-medium text-fg' : 'text-fg-2'}`}
      >
        {children}
      </button>
      {tools !== undefined && (
        <span className="absolute end-1 flex rounded-md bg-side opacity-0 group-hover:opacity-100 group-has-focus-visible:opacity-100">
          {tools}
        </span>
      )}
    </li>
  )
}

/** Takes the room of a letter. */
export const NavIcon = ({ children }: { children: ReactNode }) => (
  <span aria-hidden className="grid size-6 shrink-0 place-items-center text-fg-2">
    {children}
  </span>
)
