/** Tells the table of proofs how many cases one unit test tried, or why this machine cannot try them. */
import type { TestContext } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** How many cases were tried. */
    cases?: number
    /** Why nothing could be tried here. */
    notHere?: string
  }
}

type Task = TestContext['task']

/** Adds to the count of cases. */
export function tried(task: Task, cases: number): void {
  task.meta.cases = (task.meta.cases ?? 0) + cases
}

/** The test says why it proves nothing here. It stays in the table under that reason. */
export function notHere(task: Task, reason: string): void {
  task.meta.notHere = reason
}
