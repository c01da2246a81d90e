/** Tells the person through the system what became of a run while they were elsewhere; a click brings them to it. */
import type { AppEvent } from '../../shared/contract/events.ts'
import { isOver } from '../../shared/domain/run.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import { explain } from '../../shared/words/explain.ts'
import { m } from '../../shared/words/generated/messages.js'
import type { Clock } from '../platform/clock.ts'
import { isWorthTelling, tidingsOf, type Tidings } from './notice-policy.ts'

/** One message of the system. */
export interface SystemNotice {
  title: string
  body: string
}

interface World {
  clock: Clock
  isOn(): boolean
  isFocused(): boolean
  /** Empty when it has none yet, null when the conversation is gone. */
  titleOf(conversationId: string): string | null
  /** Shows the notice in place of the conversation's last one. */
  show(notice: SystemNotice, conversationId: string): void
}

/** A run that asks for results may have them from memory at once, in milliseconds. */
const SETTLES_WITHIN_MS = 500

/** Give it every event; most mean nothing to it. */
export function createNotifier(world: World): (event: AppEvent) => void {
  const open = new Map<string, Run>()

  function tell(run: Run, tidings: Tidings) {
    const title = world.titleOf(run.conversationId)
    const now = world.clock.now()
    const circumstances = { isOn: world.isOn(), isFocused: world.isFocused(), now }
    if (title === null || !isWorthTelling(run, circumstances)) return
    world.show({ title: title || m.conversation_untitled(), body: WORDS[tidings](run) }, run.conversationId)
  }

  return (event) => {
    if (event.type !== 'run-changed') return
    const { run } = event
    const before = open.get(run.id)
    if (isOver(run)) open.delete(run.id)
    else open.set(run.id, run)
    const tidings = before === undefined ? null : tidingsOf(before, run)
    if (tidings === 'needs-results')
      world.clock.after(SETTLES_WITHIN_MS, () => {
        const now = open.get(run.id)
        if (now?.state === 'needs-results' && now.results.length === 0) tell(now, tidings)
      })
    else if (tidings !== null) tell(run, tidings)
  }
}

const whatHappened = ({ error }: Run): string => (error === null ? m.notify_failed() : explain(error).title)

const WORDS: Readonly<Record<Tidings, (run: Run) => string>> = {
  answered: () => m.notify_answered(),
  failed: whatHappened,
  lost: whatHappened,
  overdue: whatHappened,
  cancelled: () => m.run_cancelled_there(),
  'needs-results': ({ calls }) =>
    m.notify_needs_results({ names: [...new Set(calls.map(({ name }) => name))].join(', ') }),
}
