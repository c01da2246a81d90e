/** A few choices side by side of which one holds. */
import { useId } from 'react'

interface ChoicesProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; words: string }[]
  /** A small bar beside a field, whose place says what it is about: the label is said, not shown. */
  isCompact?: boolean
  isDisabled?: boolean
  onChoose(value: T): void
}

const SHAPES = {
  usual: {
    legend: 'mb-1.5 text-sm font-medium',
    bar: 'inline-flex flex-wrap rounded-md border border-line-strong bg-sunk p-0.5',
    choice: 'px-3 py-1 text-sm',
  },
  compact: {
    legend: 'sr-only',
    bar: 'inline-flex rounded-md border border-line bg-sunk p-0.5',
    choice: 'px-2 py-0.5 text-xs',
  },
} as const

/** Radio buttons drawn as one bar: arrow keys move, as everywhere. */
export function Choices<T extends string>(props: ChoicesProps<T>) {
  const { label, value, options, isCompact = false, isDisabled = false, onChoose } = props
  const name = useId()
  const shape = isCompact ? SHAPES.compact : SHAPES.usual
  return (
    <fieldset disabled={isDisabled}>
      <legend className={shape.legend}>{label}</legend>
      <div className={shape.bar}>
        {options.map((option) => (
          <label
            key={option.value}
            className={`rounded-sm text-fg-2 hover:text-fg has-checked:bg-raised dark:has-checked:bg-active has-checked:font-medium has-checked:text-fg has-checked:shadow-1 contrast-more:has-checked:outline-1 contrast-more:has-checked:outline-fg has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${shape.choice}`}
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
