/** What happens while a run waits for function results: remembered answers are given, and the server's patience is kept an eye on. */
import { isWaitingForPerson } from '../../shared/domain/run.ts'
import type { FunctionCall, FunctionResult, Run } from '../../shared/domain/run-record.ts'
import { Failure } from '../../shared/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { LiveRun } from './live-run.ts'

/** What is remembered of answering an assistant's functions. */
export interface FunctionAnswers {
  /** An answer for each of the calls, or null when one of them is for the person. */
  automatic(conversationId: string, calls: readonly FunctionCall[]): FunctionResult[] | null
  /** Notes what the person answered. */
  keep(conversationId: string, given: readonly { name: string; output: string }[]): void
}

interface World {
  clock: Clock
  functionAnswers: FunctionAnswers
}

interface Hooks {
  give(run: LiveRun, results: FunctionResult[]): void
  /** Looks at the run at the server. */
  look(run: LiveRun): void
}

/** An assistant that calls on and on must not be answered for ever while nobody watches. */
const MOST_AUTOMATIC_CALLS = 50
/** The server's clock is not ours, so we look more than once after the time is up, in milliseconds. */
const LOOKS_AFTER_EXPIRY_MS = [1_000, 3_000, 10_000, 30_000, 60_000]
/** Timers do not go further than 24 days; looking early does no harm. */
const LONGEST_TIMER_MS = 12 * 60 * 60_000

export class PersonsTurn {
  readonly #world: World
  readonly #hooks: Hooks
  /** Disarms the next look at each run that waits. */
  readonly #looks = new Map<string, () => void>()
  readonly #lateLooks = new Map<string, number>()

  constructor(world: World, hooks: Hooks) {
    this.#world = world
    this.#hooks = hooks
  }

  /** Call each time following ended with a run that may be waiting. */
  begin(run: LiveRun): void {
    if (!isForPerson(run)) return
    const results = this.#automatic(run)
    if (results !== null) this.#hooks.give(run, results)
    else this.#lookOnceExpired(run)
  }

  /** Notes what the person answered, for the next time. */
  keep({ conversationId, calls }: Run, results: readonly FunctionResult[]): void {
    const given = calls.flatMap(({ callId, name }) => {
      const output = results.find((result) => result.callId === callId)?.output
      return output === undefined ? [] : [{ name, output }]
    })
    this.#world.functionAnswers.keep(conversationId, given)
  }

  close(): void {
    for (const disarm of this.#looks.values()) disarm()
    this.#looks.clear()
  }

  #automatic(run: LiveRun): FunctionResult[] | null {
    const { calls, conversationId, automaticCalls } = run.run()
    if (calls.length === 0 || automaticCalls.length + calls.length > MOST_AUTOMATIC_CALLS) return null
    return this.#world.functionAnswers.automatic(conversationId, calls)
  }

  #lookOnceExpired(run: LiveRun) {
    const { id, expiresAt } = run.run()
    if (expiresAt === null) return
    const { clock } = this.#world
    const leftMs = Math.max(0, expiresAt - clock.now())
    const late = this.#lateLooks.get(id) ?? 0
    const afterMs = LOOKS_AFTER_EXPIRY_MS[late]
    if (afterMs === undefined) return
    if (leftMs === 0) this.#lateLooks.set(id, late + 1)
    this.#looks.get(id)?.()
    const disarm = clock.after(Math.min(leftMs + afterMs, LONGEST_TIMER_MS), () => {
      this.#looks.delete(id)
      if (isForPerson(run)) this.#hooks.look(run)
    })
    this.#looks.set(id, disarm)
  }
}

/** The results that were asked for. @throws Failure unless each call has one */
export function wantedOf({ calls, state }: Run, results: readonly FunctionResult[]): FunctionResult[] {
  const isWhole = calls.every(({ callId }) => results.some((result) => result.callId === callId))
  if (state !== 'needs-results' || !isWhole) throw new Failure({ kind: 'invalid-request' })
  return results.filter(({ callId }) => calls.some((call) => call.callId === callId))
}

/** Nothing given yet, and nobody already asking the server. */
function isForPerson(run: LiveRun): boolean {
  const { isWatched, results } = run.run()
  return isWaitingForPerson(run.run()) && isWatched && results.length === 0 && !run.isFollowed
}
