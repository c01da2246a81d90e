/** Two or three choices in one small bar, beside a field. */
import { useId } from 'react'

interface SegmentsProps<T extends string> {
  /** Said, not shown: the place says what it is about. */
  label: string
  value: T
  options: readonly { value: T; words: string }[]
  isDisabled?: boolean
  onChoose(value: T): void
}

/** Radio buttons: arrow keys move, as everywhere. */
export function Segments<T extends string>({
  label,
  value,
  options,
  isDisabled,
  onChoose,
}: SegmentsProps<T>) {
  const name = useId()
  return (
    <fieldset disabled={isDisabled} className="inline-flex rounded-md border border-line bg-sunk p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="rounded-sm px-2 py-0.5 text-xs text-fg-2 hover:text-fg has-checked:bg-raised dark:has-checked:bg-active has-checked:font-medium has-checked:text-fg has-checked:shadow-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={option.value === value}
            onChange={() => onChoose(option.value)}
          />
          {option.words}
        </label>
      ))}
    </fieldset>
  )
}
