/** A framed box in the column of a conversation, with a coloured edge where it wants attention. */
import type { ReactNode } from 'react'

type Edge = 'none' | 'warn' | 'bad' | 'accent'

const EDGES: Record<Edge, string> = {
  none: 'border-line',
  warn: 'border-warn/40',
  bad: 'border-bad/40',
  accent: 'border-accent/50',
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
    <div role={role} className={look}>
      {children}
    </div>
  )
}
