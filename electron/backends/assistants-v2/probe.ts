/** Asks a server questions that change nothing there, to find out what it is. Each is one request, never repeated. */
import { z } from 'zod'
import type { AssistantSnapshot } from '../../../shared/domain/assistant.ts'
import { Failure, type AppError } from '../../../shared/errors.ts'
import type { Http, Refusal } from '../exchange.ts'
import { assistantListReply, assistantReply, listReply, runReply, threadReply } from './replies.ts'
import { ask, segment, type Ask } from './requests.ts'
import { toSnapshot } from './directory.ts'

/** What can be asked. IDs may be made up: the refusal shows whether such things are known. */
export type Probe =
  | { about: 'assistants' }
  | { about: 'assistant'; remoteId: string }
  | { about: 'thread'; threadId: string }
  | { about: 'run'; threadId: string; runId: string }
  | { about: 'response'; responseId: string }
  | { about: 'models' }
  | { about: 'nothing'; name: string }

export type Probed = { ok: true; snapshot: AssistantSnapshot | null } | { ok: false; error: AppError }

/** Rejects with the signal's reason only. */
export async function probe(
  http: Http,
  question: Probe,
  { signal, now }: { signal: AbortSignal; now: number },
): Promise<Probed> {
  try {
    const { request, schema } = requestFor(question)
    const { value } = await http.json({ ...request, signal }, schema)
    const isAssistant = question.about === 'assistant'
    return { ok: true, snapshot: isAssistant ? toSnapshot(assistantReply.parse(value), now) : null }
  } catch (thrown) {
    signal.throwIfAborted()
    if (thrown instanceof Failure) return { ok: false, error: thrown.error }
    throw thrown
  }
}

const known = z.looseObject({ id: z.union([z.string().min(1), z.number()]) })

function requestFor(question: Probe): { request: Ask; schema: z.ZodType } {
  switch (question.about) {
    case 'assistants':
      return {
        request: ask('GET', '/assistants', { subject: {}, query: { limit: '1', order: 'desc' } }),
        schema: assistantListReply,
      }
    case 'assistant': {
      const { remoteId } = question
      return {
        request: ask('GET', `/assistants/${segment(remoteId)}`, { subject: { assistantId: remoteId } }),
        schema: known,
      }
    }
    case 'thread': {
      const { threadId } = question
      return {
        request: ask('GET', `/threads/${segment(threadId)}`, { subject: { threadId } }),
        schema: threadReply,
      }
    }
    case 'run': {
      const { threadId, runId } = question
      const path = `/threads/${segment(threadId)}/runs/${segment(runId)}`
      return { request: ask('GET', path, { subject: { threadId, runId } }), schema: runReply }
    }
    case 'response': {
      const request = ask('GET', `/responses/${segment(question.responseId)}`, { subject: {} })
      return { request: { ...request, explain: readResponseRefusal }, schema: known }
    }
    case 'models':
      return { request: ask('GET', '/models', { subject: {} }), schema: listReply }
    case 'nothing':
      return {
        request: ask('GET', `/${encodeURIComponent(question.name)}`, { subject: {} }),
        schema: z.unknown(),
      }
  }
}

/** A response that is not there, or a path that takes other methods only, is a path that is there. */
function readResponseRefusal({ status, message }: Refusal): AppError | null {
  const isKnown =
    status === 405 || (status === 404 && /\bresponse\b[^\n]{0,120}\b(not found|not exist)/i.test(message))
  return isKnown ? { kind: 'refused', status } : null
}
