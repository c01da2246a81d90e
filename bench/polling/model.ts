/** The poll schedules on paper: many runs of chance, how late each is noticed and how often was asked. */
import { nextPollIn } from '../../electron/backends/poll.ts'
import { quantile } from '../table.ts'

/** When to ask next, `polls` questions and `elapsedMs` after the run began. */
export type Schedule = (polls: number, elapsedMs: number) => number

export const SCHEDULES: Readonly<Record<'ours' | 'fixed 1 s' | 'SDK helper', Schedule>> = {
  ours: (polls, elapsedMs) => nextPollIn({ polls, elapsedMs, hintMs: null }),
  // The helper asks at once, whatever its interval.
  'fixed 1 s': (polls) => (polls === 0 ? 0 : 1_000),
  'SDK helper': (polls) => (polls === 0 ? 0 : 5_000),
}

export interface Modelled {
  meanMs: number
  medianMs: number
  p95Ms: number
  requests: number
}

interface Runs {
  medianMs: number
  /** The spread of the logarithm. */
  sigma: number
  roundTripMs: number
  count: number
}

/** The delay ends with the text, one round trip after the end was noticed. */
export function model(schedule: Schedule, runs: Runs, random: () => number): Modelled {
  const delays: number[] = []
  let requests = 0
  for (let number = 0; number < runs.count; number++) {
    const lasts = runs.medianMs * Math.exp(runs.sigma * normal(random))
    let at = 0
    for (let polls = 0; ; polls++) {
      at += schedule(polls, at)
      requests++
      // The server looks half a round trip after the question left.
      const isOver = at + runs.roundTripMs / 2 >= lasts
      at += runs.roundTripMs
      if (isOver) break
    }
    delays.push(at + runs.roundTripMs - lasts)
  }
  return {
    meanMs: delays.reduce((sum, delay) => sum + delay, 0) / delays.length,
    medianMs: quantile(delays, 0.5),
    p95Ms: quantile(delays, 0.95),
    requests: requests / runs.count,
  }
}

/** Box and Muller. */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
