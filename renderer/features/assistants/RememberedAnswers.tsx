/** How calls of an assistant's functions are answered, listed to be changed or forgotten. */
import { Trash2 } from 'lucide-react'
import type { AnswerMode, Assistant, FunctionMemory } from '../../../shared/domain/assistant.ts'
import { REMEMBERED_CHARACTERS } from '../../../shared/domain/limits.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { request } from '../../bridge/bridge.ts'
import { IconButton } from '../../ui/Button.tsx'
import { SmallSelect } from '../../ui/SmallSelect.tsx'
import { sayFailure } from '../../ui/toasts.ts'

/** Nothing for an assistant whose functions were never answered. */
export function RememberedAnswers({ assistant }: { assistant: Assistant }) {
  if (assistant.functions.length === 0) return null
  return (
    <section aria-labelledby="remembered-answers" className="mt-10 border-t border-line pt-6">
      <h2 id="remembered-answers" className="text-[17px] leading-[26px] font-semibold">
        {m.answers_title()}
      </h2>
      <p className="mt-1 mb-4 text-sm text-fg-2">{m.answers_intro()}</p>
      <ul className="flex flex-col gap-3">
        {assistant.functions.map((memory) => (
          <Remembered key={memory.name} assistantId={assistant.id} memory={memory} />
        ))}
      </ul>
    </section>
  )
}

function Remembered({ assistantId, memory }: { assistantId: string; memory: FunctionMemory }) {
  const { name, mode, answer, last } = memory
  const choose = (chosen: AnswerMode) => {
    // Without an answer of its own yet, the last one is what "always this" means.
    const fixed = chosen === 'always' && answer === '' ? (last ?? '') : answer
    request('assistants.rememberAnswer', { assistantId, name, mode: chosen, answer: fixed }).catch(sayFailure)
  }
  const forget = () => {
    request('assistants.forgetAnswer', { assistantId, name }).catch(sayFailure)
  }
  const shown = mode === 'always' ? answer : mode === 'echo' ? null : last
  return (
    <li className="rounded-lg border border-line bg-raised px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h3 className="min-w-0 flex-1 font-mono text-sm font-medium [overflow-wrap:anywhere]">{name}</h3>
        <SmallSelect
          label={m.function_next_time()}
          name={m.answers_mode({ name })}
          value={mode}
          options={[
            { value: 'ask', words: m.function_mode_ask() },
            ...(answer === '' && last === null
              ? []
              : [{ value: 'always' as const, words: m.function_mode_always() }]),
            { value: 'echo', words: m.function_mode_echo() },
          ]}
          onChoose={choose}
        />
        <IconButton label={m.answers_forget_named({ name })} onClick={forget}>
          <Trash2 size={15} />
        </IconButton>
      </div>
      {mode === 'always' && <AnswerBox key={answer} {...{ assistantId, name, answer }} />}
      {mode === 'ask' && shown !== null && (
        <div className="mt-2">
          <p className="text-xs text-fg-3">{m.answers_last()}</p>
          <pre className="scroll mt-1 max-h-32 overflow-auto rounded-md bg-sunk px-3 py-2 font-mono text-xs leading-[18px] whitespace-pre-wrap select-text">
            {shown}
          </pre>
        </div>
      )}
    </li>
  )
}

/** Changed in place; leaving the box keeps it. */
function AnswerBox({ assistantId, name, answer }: { assistantId: string; name: string; answer: string }) {
  const keep = (text: string) => {
    if (text === answer || text.trim() === '' || text.length > REMEMBERED_CHARACTERS) return
    request('assistants.rememberAnswer', { assistantId, name, mode: 'always', answer: text }).catch(
      sayFailure,
    )
  }
  return (
    <textarea
      aria-label={m.answers_fixed_named({ name })}
      rows={3}
      spellCheck={false}
      maxLength={REMEMBERED_CHARACTERS}
      defaultValue={answer}
      onBlur={(event) => keep(event.target.value)}
      className="scroll mt-2 block w-full rounded-md border border-field-line bg-bg px-3 py-2 font-mono text-xs leading-[18px]"
    />
  )
}
