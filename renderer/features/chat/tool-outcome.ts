/** How the tools of a run came out, as a mark and as one line of words. */
import type { Run } from '../../../shared/domain/run-record.ts'
import { isOver } from '../../../shared/domain/run.ts'
import type { Step } from '../../../shared/domain/step.ts'
import { m } from '../../../shared/words/generated/messages.js'
import { formatSeconds } from '../../ui/format.ts'

/** `unfinished` was broken off: cancelled, or still under way when its run ended. */
export type Outcome = 'using' | 'failed' | 'unfinished' | 'done'

/** The worst of the steps, unless one is still under way. */
export function outcomeOf(run: Run): Outcome {
  if (isUsing(run)) return 'using'
  if (run.steps.some(({ state }) => state === 'failed' || state === 'expired')) return 'failed'
  return run.steps.some((step) => step.tools.length > 0 && step.state !== 'completed') ? 'unfinished' : 'done'
}

/** Such as "Used 2 tools · 3.1 s · a step failed". */
export function summaryOf(run: Run): string {
  const { steps } = run
  const count = steps.reduce((sum, { tools }) => sum + tools.length, 0)
  if (isUsing(run)) return m.tools_using({ count })
  const unanswered = steps.reduce((sum, step) => sum + unansweredIn(step), 0)
  const took = steps.reduce((sum, step) => sum + timeIn(step), 0)
  return [
    unanswered > 0 && unanswered === count ? [] : m.tools_used({ count: count - unanswered }),
    unanswered > 0 ? m.tools_unanswered({ count: unanswered }) : [],
    took > 0 ? m.seconds_short({ seconds: formatSeconds(took) }) : [],
    steps.some(({ error }) => error !== null) ? m.tools_failed() : [],
  ]
    .flat()
    .join(' · ')
}

/** The step that writes the answer is no use of a tool. Nothing is under way in a run that is over. */
const isUsing = (run: Run): boolean =>
  !isOver(run) && run.steps.some(({ state, tools }) => state === 'running' && tools.length > 0)

/** Function calls of a step that ended otherwise than well, to which no result came. */
const unansweredIn = ({ state, tools }: Step): number =>
  state === 'completed' ? 0 : tools.filter((use) => use.kind === 'function' && use.output === null).length

const timeIn = ({ tools, startedAt, endedAt }: Step): number =>
  tools.length === 0 || startedAt === null || endedAt === null ? 0 : endedAt - startedAt
