/** What a run used on the way, in one line that opens to a row for each tool. */
import { Check, ChevronRight, LoaderCircle, Minus, X, type LucideIcon } from 'lucide-react'
import type { Run } from '../../../shared/domain/run-record.ts'
import { isAnsweredAutomatically, isOver } from '../../../shared/domain/run.ts'
import type { Step, ToolUse } from '../../../shared/domain/step.ts'
import { useKept } from '../../ui/kept-state.ts'
import { ToolRow } from '../../ui/steps/ToolRow.tsx'
import { outcomeOf, summaryOf, type Outcome } from './tool-outcome.ts'

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
        <StateIcon outcome={outcomeOf(run)} />
        <span className="min-w-0 flex-1 truncate">{summaryOf(run)}</span>
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
            isOver={isOver(run)}
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

const MARKS: Record<Exclude<Outcome, 'using'>, { look: string; Mark: LucideIcon }> = {
  failed: { look: 'bg-bad-soft text-bad', Mark: X },
  unfinished: { look: 'bg-sunk text-fg-3', Mark: Minus },
  done: { look: 'bg-ok-soft text-ok', Mark: Check },
}

/** Colour and mark only repeat what the words beside them say. */
function StateIcon({ outcome }: { outcome: Outcome }) {
  if (outcome === 'using')
    return <LoaderCircle size={16} aria-hidden className="shrink-0 animate-spin text-accent" />
  const { look, Mark } = MARKS[outcome]
  return (
    <span
      aria-hidden
      data-outcome={outcome}
      className={`grid size-5 shrink-0 place-items-center rounded-full ${look}`}
    >
      <Mark size={13} strokeWidth={2.5} />
    </span>
  )
}
