/** Why saving did not work, where it was not about a field. */
import { CircleAlert } from 'lucide-react'
import type { AppError } from '../../../shared/errors.ts'
import { explain } from '../../../shared/words/explain.ts'
import { detailsText } from '../../../shared/words/explain-details.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { joinSentences } from '../../ui/format.ts'

interface SaveProblemProps {
  error: AppError
  /** Shows an assistant that is here already. */
  onOpen(assistantId: string): void
}

/** An ID that is connected already is no trouble: one click leads there. */
export function SaveProblem({ error, onOpen }: SaveProblemProps) {
  const { title, why, todo } = explain(error)
  return (
    <div role="alert" className="flex gap-2.5 rounded-lg bg-bad-soft px-3.5 py-3">
      <CircleAlert size={17} className="mt-px shrink-0 text-bad" aria-hidden />
      <div className="min-w-0 flex-1 text-sm [overflow-wrap:anywhere]">
        <p className="font-medium">{title}</p>
        <p className="text-fg-2">{joinSentences(why, todo)}</p>
        {error.kind === 'assistant-known' && (
          <Button className="mt-2" onClick={() => onOpen(error.assistantId)}>
            {m.asst_open_known()}
          </Button>
        )}
      </div>
      {error.kind !== 'assistant-known' && (
        <CopyButton label={m.details_copy()} text={() => detailsText(error)} />
      )}
    </div>
  )
}
