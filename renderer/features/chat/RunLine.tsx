/** What a live run is doing, in one line with a running clock, and the two ways to stop. */
import type { Run } from '../../../shared/domain/run-record.ts'
import { canCancel } from '../../../shared/domain/run.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { Button } from '../../ui/Button.tsx'
import { useNow } from '../../ui/use-clock.ts'
import { askAndLeave } from './run-actions.ts'
import { runLine, unknownStatus } from './run-words.ts'

const TICK_MS = 500

/** Shown while the run lives and is watched. Stop waiting leaves the run alone; Cancel run ends it. */
export function RunLine({ run }: { run: Run }) {
  const now = useNow(TICK_MS)
  const raw = unknownStatus(run)
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 pt-2 text-sm text-fg-2">
      {/* Not announced each second: the list's own live region says when the state changes. */}
      <output aria-live="off" className="me-auto flex items-center gap-2.5">
        <span
          aria-hidden
          className={`live size-2 rounded-full ${run.isReconnecting || run.state === 'needs-results' ? 'bg-warn' : 'bg-accent'}`}
        />
        <span className="tabular-nums first-letter:uppercase">{runLine(run, now)}</span>
        {raw !== null && <code className="rounded-sm bg-sunk px-1.5 font-mono text-xs">{raw}</code>}
      </output>
      <Button weight="quiet" onClick={() => askAndLeave('runs.stopWaiting', run)}>
        {m.run_stop_waiting()}
      </Button>
      {/* While the run is overdue its card offers this. */}
      {!run.isOverdue && (
        <Button weight="quiet" disabled={!canCancel(run)} onClick={() => askAndLeave('runs.cancel', run)}>
          {m.run_cancel()}
        </Button>
      )}
    </div>
  )
}
