/** One run in the list: what it used, what it said, how it stands. */
import { lazy, memo, Suspense } from 'react'
import type { Answer } from '../../../shared/domain/conversation.ts'
import { plainText } from '../../../shared/domain/conversation.ts'
import type { Run } from '../../../shared/domain/run-record.ts'
import { isOver } from '../../../shared/domain/run.ts'
import type { AppError } from '../../../shared/errors.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { formatNumber, formatSeconds } from '../../ui/format.ts'
import { AnswerArticle } from './Answer.tsx'
import { RunLine } from './RunLine.tsx'
import { ToolCard } from './ToolCard.tsx'
import { UnsentResults } from './UnsentResults.tsx'

/** Fetched with the first function call. */
const FunctionCard = lazy(async () => ({ default: (await import('./FunctionCard.tsx')).FunctionCard }))

/** Fetched with the first failure. */
const Trouble = lazy(async () => ({ default: (await import('./TroubleCards.tsx')).Trouble }))

interface TurnProps {
  run: Run | null
  answers: readonly Answer[]
  isLatest: boolean
  speaker: string
  onOpenSettings(about: AppError): void
  onInspect(runId: string): void
}

function TurnView({ run, answers, isLatest, speaker, onOpenSettings, onInspect }: TurnProps) {
  const isLive = run !== null && !isOver(run) && run.isWatched
  return (
    <div className="flex flex-col gap-3.5 pt-2">
      {run !== null && <ToolCard run={run} />}
      {answers.map((answer) => (
        <AnswerArticle key={answer.id} answer={answer} speaker={speaker} />
      ))}
      {run?.state === 'needs-results' && run.calls.length > 0 && (
        <Suspense fallback={null}>
          <FunctionCard key={run.calls.map(({ callId }) => callId).join(' ')} run={run} />
        </Suspense>
      )}
      {isLive && <RunLine run={run} />}
      {run !== null && hasTrouble(run) && (
        <Suspense fallback={null}>
          <Trouble run={run} isLatest={isLatest} onOpenSettings={onOpenSettings} />
        </Suspense>
      )}
      {run !== null && isOver(run) && run.posts.results !== 'done' && <UnsentResults run={run} />}
      {!isLive && (answers.length > 0 || run !== null) && (
        <Foot run={run} answers={answers} onInspect={onInspect} />
      )}
    </div>
  )
}

/** Whether a card tells of the run. */
const hasTrouble = (run: Run): boolean =>
  run.error !== null || run.state === 'cancelled' || (!isOver(run) && (run.isOverdue || !run.isWatched))

/** Redraws only when something of its own changed. */
export const Turn = memo(
  TurnView,
  (one, two) =>
    one.run === two.run &&
    one.isLatest === two.isLatest &&
    one.speaker === two.speaker &&
    one.onOpenSettings === two.onOpenSettings &&
    one.onInspect === two.onInspect &&
    one.answers.length === two.answers.length &&
    one.answers.every((answer, at) => answer === two.answers[at]),
)

function Foot({ run, answers, onInspect }: Pick<TurnProps, 'run' | 'answers' | 'onInspect'>) {
  const text = () => answers.map(plainText).join('\n\n')
  return (
    <footer
      className={`-mt-1.5 flex min-h-7 flex-wrap items-center gap-x-2 text-xs text-fg-3 ${answers.length > 0 ? '-ms-1.5' : ''}`}
    >
      {answers.length > 0 && <CopyButton text={text} label={m.foot_copy()} />}
      <span className="tabular-nums">{run === null ? '' : factsOf(run).join(' · ')}</span>
      {run !== null && (
        <button
          type="button"
          onClick={() => onInspect(run.id)}
          className="h-6 rounded-sm px-1.5 text-fg-2 hover:bg-hover hover:text-fg"
        >
          {m.foot_inspect()}
        </button>
      )}
    </footer>
  )
}

function factsOf({ startedAt, firstTextAt, endedAt, usage }: Run): string[] {
  return [
    endedAt === null ? [] : m.foot_total({ seconds: formatSeconds(endedAt - startedAt) }),
    firstTextAt === null ? [] : m.foot_first({ seconds: formatSeconds(firstTextAt - startedAt) }),
    usage === null
      ? []
      : m.foot_tokens({ prompt: formatNumber(usage.prompt), completion: formatNumber(usage.completion) }),
  ].flat()
}
