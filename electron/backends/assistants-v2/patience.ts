/** The ways to go on after trouble without doing anything twice: wait and look again, or look before sending again. */
import { Failure } from '../../../shared/errors.ts'
import { retryAfterOf } from '../http-failure.ts'
import { nextTryIn } from '../poll.ts'
import { isCertainlyUnsent, isReadWorthRepeating, LONGEST_RETRY_AFTER_MS } from '../retry.ts'
import { noteWish, type Session, type Telling } from './session.ts'

/** Servers need a moment before they find what they have just made (github.com/FlowiseAI/Flowise/pull/3426). */
const FRESH_FOR_MS = 10_000

/** Another run may have been asked to wait; the server means this one too. */
async function* untilWelcome(session: Session): Telling<void> {
  const leftMs = session.learned.pausedUntil - session.clock.elapsed()
  if (leftMs <= 0) return
  yield { type: 'reconnecting' }
  session.lastStatus = null
  await session.clock.sleep(leftMs, session.signal)
}

/**
 * Repeats a read until it works: trouble on the way never fails a run. The caller's own time limit ends it, or
 * `giveUpAfterMs`. @throws what is no passing trouble
 */
export async function* stubbornly<T>(
  session: Session,
  attempt: () => Promise<T>,
  giveUpAfterMs = Number.POSITIVE_INFINITY,
): Telling<T> {
  const { clock, signal } = session
  const startedAt = clock.elapsed()
  for (let failures = 1; ; failures++) {
    yield* untilWelcome(session)
    try {
      return await attempt()
    } catch (thrown) {
      signal.throwIfAborted()
      const isTooLate = clock.elapsed() - startedAt >= giveUpAfterMs
      if (isTooLate || !(isTrouble(thrown) || isTooFresh(session, thrown))) throw thrown
      if (failures === 1) yield { type: 'reconnecting' }
      // Said again once we are through, for it takes the reconnecting back.
      session.lastStatus = null
      await clock.sleep(nextTryIn(failures, retryAfterOf(thrown)), signal)
    }
  }
}

/** Broader than what a read is repeated for: a portal's login page in the middle of a run is trouble too. */
function isTrouble(thrown: unknown): boolean {
  if (!(thrown instanceof Failure)) return false
  const { kind } = thrown.error
  const isOdd = kind === 'not-json' || kind === 'unexpected-reply' || kind === 'quota-exceeded'
  return isReadWorthRepeating(thrown) || isOdd || (kind === 'unreachable' && thrown.error.reason === 'tls')
}

export function isTooFresh({ clock, threadCreatedAt, runCreatedAt }: Session, thrown: unknown): boolean {
  if (!(thrown instanceof Failure)) return false
  const isFresh = (since: number | null) => since !== null && clock.elapsed() - since < FRESH_FOR_MS
  const { kind } = thrown.error
  return (
    (kind === 'run-not-found' && isFresh(runCreatedAt)) ||
    (kind === 'thread-not-found' && isFresh(threadCreatedAt))
  )
}

const FRESH_WAITS_MS = [300, 800, 2000]

/** Sends once. Again only when the server said that it has not acted: too busy for now, or too new to be found. */
export async function* patiently<T>(session: Session, send: () => Promise<T>): Telling<T> {
  let hasWaited = false
  for (let tries = 0; ;) {
    yield* untilWelcome(session)
    try {
      return await send()
    } catch (thrown) {
      session.signal.throwIfAborted()
      noteWish(session, thrown)
      const freshWait = isTooFresh(session, thrown) ? FRESH_WAITS_MS[tries++] : undefined
      const wish = retryAfterOf(thrown)
      const isBusy: boolean =
        !hasWaited && isBusyFor(thrown) && wish !== null && wish <= LONGEST_RETRY_AFTER_MS
      if (freshWait === undefined && !isBusy) throw thrown
      hasWaited ||= isBusy
      yield { type: 'reconnecting' }
      session.lastStatus = null
      await session.clock.sleep(freshWait ?? wish ?? 0, session.signal)
    }
  }
}

const isBusyFor = (thrown: unknown): boolean =>
  thrown instanceof Failure &&
  (thrown.error.kind === 'rate-limited' || thrown.error.kind === 'server-failed') &&
  isCertainlyUnsent(thrown)

/** Something to be made at the server exactly once. */
export interface Making<T> {
  /** By which what is still under way of an earlier following is known. */
  id: string
  /** True when an earlier life meant to send it and did not learn what became of it. */
  mayExist: boolean
  /** Looks for it at the server; null when it is certainly not there. @throws when nobody can tell */
  find(): Telling<T | null>
  send(): Telling<T>
}

/** A server whose answer we did not get may still be at work on the request. */
const SETTLE_MS = 1000
const LOOKS = 2

/** Looks more than once with time between, and again when what an earlier following sent has come to its end. */
export async function* findOnceSettled<T>(
  session: Session,
  { id, find }: Pick<Making<T>, 'id' | 'find'>,
): Telling<T | null> {
  for (let looks = 0; looks < LOOKS; looks++) {
    await session.clock.sleep(SETTLE_MS, session.signal)
    const found = yield* find()
    if (found !== null) return found
  }
  return (await session.underWay.settled(id, session.signal)) ? yield* find() : null
}

/** Looks before it sends again, so that nothing is ever made twice; at most two sends. */
export async function* makeOnce<T>(session: Session, making: Making<T>): Telling<T> {
  let { mayExist } = making
  let failure: unknown = null
  for (let sends = 0; ; sends++) {
    if (mayExist) {
      const found = yield* findOnceSettled(session, making)
      if (found !== null) return found
    }
    if (sends === 2) throw failure
    try {
      return yield* making.send()
    } catch (thrown) {
      session.signal.throwIfAborted()
      if (!(thrown instanceof Failure) || isCertainlyUnsent(thrown)) throw thrown
      failure = thrown
      mayExist = true
      yield { type: 'reconnecting' }
      session.lastStatus = null
    }
  }
}
