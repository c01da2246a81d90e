/** The words of a timeline: what each event of a run means to a person. Pure but for the language. */
import type { TimelineEvent, ToolNews } from '../../../shared/domain/timeline.ts'
import type { AppError } from '../../../shared/errors.ts'
import { explain } from '../../../shared/words/explain.ts'
import { m } from '../../../shared/words/generated/messages.js'

export interface TimelineLine {
  words: string
  /** Quiet: said for completeness, news of it follows. */
  tone: 'plain' | 'quiet' | 'ok' | 'warn' | 'bad'
  /** A word of the server or of a later version, as it came. */
  raw?: string
}

type Writers = { [T in TimelineEvent['type']]: (event: Extract<TimelineEvent, { type: T }>) => TimelineLine }

const plain = (words: string): TimelineLine => ({ words, tone: 'plain' })
const quiet = (words: string): TimelineLine => ({ words, tone: 'quiet' })
const warn = (words: string): TimelineLine => ({ words, tone: 'warn' })
const bad = (words: string): TimelineLine => ({ words, tone: 'bad' })

/** One line; an event of a later version is told by its own name. */
export function timelineLine(event: TimelineEvent): TimelineLine {
  if (!Object.hasOwn(WRITERS, event.type)) return { ...quiet(m.time_unknown()), raw: event.type }
  // The writer under a type takes events of that type.
  const write = WRITERS[event.type] as (event: TimelineEvent) => TimelineLine
  return write(event)
}

const WRITERS: Writers = {
  started: () => plain(m.time_started()),
  intended: ({ post }) => quiet(INTENTS[post]()),
  'thread-created': () => plain(m.time_thread()),
  'message-posted': () => plain(m.time_message()),
  'run-created': () => plain(m.time_run()),
  status: statusLine,
  'results-needed': ({ names }) => warn(m.time_needs({ names: names.join(', ') })),
  'results-given': ({ count, isAutomatic }) =>
    plain(isAutomatic ? m.time_given_auto({ count }) : m.time_given({ count })),
  'results-taken': () => plain(m.time_taken()),
  'tools-changed': ({ tools }) => ({
    words: tools.map(toolWords).join(' · '),
    tone: tools.some(({ state }) => state === 'failed' || state === 'expired') ? 'bad' : 'plain',
  }),
  'answer-begun': () => plain(m.time_answering()),
  'first-text': () => plain(m.time_first()),
  polled: () => quiet(m.time_polled()),
  reconnecting: () => warn(m.time_reconnecting()),
  'thread-busy': () => warn(m.time_busy()),
  'thread-free': () => plain(m.time_free()),
  ended: endLine,
  broke: ({ error }) => bad(m.time_broke({ reason: reasonOf(error) })),
  'limit-reached': ({ error }) => warn(limitWords(error)),
  'kept-waiting': () => plain(m.time_kept_waiting()),
  'cancel-requested': () => warn(m.time_cancel_asked()),
  'cancel-failed': ({ error }) => bad(m.time_cancel_failed({ reason: reasonOf(error) })),
  'stopped-waiting': () => warn(m.time_stopped()),
  'watched-again': () => plain(m.time_watched()),
  unknown: () => quiet(m.time_unknown()),
}

const INTENTS = {
  thread: () => m.time_intended_thread(),
  message: () => m.time_intended_message(),
  run: () => m.time_intended_run(),
  results: () => m.time_intended_results(),
}

const KNOWN_STATUSES = new Set(['queued', 'in_progress', 'cancelling', 'requires_action'])

function statusLine({ state, raw }: Extract<TimelineEvent, { type: 'status' }>): TimelineLine {
  if (!KNOWN_STATUSES.has(raw)) return { ...plain(m.time_status({ status: raw })), raw }
  if (state === 'queued') return plain(m.time_queued())
  return state === 'cancelling' ? warn(m.time_cancelling()) : plain(m.time_running())
}

const ENDS = {
  completed: { words: () => m.time_completed(), tone: 'ok' },
  failed: { words: () => m.time_failed(), tone: 'bad' },
  incomplete: { words: () => m.time_incomplete(), tone: 'warn' },
  expired: { words: () => m.time_expired(), tone: 'warn' },
  cancelled: { words: () => m.time_cancelled(), tone: 'warn' },
} as const

function endLine({ state, raw, error }: Extract<TimelineEvent, { type: 'ended' }>): TimelineLine {
  const { words, tone } = ENDS[state]
  const own = Object.hasOwn(ENDS, raw) ? {} : { raw }
  if (error === null) return { words: words(), tone, ...own }
  const reasoned = m.time_ended_reason({ words: words(), reason: reasonOf(error) })
  return { words: reasoned, tone: tone === 'ok' ? 'bad' : tone, ...own }
}

const reasonOf = (error: AppError): string => explain(error).title

function limitWords(error: AppError): string {
  const seconds = error.kind === 'run-timeout' ? Math.round(error.afterMs / 1000) : 0
  return seconds % 60 === 0
    ? m.time_limit_minutes({ count: seconds / 60 })
    : m.time_limit_seconds({ count: seconds })
}

function toolWords(tool: ToolNews): string {
  const words = tool.state === 'running' ? begunWords(tool) : doneWords(tool)
  if (tool.state === 'failed') return m.time_tool_failed({ words })
  if (tool.state === 'cancelled') return m.time_tool_cancelled({ words })
  return tool.state === 'expired' ? m.time_tool_expired({ words }) : words
}

function begunWords({ kind, name }: ToolNews): string {
  if (kind === 'code') return m.time_code_begun()
  return kind === 'file-search' ? m.time_search_begun() : m.time_tool_begun({ name })
}

function doneWords({ kind, name, count }: ToolNews): string {
  if (kind === 'code') return m.step_code({ count })
  if (kind === 'file-search') return count === 0 ? m.step_search_none() : m.step_search({ count })
  return kind === 'function' ? m.step_function({ name }) : m.step_unknown({ name })
}
