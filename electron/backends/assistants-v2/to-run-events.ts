/** Says in our words what a run's reply means. Pure, and never surprised: a status we do not know counts as running. */
import type { AppError } from '../../../shared/errors.ts'
import type { RunEvent } from '../../../shared/domain/run.ts'
import type { EndState, FunctionCall, Usage } from '../../../shared/domain/run-record.ts'
import { asId, asList, asObject, asRaw, asText, errorWords, toMs, type RunReply } from './replies.ts'

/** What one look at a run can tell. */
export type RunNews = Extract<RunEvent, { type: 'status' | 'results-needed' | 'ended' }>

export function toRunNews(run: RunReply): RunNews {
  const raw = run.status ?? ''
  switch (raw) {
    case 'queued':
      return { type: 'status', state: 'queued', raw }
    case 'cancelling':
      return { type: 'status', state: 'cancelling', raw }
    case 'requires_action':
      return { type: 'results-needed', calls: readCalls(run), expiresAt: toMs(run.expires_at) }
    case 'completed':
    case 'cancelled':
      return ended(run, raw, null)
    case 'failed':
      return ended(run, raw, failed(run))
    case 'expired':
      return ended(run, raw, { kind: 'run-expired' })
    case 'incomplete':
      return ended(run, raw, { kind: 'run-incomplete', reason: run.incomplete_details?.reason ?? null })
    default:
      return { type: 'status', state: 'running', raw }
  }
}

const ended = (run: RunReply, state: EndState, error: AppError | null): RunNews => ({
  type: 'ended',
  state,
  raw: state,
  error,
  usage: readUsage(run),
})

const LONGEST_MESSAGE = 2000

/** Limits and quota inside a run come this way too, with HTTP 200. */
function failed(run: RunReply): AppError {
  const { code, message } = errorWords(run.last_error)
  return {
    kind: 'run-failed',
    code,
    ...(message === null ? {} : { technical: { serverMessage: message.slice(0, LONGEST_MESSAGE) } }),
  }
}

/** Null until a server has counted anything. */
function readUsage({ usage }: RunReply): Usage | null {
  const prompt = usage?.prompt_tokens ?? null
  const completion = usage?.completion_tokens ?? null
  const total = usage?.total_tokens ?? null
  if (prompt === null && completion === null && total === null) return null
  return {
    prompt: prompt ?? 0,
    completion: completion ?? 0,
    total: total ?? (prompt ?? 0) + (completion ?? 0),
  }
}

/** Calls sit under a key named like the action's type; peers have types of their own. */
function readCalls({ required_action: action }: RunReply): FunctionCall[] {
  if (action === null || action === undefined) return []
  const home = asObject(action['submit_tool_outputs'] ?? action[action.type ?? ''])
  return asList(home['tool_calls']).flatMap((entry) => {
    const call = asObject(entry)
    const callId = asId(call['id'])
    return callId === null ? [] : [readCall(callId, call)]
  })
}

function readCall(callId: string, call: Record<string, unknown>): FunctionCall {
  const kind = asText(call['type'])
  const { name, arguments: given } = asObject(call['function'])
  const isFunction = asText(name) !== null
  const argumentsText = isFunction
    ? (asText(given) ?? (given === undefined ? '' : asRaw(given)))
    : asRaw(call)
  const unknown = isFunction ? {} : ({ isUnknownKind: true } as const)
  return { callId, name: asText(name) ?? kind ?? 'unknown', argumentsText, ...unknown }
}
