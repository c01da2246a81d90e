/** A small drop-down beside a field, with its label in words before it. */
import { useId } from 'react'

interface SmallSelectProps<T extends string> {
  /** Shown; `name` is the full name for those who do not see the place. */
  label: string
  name: string
  value: T
  options: readonly { value: T; words: string }[]
  isDisabled?: boolean
  onChoose(value: T): void
}

/** The system's own list: it knows keyboard, touch and screen readers best. */
export function SmallSelect<T extends string>(props: SmallSelectProps<T>) {
  const { label, name, value, options, isDisabled, onChoose } = props
  const id = useId()
  return (
    <span className="inline-flex items-center gap-2 text-xs text-fg-2">
      <label htmlFor={id} className="whitespace-nowrap">
        {label}
      </label>
      <select
        id={id}
        aria-label={name}
        value={value}
        disabled={isDisabled}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value)
          if (chosen !== undefined) onChoose(chosen.value)
        }}
        className="h-7 rounded-md border border-line-strong bg-raised px-1.5 text-xs text-fg hover:bg-hover disabled:text-fg-3"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </span>
  )
}
