/** What stands at the end of a turn that needs a decision: failed, overdue, or left alone. */
import { Clock, EyeOff } from 'lucide-react'
import { useContext } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { Run } from '../../../shared/domain/run-record.ts'
import { canCancel, isOver } from '../../../shared/domain/run.ts'
import { explain } from '../../../shared/words/explain.ts'
import type { ErrorAction } from '../../../shared/words/explain-shape.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Card } from '../../ui/Card.tsx'
import { focusComposer } from './composer-focus.ts'
import { ElsewhereContext, type Elsewhere } from './elsewhere-context.ts'
import { Actions, Details, ErrorCard, type CardAction } from './ErrorCard.tsx'
import { askAndLeave } from './run-actions.ts'

interface TroubleProps {
  run: Run
  isLatest: boolean
  onOpenSettings(about: AppError): void
}

/** The card that a run in trouble needs, if any. */
export function Trouble({ run, isLatest, onOpenSettings }: TroubleProps) {
  const { goOnInNewThread } = useContext(ElsewhereContext)
  if (run.isOverdue && !isOver(run)) return <Overdue run={run} />
  if (run.error !== null)
    return (
      <ErrorCard error={run.error} actions={actionsOf({ run, isLatest, onOpenSettings, goOnInNewThread })} />
    )
  if (!isOver(run) && !run.isWatched) return <Unwatched run={run} />
  return run.state === 'cancelled' ? <Cancelled run={run} isLatest={isLatest} /> : null
}

/** Cancelled before the question was sent, as in the middle of a large file: it can still be asked. */
function Cancelled({ run, isLatest }: Pick<TroubleProps, 'run' | 'isLatest'>) {
  const isUnsent = run.posts.message !== 'done' && isLatest
  return (
    <div className="py-1 text-sm text-fg-3">
      <p>{run.isCancelRequested || isUnsent ? m.run_cancelled() : m.run_cancelled_there()}</p>
      {isUnsent && (
        <Actions actions={[{ words: m.run_ask_again(), act: () => askAndLeave('runs.askAgain', run) }]} />
      )}
    </div>
  )
}

/** A run that is over cannot be looked at again; one that may still live is not asked a second time. */
function actionsOf({
  run,
  isLatest,
  onOpenSettings,
  goOnInNewThread,
}: TroubleProps & Pick<Elsewhere, 'goOnInNewThread'>): CardAction[] {
  const { error } = run
  if (error === null) return []
  const settings = { words: m.run_open_settings(), act: () => onOpenSettings(error) }
  if (!isOver(run)) return [lookAgain(run), cancel(run)]
  const onRun = (words: string, route: Parameters<typeof askAndLeave>[0]): CardAction | null =>
    isLatest ? { words, act: () => askAndLeave(route, run) } : null
  const goOn = () => {
    goOnInNewThread(run.conversationId)
    focusComposer()
  }
  const offered: Record<ErrorAction, CardAction | null> = {
    'ask-again': onRun(m.run_ask_again(), 'runs.askAgain'),
    'wait-for-run': onRun(m.run_wait_for_it(), 'runs.waitForThread'),
    'cancel-other-run': onRun(m.run_cancel_other(), 'runs.unlock'),
    'go-on-in-new-thread': isLatest ? { words: m.run_go_on_new_thread(), act: goOn } : null,
    'look-again': null,
    'open-settings': settings,
  }
  return explain(error).actions.flatMap((action) => offered[action] ?? [])
}

function Overdue({ run }: { run: Run }) {
  const error: AppError = run.error ?? { kind: 'run-timeout', afterMs: 0 }
  const { title, why, todo } = explain(error)
  const keepWaiting = { words: m.run_keep_waiting(), act: () => askAndLeave('runs.keepWaiting', run) }
  return (
    <Card role="alert" edge="warn">
      <div className="flex gap-3 p-4 pb-3">
        <Clock size={18} className="mt-px shrink-0 text-warn" aria-hidden />
        <div className="min-w-0 flex-1">
          <h3 className="text-base leading-5 font-semibold">{title}</h3>
          <p className="mt-1.5 text-sm text-fg-2">{why}</p>
          <p className="text-sm">{todo}</p>
          <Actions actions={[keepWaiting, cancel(run)]} />
        </div>
      </div>
      <Details error={error} />
    </Card>
  )
}

function Unwatched({ run }: { run: Run }) {
  return (
    <Card label={m.run_unwatched_title()}>
      <div className="flex gap-3 p-4">
        <EyeOff size={18} className="mt-px shrink-0 text-fg-3" aria-hidden />
        <div className="min-w-0 flex-1">
          <h3 className="text-base leading-5 font-semibold">{m.run_unwatched_title()}</h3>
          <p className="mt-1.5 text-sm text-fg-2">{m.run_unwatched_body()}</p>
          <Actions actions={canCancel(run) ? [lookAgain(run), cancel(run)] : [lookAgain(run)]} />
        </div>
      </div>
    </Card>
  )
}

const lookAgain = (run: Run): CardAction => ({
  words: m.run_look_again(),
  act: () => askAndLeave('runs.watchAgain', run),
})

const cancel = (run: Run): CardAction => ({
  words: m.run_cancel(),
  act: () => askAndLeave('runs.cancel', run),
})
