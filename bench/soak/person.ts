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
  return {
    pressed,
    tend(engine) {
      for (const { id } of engine.conversations.list()) {
        const run = engine.store.latestRun(id)
        if (run !== null) tendRun(engine, run, pressed)
      }
    },
  }
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
