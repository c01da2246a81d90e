/** Watches a run until it is over or needs results: by its stream as long as that lasts, else by asking. */
import { Failure } from '../../../shared/errors.ts'
import { nextPollIn } from '../poll.ts'
import type { LiveStream } from './live-stream.ts'
import { stubbornly } from './patience.ts'
import type { RunReply } from './replies.ts'
import { lookAtRun, newsOf, statusOf, type Arrival, type Session, type Telling } from './session.ts'
import type { StreamNews } from './stream-events.ts'
import type { RunNews } from './to-run-events.ts'

/** How watching ends. */
export type Verdict = Extract<RunNews, { type: 'ended' | 'results-needed' }>

/** A stream this long without an event is looked at from beside, and again every few seconds while it stays silent. */
const SILENCE_MS = 20_000
const STILL_SILENT_MS = 5_000
/** Steps change with every word of code; the window does not need each. */
const STEPS_EVERY_MS = 250

/** `answered` holds IDs of calls that were answered just now: a server may go on asking for them for a moment. */
export async function* watch(
  session: Session,
  arrival: Arrival,
  answered: ReadonlySet<string> = new Set(),
): Telling<Verdict> {
  const judge = createJudge(session, answered)
  if (arrival.kind === 'run') {
    const verdict = yield* judge(arrival.run)
    if (verdict !== null) return verdict
  }
  if (arrival.kind === 'stream') {
    const first = arrival.run === null ? null : yield* judge(arrival.run)
    const verdict = first ?? (yield* watchStream(session, arrival.stream, judge))
    if (verdict !== null) return verdict
  }
  return yield* poll(session, judge, arrival.kind !== 'run')
}

type Judge = (run: RunReply) => Telling<Verdict | null>

/** How often a run may ask for results we cannot give it before the person hears of it. */
const PATIENCE = 5

/** Says what is new of a run, and whether it is time to stop watching. */
function createJudge(session: Session, answered: ReadonlySet<string>): Judge {
  let odd = 0
  return async function* (run) {
    const news = newsOf(session, run)
    if (news.type === 'status') {
      odd = 0
      yield* statusOf(session, news)
      return null
    }
    if (news.type === 'ended') return news
    const open = news.calls.filter(({ callId }) => !answered.has(callId))
    if (open.length > 0) return { ...news, calls: open }
    // No calls yet, or only those just answered: a slow server, unless it goes on like this.
    if (++odd > PATIENCE) return news
    yield* statusOf(session, { type: 'status', state: 'running', raw: run.status ?? '' })
    return null
  }
}

/** The first thing a stream tells is its run; the events on the way there are said too. @throws HttpFailure or `cut-reply` */
export async function* untilRunIsKnown(stream: LiveStream): Telling<RunReply> {
  for (;;) {
    const came = await stream.next(SILENCE_MS)
    const news = typeof came === 'string' ? null : stream.reader.read(came)
    if (news === null || news.isOver) {
      stream.close()
      throw new Failure({ kind: 'cut-reply' })
    }
    yield* news.events
    if (news.run !== null) return news.run
  }
}

/** Null when the stream is over and the run is not. */
async function* watchStream(session: Session, stream: LiveStream, judge: Judge): Telling<Verdict | null> {
  const steps = createStepTeller(session, stream)
  let patience = SILENCE_MS
  try {
    for (;;) {
      const came = await nextOf(session, stream, patience)
      if (came === 'ended') {
        yield* steps('last')
        return null
      }
      patience = came === 'silent' ? STILL_SILENT_MS : SILENCE_MS
      const news = came === 'silent' ? await lookBeside(session) : stream.reader.read(came)
      yield* steps(news.isOver ? 'last' : news)
      yield* news.events
      const verdict = news.run === null ? null : yield* judge(news.run)
      if (verdict !== null || news.isOver) return verdict
    }
  } finally {
    stream.close()
  }
}

/** A stream that breaks is a stream that ended: the run goes on without it. */
async function nextOf(session: Session, stream: LiveStream, ms: number) {
  try {
    return await stream.next(ms)
  } catch (thrown) {
    session.signal.throwIfAborted()
    session.log('info', 'backends', 'stream broke', { runId: session.runId, thrown: String(thrown) })
    return 'ended'
  }
}

/** Trouble beside a silent stream is no news: the stream may still speak. */
async function lookBeside(session: Session): Promise<StreamNews> {
  const nothing: StreamNews = { events: [], run: null, hasNewSteps: false, isOver: false }
  try {
    return { ...nothing, run: (await lookAtRun(session)).value }
  } catch {
    session.signal.throwIfAborted()
    return nothing
  }
}

/** Says the steps at most every so often, but never later than what comes after them. */
function createStepTeller({ clock }: Session, { reader }: LiveStream) {
  let saidAt = Number.NEGATIVE_INFINITY
  let isDue = false
  return async function* (news: StreamNews | 'last'): Telling<void> {
    if (news !== 'last') isDue ||= news.hasNewSteps
    const isOnlyMore = news !== 'last' && news.events.length === 0 && news.run === null
    if (!isDue || (isOnlyMore && clock.elapsed() - saidAt < STEPS_EVERY_MS)) return
    saidAt = clock.elapsed()
    isDue = false
    yield { type: 'steps-changed', steps: reader.steps() }
  }
}

async function* poll(session: Session, judge: Judge, isAtOnce: boolean): Telling<Verdict> {
  const { clock, signal } = session
  const startedAt = clock.elapsed()
  let hintMs: number | null = null
  for (let polls = isAtOnce ? -1 : 0; ; polls++) {
    if (polls >= 0)
      await clock.sleep(nextPollIn({ polls, elapsedMs: clock.elapsed() - startedAt, hintMs }), signal)
    const { value, headers } = yield* stubbornly(session, () => lookAtRun(session))
    yield { type: 'polled' }
    const verdict = yield* judge(value)
    if (verdict !== null) return verdict
    hintMs = readHint(headers)
  }
}

/** In ms; the SDK obeys the same header. */
function readHint(headers: Headers): number | null {
  const written = headers.get('openai-poll-after-ms')
  const hint = Number(written)
  return written === null || written.trim() === '' || !Number.isFinite(hint) ? null : hint
}
