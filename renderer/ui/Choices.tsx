/** A few choices side by side of which one holds. */
import { useId } from 'react'

interface ChoicesProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; words: string }[]
  onChoose(value: T): void
}

/** Radio buttons drawn as one bar: arrow keys move, as everywhere. */
export function Choices<T extends string>({ label, value, options, onChoose }: ChoicesProps<T>) {
  const name = useId()
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      <div className="inline-flex flex-wrap rounded-md border border-line-strong bg-sunk p-0.5">
        {options.map((option) => (
          <label
            key={option.value}
            className="rounded-sm px-3 py-1 text-sm text-fg-2 hover:text-fg has-checked:bg-raised dark:has-checked:bg-active has-checked:font-medium has-checked:text-fg has-checked:shadow-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
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
      </div>
    </fieldset>
  )
}
