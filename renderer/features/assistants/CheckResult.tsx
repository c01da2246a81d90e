/** What a check found, or why it or saving did not work. */
import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { AssistantSnapshot } from '../../../shared/domain/assistant.ts'
import type { AppError } from '../../../shared/errors.ts'
import { explain } from '../../../shared/words/explain.ts'
import { detailsText } from '../../../shared/words/explain-details.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { joinSentences } from '../../ui/format.ts'
import type { CheckState } from './use-connect-form.ts'

interface CheckResultProps {
  check: CheckState
  saveError: AppError | null
}

/** A live region, so that the result is heard where the button was pressed. */
export function CheckResult({ check, saveError }: CheckResultProps) {
  const place = useRef<HTMLOutputElement>(null)
  const isShown = check.state !== 'idle' || saveError !== null
  useEffect(() => {
    if (isShown) place.current?.scrollIntoView({ block: 'nearest' })
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- each new result is brought into view
  }, [isShown, check, saveError])
  return (
    <output ref={place} className="block scroll-mb-6 empty:hidden">
      {saveError !== null && <Failed error={saveError} note={null} />}
      {check.state === 'asking' && (
        <p className="flex items-center gap-2 text-sm text-fg-2">
          <LoaderCircle size={15} className="animate-spin text-accent" aria-hidden />
          {m.form_checking()}
        </p>
      )}
      {check.state === 'found' && <Found snapshot={check.snapshot} />}
      {check.state === 'failed' && saveError === null && (
        <Failed error={check.error} note={m.form_check_failed()} />
      )}
    </output>
  )
}

function Found({ snapshot: { name, model, tools } }: { snapshot: AssistantSnapshot }) {
  const facts = [
    model === null ? [] : m.form_check_model({ model }),
    tools.length === 0 ? m.form_check_no_tools() : m.form_check_tools({ tools: tools.join(', ') }),
  ].flat()
  return (
    <div className="flex gap-2.5 rounded-lg bg-ok-soft px-3.5 py-3">
      <CircleCheck size={17} className="mt-px shrink-0 text-ok" aria-hidden />
      <div className="min-w-0 text-sm [overflow-wrap:anywhere]">
        <p className="font-medium">{m.form_check_found({ name: name ?? m.form_check_unnamed() })}</p>
        <p className="text-fg-2">{facts.join(' · ')}</p>
      </div>
    </div>
  )
}

function Failed({ error, note }: { error: AppError; note: string | null }) {
  const { title, why, todo } = explain(error)
  return (
    <div role="alert" className="flex gap-2.5 rounded-lg bg-bad-soft px-3.5 py-3">
      <CircleAlert size={17} className="mt-px shrink-0 text-bad" aria-hidden />
      <div className="min-w-0 flex-1 text-sm [overflow-wrap:anywhere]">
        <p className="font-medium">{title}</p>
        <p className="text-fg-2">{joinSentences(why, todo)}</p>
        {note !== null && <p className="mt-1 text-xs text-fg-3">{note}</p>}
      </div>
      <CopyButton label={m.details_copy()} text={() => detailsText(error)} />
    </div>
  )
}
