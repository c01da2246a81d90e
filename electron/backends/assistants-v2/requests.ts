/** The requests of this protocol: paths, bodies and the words each refusal is read with. */
import { Failure } from '../../../shared/errors.ts'
import type { HttpRequest } from '../exchange.ts'
import { readRefusal, type Subject } from './read-refusal.ts'
import { OUR_ID } from './replies.ts'

/** A run's place at the server. */
export interface RunAt {
  threadId: string
  runId: string
}

type Rest = Pick<HttpRequest, 'query' | 'body' | 'headersWithinMs'>
/** A request that only lacks the signal to send it with. */
export type Ask = Omit<HttpRequest, 'signal'>

function ask(
  method: HttpRequest['method'],
  path: string,
  { subject, ...rest }: Rest & { subject: Subject },
): Ask {
  const { threadId, runId } = subject
  return {
    method,
    path,
    ...rest,
    headers: { 'openai-beta': 'assistants=v2' },
    explain: (refusal) => readRefusal(refusal, subject),
    about: { ...(threadId === undefined ? {} : { threadId }), ...(runId === undefined ? {} : { runId }) },
  }
}

/** An ID inside a path. Dots alone would climb out of the path however they are escaped. */
function segment(id: string): string {
  if (/^\.{0,2}$/.test(id))
    throw new Failure({ kind: 'unexpected-reply', technical: { serverMessage: `ID "${id}"` } })
  return encodeURIComponent(id.toWellFormed())
}

const runPath = ({ threadId, runId }: RunAt): string => `/threads/${segment(threadId)}/runs/${segment(runId)}`

export const findAssistant = (assistantId: string): Ask =>
  ask('GET', `/assistants/${segment(assistantId)}`, { subject: { assistantId } })

export const readFile = (fileId: string): Ask =>
  ask('GET', `/files/${segment(fileId)}/content`, { subject: {} })

/** `messages` is there because a peer fails on an empty body (protocol.md C 9). */
export const createThread = (ourId: string): Ask =>
  ask('POST', '/threads', { subject: {}, body: { messages: [], metadata: { [OUR_ID]: ourId } } })

/** Text goes as a plain string: peers refuse content parts (protocol.md C 9). */
export const postMessage = (threadId: string, question: { id: string; text: string }): Ask =>
  ask('POST', `/threads/${segment(threadId)}/messages`, {
    subject: { threadId },
    body: { role: 'user', content: question.text.toWellFormed(), metadata: { [OUR_ID]: question.id } },
  })

export interface ListQuery {
  order: 'asc' | 'desc'
  limit: number
  after?: string
  runId?: string
}

const queryOf = ({ order, limit, after, runId }: ListQuery): Record<string, string> => ({
  order,
  limit: String(limit),
  ...(after === undefined ? {} : { after }),
  ...(runId === undefined ? {} : { run_id: runId }),
})

export const listMessages = (threadId: string, query: ListQuery): Ask =>
  ask('GET', `/threads/${segment(threadId)}/messages`, { subject: { threadId }, query: queryOf(query) })

export const listRuns = (threadId: string, query: ListQuery): Ask =>
  ask('GET', `/threads/${segment(threadId)}/runs`, { subject: { threadId }, query: queryOf(query) })

/** Servers may hold the answer back until the run is over, so `headersWithinMs` is the run's whole time. */
export const createRun = (
  at: { threadId: string; assistantId: string },
  { ourId, ...how }: { ourId: string; isStreamed: boolean; headersWithinMs: number },
): Ask =>
  ask('POST', `/threads/${segment(at.threadId)}/runs`, {
    subject: at,
    headersWithinMs: how.headersWithinMs,
    body: {
      assistant_id: at.assistantId,
      metadata: { [OUR_ID]: ourId },
      ...(how.isStreamed ? { stream: true } : {}),
    },
  })

export const getRun = (at: RunAt): Ask => ask('GET', runPath(at), { subject: at })

export const cancelRun = (at: RunAt): Ask =>
  ask('POST', `${runPath(at)}/cancel`, { subject: { ...at, capability: 'cancel' } })

export const submitResults = (
  at: RunAt,
  results: readonly { callId: string; output: string }[],
  how: { isStreamed: boolean; headersWithinMs: number },
): Ask =>
  ask('POST', `${runPath(at)}/submit_tool_outputs`, {
    subject: { ...at, capability: 'results' },
    headersWithinMs: how.headersWithinMs,
    body: {
      tool_outputs: results.map(({ callId, output }) => ({
        tool_call_id: callId,
        output: output.toWellFormed(),
      })),
      ...(how.isStreamed ? { stream: true } : {}),
    },
  })

const FILE_SEARCH_CONTENT = 'step_details.tool_calls[*].file_search.results[*].content'

export const listSteps = (at: RunAt, query: ListQuery, withPassages: boolean): Ask =>
  ask('GET', `${runPath(at)}/steps`, {
    subject: { ...at, capability: 'steps' },
    query: { ...queryOf(query), ...(withPassages ? { 'include[]': FILE_SEARCH_CONTENT } : {}) },
  })
