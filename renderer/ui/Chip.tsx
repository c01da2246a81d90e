/** A small word in a frame that tells a state. */
import type { ReactNode } from 'react'

export type Tone = 'neutral' | 'busy' | 'ok' | 'warn' | 'bad'

const TONES: Record<Tone, string> = {
  neutral: 'border-line text-fg-2',
  busy: 'border-transparent bg-accent-soft text-accent',
  ok: 'border-transparent bg-ok-soft text-ok',
  warn: 'border-transparent bg-warn-soft text-warn',
  bad: 'border-transparent bg-bad-soft text-bad',
}

interface ChipProps {
  tone?: Tone
  children: ReactNode
}

/** Colour only repeats what the word says. */
export function Chip({ tone = 'neutral', children }: ChipProps) {
  return (
    <span
      className={`inline-flex h-[22px] shrink-0 items-center rounded-full border px-2.5 text-xs whitespace-nowrap ${TONES[tone]}`}
    >
      {children}
    </span>
  )
}
