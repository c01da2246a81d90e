/** The box for the result of one call: text or checked JSON, the last answer at hand, and how to answer the next time. */
import { History } from 'lucide-react'
import { useId } from 'react'
import type { AnswerMode } from '../../../shared/domain/assistant.ts'
import { REMEMBERED_CHARACTERS } from '../../../shared/domain/limits.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { formatNumber } from '../../ui/format.ts'
import { Choices } from '../../ui/Choices.tsx'
import { SmallSelect } from '../../ui/SmallSelect.tsx'
import { useMemory } from './assistant-context.ts'
import type { CallFormProps } from './FunctionCallForm.tsx'
import { defaultError } from './function-results.ts'
import { checkJson } from './json-check.ts'
import { jsonWords } from './json-words.ts'

/** What is typed survives everything but sending it. */
export function ResultField(props: CallFormProps) {
  const { call, typed, isLocked, onChange } = props
  const { text, isError, isJson } = typed
  const id = useId()
  const problem = isJson && !isError && text.trim() !== '' ? checkJson(text) : null
  const label = isError
    ? m.function_error_message({ name: call.name })
    : m.function_result({ name: call.name })
  return (
    <div className="grid grid-cols-[104px_1fr] gap-x-3 gap-y-1.5 max-sm:grid-cols-1">
      <label htmlFor={id} className="pt-2 text-sm text-fg-2 [overflow-wrap:anywhere]">
        {label}
      </label>
      <div className="min-w-0">
        <textarea
          id={id}
          rows={3}
          value={text}
          readOnly={isLocked}
          spellCheck={false}
          aria-invalid={problem !== null}
          aria-describedby={`${id}-note`}
          placeholder={isError ? defaultError(call) : m.function_result_hint()}
          onChange={(event) => onChange({ text: event.target.value })}
          className={`composer-ta scroll block max-h-72 min-h-[74px] w-full rounded-md border bg-bg px-3 py-2 font-mono text-xs leading-[18px] placeholder:font-sans placeholder:text-fg-3 read-only:opacity-60 ${problem === null ? 'border-field-line' : 'border-bad'}`}
        />
        <p id={`${id}-note`} aria-live="polite" className="mt-1 text-xs text-bad empty:hidden">
          {problem !== null && jsonWords(problem)}
          {isError && <span className="text-fg-3">{m.function_error_hint()}</span>}
        </p>
        <Tools {...props} />
      </div>
    </div>
  )
}

function Tools({ call, typed, mode, isLocked, onChange, onMode }: CallFormProps) {
  const { name, argumentsText, isUnknownKind } = call
  const last = useMemory(name)?.last ?? null
  const chooseMode = (chosen: AnswerMode) => {
    onMode(chosen)
    if (chosen === 'echo' && typed.text.trim() === '') onChange({ text: argumentsText })
  }
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1.5">
      {!typed.isError && (
        <Choices
          isCompact
          label={m.function_format({ name })}
          value={typed.isJson ? 'json' : 'text'}
          options={[
            { value: 'text', words: m.function_text() },
            { value: 'json', words: m.function_json() },
          ]}
          isDisabled={isLocked}
          onChoose={(format) => onChange({ isJson: format === 'json' })}
        />
      )}
      {last !== null && (
        <button
          type="button"
          disabled={isLocked}
          onClick={() => onChange({ text: last, isError: false })}
          className="inline-flex h-7 items-center gap-1.5 rounded-md px-2 text-xs text-fg-2 hover:bg-hover hover:text-fg disabled:text-fg-3"
        >
          <History size={13} aria-hidden />
          {m.function_use_last()}
        </button>
      )}
      {isUnknownKind !== true && !typed.isError && (
        <span className="ms-auto">
          <SmallSelect
            label={m.function_next_time()}
            name={m.function_next_time_named({ name })}
            value={mode}
            options={modeOptions()}
            isDisabled={isLocked}
            onChoose={chooseMode}
          />
        </span>
      )}
      {mode !== 'ask' && !typed.isError && (
        <ModeNote isTooLong={mode === 'always' && typed.text.length > REMEMBERED_CHARACTERS} />
      )}
    </div>
  )
}

function ModeNote({ isTooLong }: { isTooLong: boolean }) {
  const limit = formatNumber(REMEMBERED_CHARACTERS)
  return (
    <p className={`basis-full text-xs ${isTooLong ? 'text-warn' : 'text-fg-3'}`}>
      {isTooLong ? m.function_mode_too_long({ limit }) : m.function_mode_hint()}
    </p>
  )
}

const modeOptions = (): { value: AnswerMode; words: string }[] => [
  { value: 'ask', words: m.function_mode_ask() },
  { value: 'always', words: m.function_mode_always() },
  { value: 'echo', words: m.function_mode_echo() },
]
