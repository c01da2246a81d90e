/** A box to tick beside a sentence. */
import { useId, type ReactNode } from 'react'

interface TickProps {
  words: string
  isOn: boolean
  /** Below the sentence. */
  hint?: ReactNode
  onChange(isOn: boolean): void
}

/** The sentence is its name; a click on it counts too. */
export function Tick({ words, isOn, hint, onChange }: TickProps) {
  const id = useId()
  return (
    <div className="flex items-start gap-2.5">
      <input
        id={id}
        type="checkbox"
        checked={isOn}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <label htmlFor={id} className="text-sm">
          {words}
        </label>
        {hint !== undefined && (
          <div id={`${id}-hint`} className="mt-0.5 text-xs text-fg-2">
            {hint}
          </div>
        )}
      </div>
    </div>
  )
}
