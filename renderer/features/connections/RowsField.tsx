/** Rows of a name and a value: extra headers, whose values are written and never read back, and query parameters. */
import { Plus, X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useController, useFieldArray, type UseFormReturn } from 'react-hook-form'
import type { ConnectionForm } from '../../../shared/domain/connection.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button, IconButton } from '../../ui/Button.tsx'

interface RowsFieldProps {
  form: UseFormReturn<ConnectionForm>
  name: 'headers' | 'query'
  label: string
  hint: string
  /** Names whose values are kept at main. */
  kept: readonly string[]
  /** On the button that adds a row. */
  add: string
}

const BOX =
  'h-8 min-w-0 flex-1 rounded-md border border-field-line bg-raised px-2.5 font-mono text-xs placeholder:text-fg-3'

/** Adding puts the focus into the new row, removing puts it on the button that adds. */
export function RowsField({ form, name, label, hint, kept, add }: RowsFieldProps) {
  const { fields, append, remove } = useFieldArray({ control: form.control, name })
  const adding = useRef<HTMLButtonElement>(null)
  const hintId = useId()
  const error = form.formState.errors[name]?.message
  return (
    <fieldset aria-describedby={hintId} className="min-w-0">
      <legend className="mb-1.5 text-sm font-medium">{label}</legend>
      {fields.length > 0 && (
        <ul className="mb-2 flex flex-col gap-1.5">
          {fields.map((row, at) => (
            <Row
              key={row.id}
              {...{ form, name, at }}
              isKept={kept.includes(row.name)}
              onRemove={() => {
                remove(at)
                adding.current?.focus()
              }}
            />
          ))}
        </ul>
      )}
      <Button
        ref={adding}
        className="h-7 px-2.5 text-xs"
        onClick={() => append({ name: '', value: '' }, { focusName: `${name}.${fields.length}.name` })}
      >
        <Plus size={14} aria-hidden />
        {add}
      </Button>
      <div id={hintId} className="mt-1.5 text-xs">
        {error !== undefined && (
          <p role="alert" className="text-bad">
            {error}
          </p>
        )}
        <p className="text-fg-3">{hint}</p>
      </div>
    </fieldset>
  )
}

interface RowProps {
  form: UseFormReturn<ConnectionForm>
  name: 'headers' | 'query'
  at: number
  isKept: boolean
  onRemove(): void
}

function Row({ form: { control }, name, at, isKept, onRemove }: RowProps) {
  const { field } = useController({ control, name: `${name}.${at}.name` })
  const row = field.value === '' ? at + 1 : field.value
  return (
    <li className="flex items-center gap-1.5">
      <input
        {...field}
        aria-label={m.conn_row_name({ row: at + 1 })}
        placeholder={m.conn_row_name_placeholder()}
        spellCheck={false}
        autoComplete="off"
        className={`${BOX} max-w-44 shrink-[2]`}
      />
      <Value control={control} {...{ name, at, row: String(row), isKept }} />
      <IconButton label={m.conn_row_remove({ row })} onClick={onRemove}>
        <X size={15} />
      </IconButton>
    </li>
  )
}

interface ValueProps {
  control: UseFormReturn<ConnectionForm>['control']
  name: 'headers' | 'query'
  at: number
  row: string
  isKept: boolean
}

function Value({ control, name, at, row, isKept }: ValueProps) {
  const { field } = useController({ control, name: `${name}.${at}.value` })
  const [isReplacing, setIsReplacing] = useState(false)
  if (isKept && !isReplacing && field.value === '')
    return (
      <span className="flex h-8 min-w-0 flex-1 items-center gap-1 rounded-md border border-line-strong bg-sunk ps-2.5 pe-0.5 text-xs text-fg-2">
        <span className="min-w-0 flex-1 truncate">{m.conn_value_kept()}</span>
        <Button
          weight="quiet"
          className="h-6 px-2 text-xs"
          aria-label={m.conn_value_replace({ row })}
          onClick={() => setIsReplacing(true)}
        >
          {m.key_replace()}
        </Button>
      </span>
    )
  return (
    <input
      {...field}
      aria-label={m.conn_row_value({ row })}
      placeholder={m.conn_row_value_placeholder()}
      // oxlint-disable-next-line jsx-a11y/no-autofocus -- the person has just asked for this box
      autoFocus={isReplacing}
      spellCheck={false}
      autoComplete="off"
      className={`${BOX} ${name === 'headers' ? '[-webkit-text-security:disc]' : ''}`}
    />
  )
}
