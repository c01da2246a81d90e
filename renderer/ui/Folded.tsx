/** Something folded away under one line that says what is in it. */
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

interface FoldedProps {
  words: string
  /** What is set inside, so that it need not be opened to know. */
  summary?: string
  isOpen?: boolean
  children: ReactNode
}

/** The browser's own details: it opens where something inside is searched for or gets the focus. */
export function Folded({ words, summary = '', isOpen = false, children }: FoldedProps) {
  return (
    <details className="group" open={isOpen}>
      <summary className="flex w-fit max-w-full items-center gap-1.5 rounded-sm text-sm text-fg-2 select-none hover:text-fg">
        <ChevronRight
          size={15}
          aria-hidden
          className="shrink-0 transition-transform duration-150 group-open:rotate-90"
        />
        <span className="shrink-0">{words}</span>
        {summary !== '' && <span className="truncate text-xs text-fg-3 group-open:hidden">· {summary}</span>}
      </summary>
      {children}
    </details>
  )
}
