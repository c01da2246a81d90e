/** A labelled box with a hint below it and, when something is wrong, words that say what. */
import { useId, type ComponentProps, type ReactNode } from 'react'
import { m } from '../../shared/words/generated/messages.js'

interface FieldProps extends ComponentProps<'input'> {
  label: string
  error?: string | undefined
  hint?: ReactNode
  isOptional?: boolean
  /** A button at the end of the box. */
  beside?: ReactNode
}

/** The label alone is the name of the box; hint and error describe it. */
export function Field(props: FieldProps) {
  const { label, error, hint, isOptional = false, beside, className = '', ...input } = props
  const id = useId()
  const noteId = `${id}-note`
  return (
    <div>
      <div className="mb-1.5 flex items-baseline gap-2">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {isOptional && <span className="text-xs text-fg-3">{m.form_optional()}</span>}
      </div>
      <div className="flex items-center gap-2">
        <input
          id={id}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={error !== undefined}
          aria-describedby={noteId}
          {...input}
          className={`h-9 w-full min-w-0 rounded-md border bg-raised px-3 text-sm placeholder:text-fg-3 read-only:bg-sunk read-only:text-fg-2 ${error === undefined ? 'border-field-line' : 'border-bad'} ${className}`}
        />
        {beside}
      </div>
      <div id={noteId} className="mt-1.5 text-xs empty:hidden">
        {error !== undefined && (
          <p role="alert" className="text-bad">
            {error}
          </p>
        )}
        {hint !== undefined && <div className="text-fg-3 [overflow-wrap:anywhere]">{hint}</div>}
      </div>
    </div>
  )
}
