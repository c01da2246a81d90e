/** A framed box in the column of a conversation, with a coloured edge where it wants attention. */
import type { ReactNode } from 'react'

type Edge = 'none' | 'warn' | 'bad' | 'accent'

const EDGES: Record<Edge, string> = {
  none: 'border-line',
  warn: 'border-warn/40 contrast-more:border-warn',
  bad: 'border-bad/40 contrast-more:border-bad',
  accent: 'border-accent/50 contrast-more:border-accent',
}

interface CardProps {
  edge?: Edge
  role?: 'alert'
  /** Makes it a region of this name. */
  label?: string
  children: ReactNode
}

/** Padding is its children's business, so that it can hold rows as well as text. */
export function Card({ edge = 'none', role, label, children }: CardProps) {
  const look = `overflow-hidden rounded-lg border bg-raised ${EDGES[edge]}`
  if (label !== undefined)
    return (
      <section aria-label={label} className={look}>
        {children}
      </section>
    )
  return (
    // Told once by the announcer: a card in a list comes and goes as one scrolls.
    <div role={role} aria-live={role === 'alert' ? 'off' : undefined} className={look}>
      {children}
    </div>
  )
}
