/** What is known of one run: the record that is stored, shown and advanced by `run.ts`. */
import type { AppError } from '../errors.ts'
import type { Step } from './step.ts'

/** A run that is not over. */
export type OpenState = 'preparing' | 'queued' | 'running' | 'needs-results' | 'cancelling'
/** A run that is over: nothing changes it any more. */
export type EndState = 'completed' | 'failed' | 'incomplete' | 'expired' | 'cancelled'

/** The POSTs of a turn, in their order. */
export type Post = 'thread' | 'message' | 'run' | 'results'

/** What we know of a POST: written down as intended before it leaves, as done when its answer is read. */
export type PostState = 'not-yet' | 'intended' | 'done'

/** One function the assistant asks the app to run. */
export interface FunctionCall {
  callId: string
  /** The function's name, or the tool's kind when it is none we know. */
  name: string
  /** As sent: usually JSON, but servers and models send anything. */
  argumentsText: string
  /** Set when it is no function but a tool of a kind this version does not know. */
  isUnknownKind?: true
}

/** What a function call is answered with. */
export interface FunctionResult {
  callId: string
  output: string
}

/** Tokens. */
export interface Usage {
  prompt: number
  completion: number
  total: number
}

/** One question on its way to an answer, and how far it got. */
export interface Run {
  /** Ours; goes out as `client_msg_id` in the run's metadata. */
  id: string
  conversationId: string
  /** The message this run answers. */
  messageId: string
  state: OpenState | EndState
  /** The server's own word for the state. */
  rawStatus: string | null
  threadId: string | null
  remoteId: string | null
  posts: Record<Post, PostState>
  calls: FunctionCall[]
  /** Results given by the person, kept until the server has taken them. */
  results: FunctionResult[]
  /** IDs of calls that remembered answers have answered. */
  automaticCalls: string[]
  steps: Step[]
  usage: Usage | null
  error: AppError | null
  isWatched: boolean
  isCancelRequested: boolean
  /** The time limit has passed and the person has not yet said what to do. */
  isOverdue: boolean
  /** The connection is lost for the moment and the app keeps trying. */
  isReconnecting: boolean
  /** Another run holds the thread, and this one begins when that one is over. */
  isThreadBusy: boolean
  /** It begins a new thread because the server has forgotten the conversation's earlier one. */
  isThreadNew: boolean
  /** Milliseconds since the epoch, as are all times here. */
  startedAt: number
  firstTextAt: number | null
  endedAt: number | null
  /** When the server will give the run up. */
  expiresAt: number | null
  /** How often we asked the server for the state. */
  polls: number
}

/** A run that has not begun yet. */
export function newRun(
  ids: { id: string; conversationId: string; messageId: string },
  startedAt: number,
): Run {
  return {
    ...ids,
    state: 'preparing',
    rawStatus: null,
    threadId: null,
    remoteId: null,
    posts: { thread: 'not-yet', message: 'not-yet', run: 'not-yet', results: 'not-yet' },
    calls: [],
    results: [],
    automaticCalls: [],
    steps: [],
    usage: null,
    error: null,
    isWatched: true,
    isCancelRequested: false,
    isOverdue: false,
    isReconnecting: false,
    isThreadBusy: false,
    isThreadNew: false,
    startedAt,
    firstTextAt: null,
    endedAt: null,
    expiresAt: null,
    polls: 0,
  }
}
