/** Labels at the left, what they say at the right. */
import type { ReactNode } from 'react'

interface FactsProps {
  facts: readonly { label: string; value: ReactNode }[]
}

export function Facts({ facts }: FactsProps) {
  return (
    <dl className="grid grid-cols-[minmax(96px,auto)_1fr] gap-x-3 gap-y-1.5 text-xs">
      {facts.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt className="py-[3px] text-fg-3">{label}</dt>
          <dd className="min-w-0 py-[3px] [overflow-wrap:anywhere] tabular-nums select-text">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
