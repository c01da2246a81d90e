/** The requests of this protocol: paths, bodies and the words each refusal is read with. */
import type { FilePurpose } from '../../../shared/domain/attachment.ts'
import { Failure } from '../../../shared/errors.ts'
import type { OutgoingFile } from '../../conversations/ports.ts'
import type { HttpRequest } from '../exchange.ts'
import { formWith } from '../multipart.ts'
import { readRefusal, type Subject } from './read-refusal.ts'
import { readFileRefusal, readUploadRefusal } from './read-upload-refusal.ts'
import { OUR_ID } from './replies.ts'

/** A run's place at the server. */
export interface RunAt {
  threadId: string
  runId: string
}

type Rest = Pick<HttpRequest, 'query' | 'body' | 'upload' | 'headersWithinMs'>
/** A request that only lacks the signal to send it with. */
export type Ask = Omit<HttpRequest, 'signal'>

/** A request about something whose refusals can be told apart. */
export function ask(
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
export function segment(id: string): string {
  if (/^\.{0,2}$/.test(id))
    throw new Failure({ kind: 'unexpected-reply', technical: { serverMessage: `ID "${id}"` } })
  return encodeURIComponent(id.toWellFormed())
}

const runPath = ({ threadId, runId }: RunAt): string => `/threads/${segment(threadId)}/runs/${segment(runId)}`

export const findAssistant = (assistantId: string): Ask =>
  ask('GET', `/assistants/${segment(assistantId)}`, { subject: { assistantId } })

export const listAssistants = (query: ListQuery): Ask =>
  ask('GET', '/assistants', { subject: {}, query: queryOf(query) })

export const readFile = (fileId: string): Ask => ({
  ...ask('GET', `/files/${segment(fileId)}/content`, { subject: {} }),
  explain: readFileRefusal,
})

/** A file of a question as its message names it. */
export interface SentFile {
  fileId: string
  purpose: FilePurpose
}

/** The protocol's own word for what a file is for. */
export const wirePurposeOf = (purpose: FilePurpose): string => (purpose === 'image' ? 'vision' : 'assistants')

/** A server looks a file over before it answers. */
const UPLOADED_WITHIN_MS = 120_000

export const uploadFile = (file: OutgoingFile): Ask => ({
  ...ask('POST', '/files', {
    subject: {},
    headersWithinMs: UPLOADED_WITHIN_MS,
    upload: formWith(
      { ...file, type: file.pictureType },
      // The attachment's ID is random and was made after the file.
      { fields: { purpose: wirePurposeOf(file.purpose) }, boundary: `assistant-desk-${file.id}` },
    ),
  }),
  explain: (refusal) => readUploadRefusal(refusal, file.name),
})

/** The newest files first. */
export const listFiles = (purpose: string): Ask =>
  ask('GET', '/files', { subject: {}, query: { purpose, order: 'desc', limit: '20' } })

/** `messages` is there because a peer fails on an empty body. */
export const createThread = (ourId: string): Ask =>
  ask('POST', '/threads', { subject: {}, body: { messages: [], metadata: { [OUR_ID]: ourId } } })

/** Text goes as a plain string unless there are pictures: peers refuse content parts. */
export const postMessage = (
  threadId: string,
  { id, text, files = [] }: { id: string; text: string; files?: readonly SentFile[] },
): Ask => {
  const words = text.toWellFormed()
  const pictures = files.filter(({ purpose }) => purpose === 'image')
  const attachments = files.filter(({ purpose }) => purpose !== 'image').map(toAttachment)
  const parts = [{ type: 'text', text: words }, ...pictures.map(toImagePart)]
  return ask('POST', `/threads/${segment(threadId)}/messages`, {
    subject: { threadId },
    body: {
      role: 'user',
      content: pictures.length === 0 ? words : parts,
      ...(attachments.length === 0 ? {} : { attachments }),
      metadata: { [OUR_ID]: id },
    },
  })
}

const toImagePart = ({ fileId }: SentFile) => ({ type: 'image_file', image_file: { file_id: fileId } })

const toAttachment = ({ fileId, purpose }: SentFile) => ({
  file_id: fileId,
  tools: [{ type: purpose === 'search' ? 'file_search' : 'code_interpreter' }],
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
