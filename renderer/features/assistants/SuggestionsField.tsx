/** The questions offered in an empty conversation of this assistant: written, removed, put in order. */
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { useRef } from 'react'
import { useController, useFieldArray, type UseFormReturn } from 'react-hook-form'
import { ASSISTANT_LIMITS } from '../../../shared/domain/limits.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button, IconButton } from '../../ui/Button.tsx'
import type { AssistantFields } from './use-assistant-form.ts'

/** Empty offers the usual questions. */
export function SuggestionsField({ form }: { form: UseFormReturn<AssistantFields> }) {
  const rows = useFieldArray({ control: form.control, name: 'suggestions' })
  const adding = useRef<HTMLButtonElement>(null)
  const error = form.formState.errors.suggestions?.message
  const count = rows.fields.length
  return (
    <fieldset aria-describedby="suggestions-hint">
      <legend className="mb-1.5 text-sm font-medium">{m.asst_suggestions()}</legend>
      {count > 0 && (
        <ol className="mb-2 flex flex-col gap-1.5">
          {rows.fields.map((row, at) => (
            <Row
              key={row.id}
              {...{ form, at, count }}
              onMove={(to) => rows.move(at, to)}
              onRemove={() => {
                rows.remove(at)
                adding.current?.focus()
              }}
            />
          ))}
        </ol>
      )}
      <Button
        ref={adding}
        className="h-7 px-2.5 text-xs"
        disabled={count >= ASSISTANT_LIMITS.suggestions}
        onClick={() => rows.append({ text: '' }, { focusName: `suggestions.${count}.text` })}
      >
        <Plus size={14} aria-hidden />
        {m.asst_suggestions_add()}
      </Button>
      <div id="suggestions-hint" className="mt-1.5 text-xs">
        {error !== undefined && (
          <p role="alert" className="text-bad">
            {error}
          </p>
        )}
        <p className="text-fg-3">{m.asst_suggestions_hint({ most: ASSISTANT_LIMITS.suggestions })}</p>
      </div>
    </fieldset>
  )
}

interface RowProps {
  form: UseFormReturn<AssistantFields>
  at: number
  count: number
  onMove(to: number): void
  onRemove(): void
}

function Row({ form: { control }, at, count, onMove, onRemove }: RowProps) {
  const { field } = useController({ control, name: `suggestions.${at}.text` })
  const number = at + 1
  return (
    <li className="flex items-center gap-1">
      <input
        {...field}
        aria-label={m.asst_suggestion({ number })}
        maxLength={ASSISTANT_LIMITS.suggestionCharacters}
        autoComplete="off"
        className="h-9 min-w-0 flex-1 rounded-md border border-field-line bg-raised px-3 text-sm"
      />
      <IconButton label={m.asst_suggestion_up({ number })} disabled={at === 0} onClick={() => onMove(at - 1)}>
        <ArrowUp size={15} />
      </IconButton>
      <IconButton
        label={m.asst_suggestion_down({ number })}
        disabled={at === count - 1}
        onClick={() => onMove(at + 1)}
      >
        <ArrowDown size={15} />
      </IconButton>
      <IconButton label={m.asst_suggestion_remove({ number })} onClick={onRemove}>
        <X size={15} />
      </IconButton>
    </li>
  )
}
