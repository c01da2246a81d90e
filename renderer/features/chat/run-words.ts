/** The words for what a run is doing: one line with a clock, one word for a chip. */
import type { Run } from '../../../shared/domain/run-record.ts'
import { isOver } from '../../../shared/domain/run.ts'
import { m } from '../../../shared/words/generated/messages.js'
import type { Tone } from '../../ui/Chip.tsx'
import { formatNumber } from '../../ui/format.ts'

const KNOWN_STATUSES = new Set(['queued', 'in_progress', 'requires_action', 'cancelling'])

/** One line in words, such as "thinking 5 s". */
export function runLine(run: Run, now: number): string {
  const seconds = formatNumber(Math.max(0, Math.floor((now - run.startedAt) / 1000)))
  if (run.isThreadBusy) return m.run_thread_busy({ seconds })
  if (run.isReconnecting) return m.run_reconnecting({ seconds })
  switch (run.state) {
    case 'preparing':
      return m.run_preparing({ seconds })
    case 'queued':
      return m.run_queued({ seconds })
    case 'needs-results':
      return run.results.length > 0 ? m.run_results_sent({ seconds }) : m.run_needs_results({ seconds })
    case 'cancelling':
      return m.run_cancelling({ seconds })
    default:
      return run.firstTextAt === null ? m.run_thinking({ seconds }) : m.run_writing({ seconds })
  }
}

/** The server's own word for the state, where it is one we do not know. */
export const unknownStatus = ({ rawStatus, state }: Run): string | null =>
  state === 'running' && rawStatus !== null && !KNOWN_STATUSES.has(rawStatus) ? rawStatus : null

/** One word for the state, and the colour that repeats it. */
export function stateChip(run: Run | null): { words: string; tone: Tone } {
  if (run === null) return { words: m.state_ready(), tone: 'neutral' }
  if (!isOver(run) && !run.isWatched) return { words: m.state_unwatched(), tone: 'warn' }
  if (run.state === 'completed' && run.error?.kind === 'no-response')
    return { words: m.state_no_message(), tone: 'warn' }
  if (run.state === 'completed' && run.error !== null) return { words: m.state_failed(), tone: 'bad' }
  return CHIPS[run.state]()
}

const CHIPS: Record<Run['state'], () => { words: string; tone: Tone }> = {
  preparing: () => ({ words: m.state_preparing(), tone: 'busy' }),
  queued: () => ({ words: m.state_queued(), tone: 'busy' }),
  running: () => ({ words: m.state_running(), tone: 'busy' }),
  'needs-results': () => ({ words: m.state_needs_results(), tone: 'warn' }),
  cancelling: () => ({ words: m.state_cancelling(), tone: 'warn' }),
  completed: () => ({ words: m.state_completed(), tone: 'ok' }),
  failed: () => ({ words: m.state_failed(), tone: 'bad' }),
  incomplete: () => ({ words: m.state_incomplete(), tone: 'warn' }),
  expired: () => ({ words: m.state_expired(), tone: 'warn' }),
  cancelled: () => ({ words: m.state_cancelled(), tone: 'neutral' }),
}
