/** How far a newer version of the app has come: looked for, found, fetched, ready. */

/** Why an update did not come: nobody answered, the file is not what its server said, its signature is wrong, anything else. */
export type UpdateTrouble = 'unreachable' | 'wrong-file' | 'wrong-signature' | 'other'

export type UpdateState =
  | { kind: 'idle' }
  | { kind: 'looking' }
  | { kind: 'newest' }
  /** `isPutOff` when the person said later: it stays in the settings, and asks no more until the next start. */
  | { kind: 'found'; version: string; isPutOff: boolean }
  | { kind: 'fetching'; version: string; percent: number }
  | { kind: 'ready'; version: string; isPutOff: boolean }
  | { kind: 'failed'; why: UpdateTrouble }

/** What a person can do about it. Nothing happens without one of these. */
export const UPDATE_STEPS = ['look', 'fetch', 'restart', 'later'] as const
export type UpdateStep = (typeof UPDATE_STEPS)[number]
