/** The shape of an explained failure, and how one is put together. */
import type { AppError, ErrorKind } from '../errors.ts'

/** What a person can do about a failure. `look-again` watches the run again, `ask-again` starts a new one. */
export type ErrorAction =
  | 'ask-again'
  | 'look-again'
  | 'open-settings'
  | 'wait-for-run'
  | 'cancel-other-run'
  | 'go-on-in-new-thread'

/** A failure in words: what happened, why probably, what to do. */
export interface Explanation {
  title: string
  why: string
  todo: string
  /** At most two, the likelier first. */
  actions: ErrorAction[]
}

/** One sentence-maker for each kind of failure. */
export type Explain = { [K in ErrorKind]: (error: Extract<AppError, { kind: K }>) => Explanation }

/** What happened, why probably, what to do. */
// oxlint-disable-next-line eslint/max-params -- three sentences and what to do
export const say = (title: string, why: string, todo: string, ...actions: ErrorAction[]): Explanation => ({
  title,
  why,
  todo,
  actions,
})
