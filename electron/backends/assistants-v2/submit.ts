/** Hands in the results of function calls, once, and says whether the server took them. */
import { Failure } from '../../../shared/errors.ts'
import { isCertainlyUnsent } from '../retry.ts'
import { findOnceSettled, patiently, stubbornly } from './patience.ts'
import { submitResults } from './requests.ts'
import {
  arrivalOf,
  blockingMs,
  isStreamed,
  lookAtRun,
  newsOf,
  runAt,
  sendStreamed,
  type Arrival,
  type Session,
  type Telling,
} from './session.ts'

/** True when the person has given results that the server may not have. */
export const hasResultsToGive = ({ turn: { run } }: Session): boolean =>
  run.remoteId !== null && run.results.length > 0 && run.posts.results !== 'done'

/** The IDs of calls answered in this turn. */
export const answeredBy = ({ turn: { run } }: Session): ReadonlySet<string> =>
  new Set(run.results.map(({ callId }) => callId))

export async function* submit(session: Session): Telling<Arrival> {
  const wasIntended = session.turn.run.posts.results === 'intended'
  yield { type: 'intended', post: 'results' }
  if (wasIntended) {
    const arrival = yield* findOnceSettled(session, lookFor(session))
    if (arrival !== null) return arrival
  }
  try {
    return yield* send(session)
  } catch (thrown) {
    session.signal.throwIfAborted()
    if (!(thrown instanceof Failure) || !isWorthALook(thrown)) throw thrown
    const isUnsent = isCertainlyUnsent(thrown)
    const look = isUnsent ? arrivalUnlessOpen(session) : findOnceSettled(session, lookFor(session))
    const arrival = yield* look
    if (arrival !== null) return arrival
    if (isUnsent) throw thrown
    return yield* send(session)
  }
}

/** By which a run's results are known while they are under way. */
const idOf = ({ turn: { run } }: Session): string => `results of ${run.id}`

const lookFor = (session: Session) => ({ id: idOf(session), find: () => arrivalUnlessOpen(session) })

async function* send(session: Session): Telling<Arrival> {
  const { turn } = session
  const how = { isStreamed: isStreamed(session), headersWithinMs: blockingMs(session) }
  const ask = submitResults(runAt(session), turn.run.results, how)
  const arrival = arrivalOf(
    session,
    yield* patiently(session, () => sendStreamed(session, idOf(session), ask)),
  )
  yield { type: 'results-taken' }
  return arrival
}

/** Lost on the way, or refused perhaps because the run has moved on (expired while the person was thinking). */
const isWorthALook = (failure: Failure): boolean =>
  !isCertainlyUnsent(failure) || failure.error.kind === 'refused' || failure.error.kind === 'run-not-found'

/** Null while the run still waits for these results; else it has them, or is past needing them. */
async function* arrivalUnlessOpen(session: Session): Telling<Arrival | null> {
  const { value: run } = yield* stubbornly(session, () => lookAtRun(session))
  const news = newsOf(session, run)
  const answered = answeredBy(session)
  if (news.type === 'results-needed' && news.calls.some(({ callId }) => answered.has(callId))) return null
  if (news.type !== 'ended') yield { type: 'results-taken' }
  return { kind: 'run', run }
}
