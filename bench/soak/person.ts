/** The person before the screen: presses the button that each state of a run offers, and counts how often. */
import { isOver } from '../../shared/domain/run.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import type { Engine } from '../engine/engine.ts'
import { count } from '../table.ts'

export interface Person {
  /** Looks at every conversation once. */
  tend(engine: Engine): void
  /** How often each button was pressed, and why. */
  pressed: Map<string, number>
}

export function createPerson(): Person {
  const pressed = new Map<string, number>()
  /** Runs whose button was pressed and has not done its work yet: nobody presses it again meanwhile. */
  const busy = new Set<string>()
  return {
    pressed,
    tend(engine) {
      for (const { id } of engine.conversations.list()) {
        const run = engine.store.latestRun(id)
        if (run === null || busy.has(run.id)) continue
        if (isOver(run) && run.error?.kind === 'active-run') waitForThread(engine, run, { pressed, busy })
        else tendRun(engine, run, pressed)
      }
    },
  }
}

/**
 * Another run holds the thread. After a question that nobody could tell the fate of it is the question's own, which goes on
 * at the server; the app then follows that one. Where the server cannot be asked just now, the button can be pressed again.
 */
function waitForThread(
  { turns }: Engine,
  { id, conversationId }: Run,
  { pressed, busy }: { pressed: Map<string, number>; busy: Set<string> },
): void {
  count(pressed, 'wait for the other run')
  busy.add(id)
  void turns
    .waitForThread({ conversationId, runId: id })
    .catch(() => undefined)
    .finally(() => busy.delete(id))
}

function tendRun({ turns }: Engine, run: Run, pressed: Map<string, number>): void {
  const name = { conversationId: run.conversationId, runId: run.id }
  const because = run.error?.kind ?? run.state
  if (isOver(run)) {
    if ((run.state === 'completed' && run.error === null) || run.state === 'cancelled') return
    count(pressed, `ask again (${because})`)
    turns.askAgain(name)
  } else if (run.isOverdue) {
    count(pressed, 'keep waiting')
    turns.keepWaiting(name)
  } else if (!run.isWatched) {
    count(pressed, `look again (${because})`)
    turns.watchAgain(name)
  } else if (run.state === 'needs-results' && run.results.length === 0) {
    count(pressed, 'give results')
    const results = run.calls.map(({ callId }) => ({ callId, output: `{"state":"sent","call":"${callId}"}` }))
    turns.giveResults({ ...name, results })
  }
}
