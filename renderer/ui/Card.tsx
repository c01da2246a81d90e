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
  role?: 'alert' | 'group'
  label?: string
  children: ReactNode
}

/** Padding is its children's business, so that it can hold rows as well as text. */
export function Card({ edge = 'none', role, label, children }: CardProps) {
  return (
    <div
      role={role}
      aria-label={label}
      className={`overflow-hidden rounded-lg border bg-raised ${EDGES[edge]}`}
    >
      {children}
    </div>
  )
}
