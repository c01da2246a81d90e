/** Decides which events of a run the journal notes: growing steps only when one begins, ends or joins, or a long answer would fill the disk. */
import type { RunEvent } from '../../shared/domain/run.ts'
import type { Step } from '../../shared/domain/step.ts'

export class JournalNotes {
  readonly #noted = new Map<string, string>()

  /** False for steps that only grew since they were last noted. */
  isWorthNoting(runId: string, event: RunEvent): boolean {
    if (event.type === 'ended') this.#noted.delete(runId)
    if (event.type !== 'steps-changed') return true
    const outline = outlineOf(event.steps)
    if (this.#noted.get(runId) === outline) return false
    this.#noted.set(runId, outline)
    return true
  }
}

const outlineOf = (steps: readonly Step[]): string =>
  JSON.stringify(steps.map(({ id, state, tools }) => [id, state, tools.map(({ kind }) => kind)]))
