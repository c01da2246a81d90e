/**
 * The life of one run, from the question being sent to its end at the server.
 *
 *   preparing ─▶ queued ◀─▶ running ◀─▶ needs-results
 *       │           │          │             │
 *       │           └──────────┴──────┬──────┘
 *       │                             ├─▶ cancelling ─▶ cancelled | completed | failed
 *       ▼                             ▼
 *     failed      completed | failed | incomplete | expired | cancelled
 *
 * Terminal states stick: late news about a finished run changes nothing. A status word we do not know counts
 * as running and is kept in `rawStatus`. `isWatched` is about us, not about the run: false after Stop waiting
 * or when following broke while the run may still be alive at the server.
 * Pure: no clock, no I/O. Main alone calls `advance`; the window only reads.
 */
import { assertNever, type AppError } from '../errors.ts'
import type { EndState, FunctionCall, FunctionResult, Post, Run, Usage } from './run-record.ts'
import type { Step, ToolUse } from './step.ts'

/** What happens to a run. An adapter yields these; each is stored before the adapter goes on. */
export type RunEvent =
  | { type: 'started' }
  | { type: 'intended'; post: Post }
  /** A run without a thread cannot be cancelled at its server. */
  | { type: 'thread-created'; threadId: string }
  /** The server has the question: a run that ends without this leaves it marked as not sent. */
  | { type: 'message-posted'; remoteMessageId: string }
  | { type: 'run-created'; remoteId: string; expiresAt: number | null }
  | { type: 'status'; state: 'queued' | 'running' | 'cancelling'; raw: string }
  | { type: 'results-needed'; calls: FunctionCall[]; expiresAt: number | null }
  | { type: 'results-given'; results: FunctionResult[]; isAutomatic?: boolean }
  | { type: 'results-taken' }
  | { type: 'steps-changed'; steps: Step[] }
  | { type: 'first-text' }
  | { type: 'polled' }
  /** Another's run holds the thread: this one waits until it is over. */
  | { type: 'thread-busy' }
  | { type: 'thread-free' }
  | { type: 'reconnecting' }
  | { type: 'ended'; state: EndState; raw: string; error: AppError | null; usage: Usage | null }
  /** Following broke: the run failed if it never reached the server, else it goes on there unwatched. */
  | { type: 'broke'; error: AppError }
  | { type: 'limit-reached'; error: AppError }
  | { type: 'kept-waiting' }
  | { type: 'cancel-requested' }
  | { type: 'cancel-failed'; error: AppError }
  | { type: 'stopped-waiting' }
  | { type: 'watched-again' }

export const isOver = (run: Run): boolean => END_STATES.has(run.state)
export const canCancel = (run: Run): boolean => !isOver(run) && !run.isCancelRequested
export const isWaitingForPerson = (run: Run): boolean => run.state === 'needs-results'

/** True for a function call that a remembered answer has answered. */
export const isAnsweredAutomatically = ({ automaticCalls }: Run, use: ToolUse): boolean =>
  use.kind === 'function' && use.callId !== undefined && automaticCalls.includes(use.callId)

const END_STATES: ReadonlySet<Run['state']> = new Set<EndState>([
  'completed',
  'failed',
  'incomplete',
  'expired',
  'cancelled',
])

/** The run after an event; `at` is the event's time. Late news about a finished run changes nothing. */
export function advance(run: Run, event: RunEvent, at: number): Run {
  if (isOver(run)) return run
  switch (event.type) {
    case 'started':
      return run
    case 'first-text':
      return { ...run, firstTextAt: run.firstTextAt ?? at }
    case 'intended':
      return { ...run, posts: { ...run.posts, [event.post]: 'intended' } }
    case 'thread-created':
      return { ...run, threadId: event.threadId, posts: { ...run.posts, thread: 'done' } }
    case 'message-posted':
      return { ...run, posts: { ...run.posts, message: 'done' } }
    case 'run-created':
      return heard({
        ...run,
        remoteId: event.remoteId,
        // Asked to be cancelled while it came into being.
        state: run.isCancelRequested ? 'cancelling' : run.state,
        expiresAt: event.expiresAt ?? run.expiresAt,
        posts: { ...run.posts, run: 'done' },
      })
    case 'polled':
      return { ...run, polls: run.polls + 1 }
    case 'thread-busy':
    case 'thread-free':
      return { ...run, isThreadBusy: event.type === 'thread-busy' }
    case 'reconnecting':
      return { ...run, isReconnecting: true }
    case 'ended':
      return end(run, event, at)
    case 'broke':
      return broke(run, event.error, at)
    case 'status':
    case 'results-needed':
    case 'results-given':
    case 'results-taken':
    case 'steps-changed':
      return follow(run, event)
    default:
      return decide(run, event)
  }
}

type FollowEvent = Extract<
  RunEvent,
  { type: 'status' | 'results-needed' | 'results-given' | 'results-taken' | 'steps-changed' }
>
type PersonEvent = Extract<
  RunEvent,
  {
    type:
      | 'limit-reached'
      | 'kept-waiting'
      | 'cancel-requested'
      | 'cancel-failed'
      | 'stopped-waiting'
      | 'watched-again'
  }
>

const heard = (run: Run): Run => (run.isReconnecting ? { ...run, isReconnecting: false } : run)

/** News from the server while the run lives. */
function follow(run: Run, event: FollowEvent): Run {
  switch (event.type) {
    case 'status': {
      // The server may still say in_progress after we asked it to cancel; our wish is what the person sees.
      const state = run.isCancelRequested ? 'cancelling' : event.state
      return heard({ ...run, state, rawStatus: event.raw, calls: state === 'running' ? [] : run.calls })
    }
    case 'results-needed': {
      const isSameBatch =
        run.calls.length > 0 && run.calls.every((call, at) => call.callId === event.calls[at]?.callId)
      const posts: Run['posts'] = isSameBatch ? run.posts : { ...run.posts, results: 'not-yet' }
      const results = isSameBatch ? run.results : []
      const state = run.isCancelRequested ? 'cancelling' : 'needs-results'
      return heard({
        ...run,
        state,
        rawStatus: 'requires_action',
        calls: event.calls,
        results,
        posts,
        expiresAt: event.expiresAt ?? run.expiresAt,
      })
    }
    case 'results-given': {
      const byItself = event.isAutomatic === true ? event.results.map(({ callId }) => callId) : []
      return { ...run, results: event.results, automaticCalls: [...run.automaticCalls, ...byItself] }
    }
    case 'results-taken':
      return {
        ...run,
        state: run.isCancelRequested ? 'cancelling' : 'running',
        calls: [],
        results: [],
        posts: { ...run.posts, results: 'done' },
      }
    case 'steps-changed':
      return heard({ ...run, steps: event.steps })
    default:
      return assertNever(event)
  }
}

/** What the person, or the time limit, decided. */
function decide(run: Run, event: PersonEvent): Run {
  switch (event.type) {
    case 'limit-reached':
      return { ...run, isOverdue: true, error: event.error }
    case 'kept-waiting':
      return { ...run, isOverdue: false, error: null }
    case 'cancel-requested':
      return {
        ...run,
        isCancelRequested: true,
        isOverdue: false,
        error: null,
        state: run.state === 'preparing' ? 'preparing' : 'cancelling',
      }
    case 'cancel-failed':
      return {
        ...run,
        isCancelRequested: false,
        state: run.calls.length > 0 ? 'needs-results' : 'running',
        error: event.error,
      }
    case 'stopped-waiting':
      return { ...run, isWatched: false, isOverdue: false, isReconnecting: false }
    case 'watched-again':
      return { ...run, isWatched: true, error: null, isOverdue: false }
    default:
      return assertNever(event)
  }
}

function end(run: Run, event: Extract<RunEvent, { type: 'ended' }>, at: number): Run {
  const { state, raw, error, usage } = event
  return {
    ...over(run, state, at),
    rawStatus: raw,
    error: waitedFor(run, error, at),
    usage: usage ?? run.usage,
  }
}

/** A run that expired while it waited for the person expired because of that. */
function waitedFor(run: Run, error: AppError | null, at: number): AppError | null {
  if (error?.kind !== 'run-expired' || run.state !== 'needs-results') return error
  return { ...error, waitedMs: Math.max(0, (run.expiresAt ?? at) - run.startedAt) }
}

/** A run that never got its ID failed here; one that has an ID may still be alive at the server. */
function broke(run: Run, error: AppError, at: number): Run {
  const isGone = run.remoteId === null || error.kind === 'run-not-found' || error.kind === 'thread-not-found'
  if (isGone)
    return {
      ...over(run, run.isCancelRequested && run.posts.run === 'not-yet' ? 'cancelled' : 'failed', at),
      error,
    }
  return { ...run, isWatched: false, isReconnecting: false, isOverdue: false, error }
}

const over = (run: Run, state: EndState, at: number): Run => ({
  ...run,
  state,
  calls: [],
  results: [],
  isOverdue: false,
  isReconnecting: false,
  isThreadBusy: false,
  endedAt: at,
})
