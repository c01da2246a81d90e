/** One turn being followed: what it talks to, and what it has found out on the way. */
import type { z } from 'zod'
import { Failure } from '../../../shared/errors.ts'
import type { RunEvent } from '../../../shared/domain/run.ts'
import type { Turn, TurnEvent } from '../../conversations/ports.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Log } from '../../platform/log.ts'
import type { Http, Reply, StreamReply } from '../exchange.ts'
import { retryAfterOf } from '../http-failure.ts'
import { LONGEST_RETRY_AFTER_MS, retryRead } from '../retry.ts'
import { createLiveStream, type LiveStream } from './live-stream.ts'
import { toRunNews, type RunNews } from './to-run-events.ts'
import { runReply, type RunReply } from './replies.ts'
import { getRun, type Ask, type RunAt } from './requests.ts'
import { createStreamReader } from './stream-events.ts'
import type { UnderWay } from './under-way.ts'

/** What this server turned out not to have; remembered as long as the backend lives. */
export interface Learned {
  streams: boolean
  hasSteps: boolean
  /** Until when the server wants to be left alone by all runs, by the clock that only grows. */
  pausedUntil: number
}

export interface Tools {
  http: Http
  clock: Clock
  /** From 0 up to 1. */
  random: () => number
  log: Log
  delivery: 'automatic' | 'streaming' | 'polling'
  /** How long a person lets a run go on, in ms. */
  runLimitMs: number
}

export interface Session extends Tools {
  turn: Turn
  signal: AbortSignal
  learned: Learned
  /** Shared by all followings of the backend. */
  underWay: UnderWay
  threadId: string | null
  /** The question's ID at the server. */
  questionId: string | null
  runId: string | null
  /** By the clock that only grows; null for things of an earlier life. */
  threadCreatedAt: number | null
  runCreatedAt: number | null
  /** To be closed when following ends, however it ends. */
  stream: LiveStream | null
  /** The last thing said of the run, so that the same is not said twice. */
  lastStatus: string | null
}

/** Where a run stands when we begin to watch it: told event by event, told once, or to be asked for. */
export type Arrival =
  | { kind: 'stream'; stream: LiveStream; run: RunReply | null }
  | { kind: 'run'; run: RunReply }
  | { kind: 'ask' }

export type Telling<T> = AsyncGenerator<TurnEvent, T>

export const beginSession = (
  tools: Tools,
  about: Pick<Session, 'turn' | 'signal' | 'learned' | 'underWay'>,
): Session => ({
  ...tools,
  ...about,
  threadId: about.turn.run.threadId ?? about.turn.threadId,
  questionId: about.turn.question.remoteId,
  runId: about.turn.run.remoteId,
  threadCreatedAt: null,
  runCreatedAt: null,
  stream: null,
  lastStatus: null,
})

/** A read that is tried again a few times by itself. */
export const read = <T>(session: Session, ask: Ask, schema: z.ZodType<T>): Promise<Reply<T>> =>
  retryRead(() => readOnce(session, ask, schema), session)

export async function readOnce<T>(session: Session, ask: Ask, schema: z.ZodType<T>): Promise<Reply<T>> {
  try {
    return await session.http.json({ ...ask, signal: session.signal }, schema)
  } catch (thrown) {
    noteWish(session, thrown)
    throw thrown
  }
}

/** A server that tells one run when to come again means all of them. Longer wishes are the person's to wait out. */
export function noteWish({ learned, clock }: Pick<Session, 'learned' | 'clock'>, thrown: unknown): void {
  const wish = retryAfterOf(thrown)
  if (wish === null || wish > LONGEST_RETRY_AFTER_MS) return
  learned.pausedUntil = Math.max(learned.pausedUntil, clock.elapsed() + wish)
}

/** The same request; the name says that it is never repeated by itself. */
export const write = <T>(session: Session, ask: Ask, schema: z.ZodType<T>): Promise<Reply<T>> =>
  readOnce(session, ask, schema)

/** Sends what makes something and may answer with a stream; it comes to its end even when this following is left. */
export const sendStreamed = (session: Session, id: string, ask: Ask): Promise<StreamReply> => {
  const start = (signal: AbortSignal) => session.http.stream({ ...ask, signal })
  const drop = (late: StreamReply) => void (late.kind === 'events' && late.close())
  return session.underWay.send({ id, start, drop }, session.signal)
}

export const lookAtRun = (session: Session): Promise<Reply<RunReply>> =>
  readOnce(session, getRun(runAt(session)), runReply)

export function threadOf({ threadId }: Session): string {
  if (threadId === null) throw new Error('no thread yet')
  return threadId
}

export function runAt(session: Session): RunAt {
  if (session.runId === null) throw new Error('no run yet')
  return { threadId: threadOf(session), runId: session.runId }
}

export const isStreamed = ({ delivery, learned }: Session): boolean =>
  delivery === 'streaming' || (delivery === 'automatic' && learned.streams)

/** Servers may answer only when the run is over, so this is the run's whole time and a little more. */
export const blockingMs = ({ runLimitMs }: Session): number => runLimitMs + 30_000

/** What came back for a POST that may stream: a live stream, or the run as JSON from a server that does not. */
export function arrivalOf(session: Session, reply: StreamReply): Exclude<Arrival, { kind: 'ask' }> {
  if (reply.kind === 'events') return { kind: 'stream', stream: openStream(session, reply), run: null }
  if (isStreamed(session)) session.learned.streams = false
  const parsed = runReply.safeParse(reply.value)
  if (!parsed.success) throw new Failure({ kind: 'unexpected-reply' })
  return { kind: 'run', run: parsed.data }
}

function openStream(session: Session, reply: Extract<StreamReply, { kind: 'events' }>): LiveStream {
  const { turn, runId, clock } = session
  const subject = {
    threadId: threadOf(session),
    runId,
    knownMessageIds: turn.knownMessageIds,
    steps: turn.run.steps,
  }
  session.stream = createLiveStream(reply, createStreamReader(subject), clock)
  return session.stream
}

/** The news of a run unless it was said already; `ended` and `results-needed` are for the caller to say. */
export function statusOf(session: Session, news: RunNews): Extract<RunEvent, { type: 'status' }>[] {
  if (news.type !== 'status') return []
  const said = `${news.state} ${news.raw}`
  if (said === session.lastStatus) return []
  session.lastStatus = said
  return [news]
}

/** News of a run that must be the one we follow. @throws Failure `unexpected-reply` for another thread's */
export function newsOf(session: Session, run: RunReply): RunNews {
  const isOtherThread = typeof run.thread_id === 'string' && run.thread_id !== session.threadId
  const isOtherRun = typeof run.id === 'string' && session.runId !== null && run.id !== session.runId
  if (isOtherThread || isOtherRun) {
    throw new Failure({ kind: 'unexpected-reply', technical: { serverMessage: 'a run of another thread' } })
  }
  return toRunNews(run)
}
