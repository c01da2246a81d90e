/** What a run used on the way, in one line that opens to a row for each tool. */
import { Check, ChevronRight, LoaderCircle, X } from 'lucide-react'
import type { Run } from '../../../shared/domain/run-record.ts'
import { isAnsweredAutomatically } from '../../../shared/domain/run.ts'
import type { Step, ToolUse } from '../../../shared/domain/step.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { formatSeconds } from '../../ui/format.ts'
import { useKept } from '../../ui/kept-state.ts'
import { ToolRow } from '../../ui/steps/ToolRow.tsx'

/** Nothing for a run that used no tools and in which no step failed. */
export function ToolCard({ run }: { run: Run }) {
  const [isOpen, setIsOpen] = useKept<boolean>(`tools:${run.id}`, false)
  const uses = usesOf(run.steps)
  const failed = run.steps.find(({ error }) => error !== null)
  if (uses.length === 0 && failed === undefined) return null
  return (
    <div className="overflow-hidden rounded-lg border border-line">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex h-[38px] w-full items-center gap-3 px-3.5 text-start text-sm text-fg-2 hover:bg-hover"
      >
        <StateIcon steps={run.steps} />
        <span className="min-w-0 flex-1 truncate">{summary(run.steps, uses.length)}</span>
        <ChevronRight
          size={16}
          aria-hidden
          className={`text-fg-3 transition-transform duration-150 ${isOpen ? 'rotate-90' : ''}`}
        />
      </button>
      {isOpen &&
        uses.map(({ key, step, use }) => (
          <ToolRow
            key={key}
            id={key}
            step={step}
            use={use}
            folder={run.conversationId}
            isAutomatic={isAnsweredAutomatically(run, use)}
          />
        ))}
      {isOpen && failed !== undefined && (
        <p className="border-t border-line bg-bad-soft px-3.5 py-2 text-sm text-bad select-text">
          {failed.error}
        </p>
      )}
    </div>
  )
}

interface Used {
  key: string
  step: Step
  use: ToolUse
}

const usesOf = (steps: readonly Step[]): Used[] =>
  steps.flatMap((step) => step.tools.map((use, at) => ({ key: `${step.id}:${at}`, step, use })))

function StateIcon({ steps }: { steps: readonly Step[] }) {
  const frame = 'grid size-5 shrink-0 place-items-center rounded-full'
  if (isUsing(steps))
    return <LoaderCircle size={16} aria-hidden className="shrink-0 animate-spin text-accent" />
  if (steps.some(({ state }) => state === 'failed' || state === 'expired'))
    return (
      <span aria-hidden className={`${frame} bg-bad-soft text-bad`}>
        <X size={13} strokeWidth={2.5} />
      </span>
    )
  return (
    <span aria-hidden className={`${frame} bg-ok-soft text-ok`}>
      <Check size={13} strokeWidth={2.5} />
    </span>
  )
}

function summary(steps: readonly Step[], count: number): string {
  const isRunning = isUsing(steps)
  const took = steps.reduce((sum, step) => sum + (step.tools.length > 0 ? (lengthOf(step) ?? 0) : 0), 0)
  const isFailed = steps.some(({ error }) => error !== null)
  return [
    isRunning ? m.tools_using({ count }) : m.tools_used({ count }),
    took > 0 && !isRunning ? m.seconds_short({ seconds: formatSeconds(took) }) : [],
    isFailed ? m.tools_failed() : [],
  ]
    .flat()
    .join(' · ')
}

/** The step that writes the answer is no use of a tool. */
const isUsing = (steps: readonly Step[]): boolean =>
  steps.some(({ state, tools }) => state === 'running' && tools.length > 0)

const lengthOf = ({ startedAt, endedAt }: Step): number | null =>
  startedAt === null || endedAt === null ? null : endedAt - startedAt
