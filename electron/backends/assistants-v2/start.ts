/** Brings a question to the server: thread, message, run. Each is announced before it is sent and never made twice. */
import { Failure } from '../../../shared/errors.ts'
import { isCertainlyUnsent } from '../retry.ts'
import { listNewestMessages, listNewestRuns } from './listing.ts'
import { makeOnce, patiently, stubbornly } from './patience.ts'
import { findQuestion, findRun } from './reconcile.ts'
import { messageReply, ourIdOf, runReply, threadReply, toMs, type RunReply } from './replies.ts'
import { createRun, createThread, getRun, postMessage, type SentFile } from './requests.ts'
import {
  arrivalOf,
  blockingMs,
  isStreamed,
  newsOf,
  read,
  runAt,
  sendStreamed,
  threadOf,
  write,
  type Arrival,
  type Session,
  type Telling,
} from './session.ts'
import { uploadFiles } from './upload-files.ts'
import { untilRunIsKnown } from './watch.ts'

/** How long we try to find out what became of something we sent, in ms. */
const FIND_OUT_WITHIN_MS = 30_000

export async function* start(session: Session): Telling<Arrival> {
  const { posts } = session.turn.run
  const isAsked = session.questionId !== null || posts.message === 'done'
  // Before the thread, which is not found at once and not for ever: a large file takes its time.
  const files = isAsked ? [] : yield* uploadFiles(session)
  if (session.threadId === null) yield* makeThread(session)
  if (!isAsked) yield* makeMessage(session, files)
  return yield* makeRun(session)
}

/** A thread that was made and then lost is empty and in nobody's way, so it is simply made again. */
async function* makeThread(session: Session): Telling<void> {
  yield { type: 'intended', post: 'thread' }
  const send = () => write(session, createThread(session.turn.run.conversationId), threadReply)
  let reply
  try {
    reply = yield* patiently(session, send)
  } catch (thrown) {
    session.signal.throwIfAborted()
    if (!(thrown instanceof Failure) || isCertainlyUnsent(thrown)) throw thrown
    reply = yield* patiently(session, send)
  }
  session.threadId = reply.value.id
  session.threadCreatedAt = session.clock.elapsed()
  yield { type: 'thread-created', threadId: reply.value.id }
}

async function* makeMessage(session: Session, files: readonly SentFile[]): Telling<void> {
  const { turn } = session
  yield { type: 'intended', post: 'message' }
  session.questionId = yield* makeOnce(session, {
    id: turn.question.id,
    mayExist: turn.run.posts.message === 'intended',
    async *find() {
      const messages = yield* orUnsure(session, () => listNewestMessages(session))
      return findQuestion(messages, turn)?.id ?? null
    },
    async *send() {
      const message = postMessage(threadOf(session), { ...turn.question, files })
      const post = (signal: AbortSignal) => write({ ...session, signal }, message, messageReply)
      const send = () => session.underWay.send({ id: turn.question.id, start: post }, session.signal)
      return (yield* orOnceTheThreadIsFree(session, () => patiently(session, send))).value.id
    },
  })
  yield { type: 'message-posted', remoteMessageId: session.questionId }
}

async function* makeRun(session: Session): Telling<Arrival> {
  const { turn } = session
  yield { type: 'intended', post: 'run' }
  const arrival = yield* makeOnce<Begun>(session, {
    id: turn.run.id,
    mayExist: turn.run.posts.run === 'intended',
    async *find() {
      const run = findRun(yield* orUnsure(session, () => listNewestRuns(session)), turn)
      return run === null ? null : { kind: 'run', run }
    },
    async *send() {
      try {
        return yield* orOnceTheThreadIsFree(session, () => sendRun(session))
      } catch (thrown) {
        const run = await findOursInTheWay(session, thrown)
        if (run === null) throw thrown
        return { kind: 'run', run }
      }
    },
  })
  if (arrival.run !== null) yield* adopt(session, arrival.run)
  return arrival
}

type Begun = Exclude<Arrival, { kind: 'ask' }>

async function* sendRun(session: Session): Telling<Begun> {
  const { turn } = session
  const how = { ourId: turn.run.id, isStreamed: isStreamed(session), headersWithinMs: blockingMs(session) }
  const ask = createRun({ threadId: threadOf(session), assistantId: turn.assistantId }, how)
  const arrival = arrivalOf(session, yield* patiently(session, () => sendStreamed(session, turn.run.id, ask)))
  if (arrival.kind === 'stream') return { ...arrival, run: yield* untilRunIsKnown(arrival.stream) }
  if (typeof arrival.run.id !== 'string') throw new Failure({ kind: 'unexpected-reply' })
  return arrival
}

/** From here on this is the run we follow. */
async function* adopt(session: Session, run: RunReply): Telling<void> {
  newsOf(session, run)
  session.runId = run.id ?? null
  session.runCreatedAt = session.clock.elapsed()
  yield { type: 'run-created', remoteId: runAt(session).runId, expiresAt: toMs(run.expires_at) }
}

/** The run that holds the thread may be the very one we made and lost sight of. */
async function findOursInTheWay(session: Session, thrown: unknown): Promise<RunReply | null> {
  if (!(thrown instanceof Failure) || thrown.error.kind !== 'active-run') return null
  const { runId } = thrown.error
  const inTheWay = runId === null ? null : await lookAt(session, runId)
  if (inTheWay !== null && ourIdOf(inTheWay) === session.turn.run.id) return inTheWay
  try {
    return (await listNewestRuns(session)).find((run) => ourIdOf(run) === session.turn.run.id) ?? null
  } catch {
    session.signal.throwIfAborted()
    return null
  }
}

/** When the server cannot be asked what it has, only the person can decide. */
async function* orUnsure<T>(session: Session, list: () => Promise<T>): Telling<T> {
  try {
    return yield* stubbornly(session, list, FIND_OUT_WITHIN_MS)
  } catch (thrown) {
    session.signal.throwIfAborted()
    if (!(thrown instanceof Failure) || thrown.error.kind === 'thread-not-found') throw thrown
    const { technical } = thrown.error
    throw new Failure({ kind: 'unsure-sent', ...(technical === undefined ? {} : { technical }) })
  }
}

/** A run in the way may be over by now; then the same is sent once more. Another's run is not ours to show or stop. */
async function* orOnceTheThreadIsFree<T>(session: Session, send: () => Telling<T>): Telling<T> {
  try {
    return yield* send()
  } catch (thrown) {
    session.signal.throwIfAborted()
    if (!(thrown instanceof Failure) || thrown.error.kind !== 'active-run') throw thrown
    const { runId } = thrown.error
    const inTheWay = runId === null ? null : await lookAt(session, runId)
    const isOurs = inTheWay !== null && ourIdOf(inTheWay) === session.turn.run.id
    if (inTheWay === null || isOurs || newsOf(session, inTheWay).type !== 'ended') throw thrown
    return yield* send()
  }
}

/** Null when the server does not say. */
async function lookAt(session: Session, runId: string): Promise<RunReply | null> {
  try {
    return (await read(session, getRun({ threadId: threadOf(session), runId }), runReply)).value
  } catch {
    session.signal.throwIfAborted()
    return null
  }
}
