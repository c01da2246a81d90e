/** A labelled drop-down as wide as the boxes around it. */
import { useId } from 'react'

interface SelectFieldProps {
  label: string
  value: string
  options: readonly { value: string; words: string }[]
  onChoose(value: string): void
}

/** The system's own list: it knows keyboard, touch and screen readers best. */
export function SelectField({ label, value, options, onChoose }: SelectFieldProps) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-sm font-medium">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChoose(event.target.value)}
        className="h-9 w-full rounded-md border border-field-line bg-raised px-2.5 text-sm hover:bg-hover"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </div>
  )
}
