/** Turns run steps into ours. Tools from the future are kept raw, never dropped. */
import type { CodeOutput, SearchHit, Step, StepState, ToolUse } from '../../../shared/domain/step.ts'
import { asId, asList, asObject, asRaw, asText, errorWords, toMs, type StepReply } from './replies.ts'

export function readStep(step: StepReply): Step {
  const endedAt = step.completed_at ?? step.failed_at ?? step.cancelled_at ?? step.expired_at
  const { message } = errorWords(step.last_error)
  return {
    id: step.id,
    kind: step.type === 'message_creation' ? 'message' : step.type === 'tool_calls' ? 'tools' : 'unknown',
    state: readState(step.status ?? '', endedAt ?? null),
    tools: (step.step_details?.tool_calls ?? []).map(readTool),
    error: message,
    startedAt: toMs(step.created_at),
    endedAt: toMs(endedAt),
  }
}

function readState(raw: string, endedAt: number | null): StepState {
  switch (raw) {
    case 'completed':
    case 'failed':
    case 'cancelled':
    case 'expired':
      return raw
    default:
      return endedAt === null ? 'running' : 'completed'
  }
}

function readTool(entry: unknown): ToolUse {
  const call = asObject(entry)
  const kind = asText(call['type']) ?? 'unknown'
  switch (kind) {
    case 'code_interpreter': {
      const { input, outputs } = asObject(call['code_interpreter'])
      return { kind: 'code', input: asText(input) ?? '', outputs: asList(outputs).map(readOutput) }
    }
    case 'file_search':
      return { kind: 'file-search', hits: asList(asObject(call['file_search'])['results']).map(readHit) }
    case 'function': {
      const { name, arguments: given, output } = asObject(call['function'])
      const callId = asId(call['id'])
      return {
        ...(callId === null ? {} : { callId }),
        kind: 'function',
        name: asText(name) ?? '',
        argumentsText: asText(given) ?? '',
        output: asText(output),
      }
    }
    default:
      return { kind: 'unknown', name: kind, raw: asRaw(entry) }
  }
}

function readOutput(entry: unknown): CodeOutput {
  const output = asObject(entry)
  const logs = asText(output['logs'])
  if (logs !== null) return { type: 'logs', text: logs }
  const fileId = asId(asObject(output['image'])['file_id'])
  return fileId === null ? { type: 'unknown', raw: asRaw(entry) } : { type: 'image', fileId }
}

function readHit(entry: unknown): SearchHit {
  const hit = asObject(entry)
  const passage = asList(hit['content'])
    .map((piece) => asText(asObject(piece)['text']))
    .filter((text) => text !== null)
    .join('\n\n')
  return {
    fileId: asId(hit['file_id']),
    fileName: asText(hit['file_name']) ?? asText(hit['filename']) ?? asId(hit['file_id']) ?? '',
    score: typeof hit['score'] === 'number' ? hit['score'] : null,
    passage: passage === '' ? null : passage,
  }
}

/** IDs of the messages these steps made. */
export const messageIdsOf = (steps: readonly StepReply[]): string[] =>
  steps.flatMap(({ step_details }) => asId(asObject(step_details?.message_creation)['message_id']) ?? [])

/** Names of files that a search came upon: annotations only carry IDs. */
export function fileNamesOf(steps: readonly Step[]): ReadonlyMap<string, string> {
  const hits = steps.flatMap(({ tools }) =>
    tools.flatMap((tool) => (tool.kind === 'file-search' ? tool.hits : [])),
  )
  return new Map(
    hits.flatMap(({ fileId, fileName }) => (fileId === null ? [] : [[fileId, fileName] as const])),
  )
}
