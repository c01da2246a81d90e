/** One call of a batch: what the assistant wants to run, and the form for its result. */
import type { AnswerMode } from '../../../shared/domain/assistant.ts'
import type { FunctionCall } from '../../../shared/domain/run-record.ts'
import type { TypedResult } from '../../../shared/domain/typed-results.ts'
import { showUnseen } from '../../../shared/domain/unseen.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { ArgumentsTable } from './ArgumentsTable.tsx'
import { ResultField } from './ResultField.tsx'

export interface CallFormProps {
  call: FunctionCall
  /** The card's own buttons then speak for this call. */
  isOnly: boolean
  typed: TypedResult
  mode: AnswerMode
  isLocked: boolean
  onChange(part: Partial<TypedResult>): void
  onMode(mode: AnswerMode): void
}

/** In a batch each call can be answered as an error on its own. */
export function FunctionCallForm(props: CallFormProps) {
  const { call, isOnly, typed, isLocked, onChange } = props
  const { name, argumentsText, isUnknownKind } = call
  return (
    <div className="flex flex-col gap-3 px-4 py-3 [&+&]:border-t [&+&]:border-line">
      {!isOnly && (
        <div className="flex items-center gap-3">
          <h4 className="min-w-0 flex-1 font-mono text-sm font-medium [overflow-wrap:anywhere]">
            {showUnseen(name)}
          </h4>
          <button
            type="button"
            aria-pressed={typed.isError}
            disabled={isLocked}
            onClick={() => onChange({ isError: !typed.isError })}
            className="h-7 rounded-md px-2.5 text-xs text-fg-2 hover:bg-hover hover:text-fg disabled:text-fg-3 aria-pressed:bg-bad-soft aria-pressed:font-medium aria-pressed:text-bad"
          >
            {isUnknownKind === true ? m.function_skip() : m.function_error()}
          </button>
        </div>
      )}
      {isUnknownKind === true && <p className="text-sm text-fg-2">{m.function_unknown_kind()}</p>}
      <ArgumentsTable text={argumentsText} isRaw={isUnknownKind === true} />
      <ResultField {...props} />
    </div>
  )
}
