/** When the system tells the person what became of a run: only what they would otherwise miss. Pure. */
import { isOver } from '../../shared/domain/run.ts'
import type { Run } from '../../shared/domain/run-record.ts'

/** What there is to tell of a run. */
export type Tidings = 'answered' | 'failed' | 'cancelled' | 'needs-results' | 'overdue' | 'lost'

interface Circumstances {
  /** The person's choice in the settings. */
  isOn: boolean
  isFocused: boolean
  now: number
}

/** Whoever waits this long watches the window anyway, in milliseconds. */
const WORTH_TELLING_AFTER_MS = 3_000

/** What is new between two looks at a run; null when nothing is that anyone waits for. */
export function tidingsOf(before: Run, after: Run): Tidings | null {
  if (isOver(before)) return null
  if (isOver(after)) return endOf(after)
  if (isForPerson(after)) return isForPerson(before) ? null : 'needs-results'
  if (after.isOverdue) return before.isOverdue ? null : 'overdue'
  const isLost = !after.isWatched && after.error !== null
  return isLost && before.isWatched ? 'lost' : null
}

/** Not what they see anyway, and not what was over in a moment. */
export const isWorthTelling = (run: Run, { isOn, isFocused, now }: Circumstances): boolean =>
  isOn && !isFocused && (run.endedAt ?? now) - run.startedAt >= WORTH_TELLING_AFTER_MS

/** A run the person cancelled ended as they wished. */
function endOf({ state, error, isCancelRequested }: Run): Tidings | null {
  if (state === 'cancelled') return isCancelRequested ? null : 'cancelled'
  return state === 'completed' && error === null ? 'answered' : 'failed'
}

const isForPerson = ({ state, results }: Run): boolean => state === 'needs-results' && results.length === 0
