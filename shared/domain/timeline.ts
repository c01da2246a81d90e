/** The journal of a run as a person reads it: every event, without the weight of what it carried. Pure. */
import type { RunEvent } from './run.ts'
import type { Step, StepState, ToolUse } from './step.ts'

/** A stored event and its time. Null when a later version wrote an event this one does not know how to read. */
export interface JournalEntry {
  at: number
  event: RunEvent | null
}

/** A tool at work or done with its work: enough to say so. `count` is lines of code or files found. */
export interface ToolNews {
  kind: ToolUse['kind']
  name: string
  count: number
  state: StepState
}

export type TimelineEvent =
  | Exclude<RunEvent, { type: 'results-needed' | 'results-given' | 'steps-changed' }>
  /** Names of the functions. */
  | { type: 'results-needed'; names: string[] }
  | { type: 'results-given'; count: number; isAutomatic: boolean }
  | { type: 'tools-changed'; tools: ToolNews[] }
  | { type: 'answer-begun' }
  | { type: 'unknown' }

export interface TimelineEntry {
  /** Milliseconds since the epoch. */
  at: number
  event: TimelineEvent
}

/** Steps are told as what is new in them; an event that says nothing new is left out. */
export function timelineOf(journal: readonly JournalEntry[]): TimelineEntry[] {
  const told = new Set<string>()
  return journal.flatMap(({ at, event }): TimelineEntry[] => {
    if (event === null) return [{ at, event: { type: 'unknown' } }]
    switch (event.type) {
      case 'steps-changed':
        return newsOf(event.steps, told).map((news) => ({ at, event: news }))
      case 'results-needed':
        return [{ at, event: { type: event.type, names: event.calls.map(({ name }) => name) } }]
      case 'results-given':
        return [{ at, event: givenOf(event) }]
      default:
        return [{ at, event }]
    }
  })
}

const givenOf = ({
  type,
  results,
  isAutomatic,
}: Extract<RunEvent, { type: 'results-given' }>): TimelineEvent => ({
  type,
  count: results.length,
  isAutomatic: isAutomatic ?? false,
})

/** Each tool is told of when it begins and when it ends, the step that writes the answer once. */
function newsOf(steps: readonly Step[], told: Set<string>): TimelineEvent[] {
  const isNew = (name: string) => {
    if (told.has(name)) return false
    told.add(name)
    return true
  }
  const tools = steps.flatMap((step) =>
    step.tools.flatMap((use, at) =>
      isNew(`${step.id} ${at} ${step.state === 'running' ? 'begun' : 'done'}`) ? toolNews(use, step) : [],
    ),
  )
  const isAnswering = steps.some(({ id, kind }) => kind === 'message' && isNew(id))
  return [
    ...(tools.length > 0 ? [{ type: 'tools-changed' as const, tools }] : []),
    ...(isAnswering ? [{ type: 'answer-begun' as const }] : []),
  ]
}

function toolNews(use: ToolUse, { state }: Step): ToolNews {
  switch (use.kind) {
    case 'code':
      return { kind: use.kind, name: 'code_interpreter', count: linesOf(use.input), state }
    case 'file-search':
      return { kind: use.kind, name: 'file_search', count: filesOf(use), state }
    default:
      return { kind: use.kind, name: use.name, count: 0, state }
  }
}

/** Lines of code. */
export const linesOf = (code: string): number => code.trim().split('\n').length

/** Different files among the hits of a search. */
export const filesOf = ({ hits }: Extract<ToolUse, { kind: 'file-search' }>): number =>
  new Set(hits.map(({ fileId, fileName }) => fileId ?? fileName)).size
