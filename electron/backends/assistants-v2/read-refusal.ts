/** Recognises the refusals of this protocol by their wording, for their codes are usually empty. */
import type { AppError } from '../../../shared/errors.ts'
import type { Refusal } from '../exchange.ts'

/** What a request was about. */
export interface Subject {
  assistantId?: string
  threadId?: string
  runId?: string
  /** What the server lacks when it does not know the path. */
  capability?: 'cancel' | 'results' | 'steps'
}

/** Null when the status says it all. */
export function readRefusal(refusal: Refusal, subject: Subject): AppError | null {
  const { status, message, code, type } = refusal
  if (status === 400 || status === 409) return readActiveRun(message)
  if (
    status === 429 &&
    (code === 'insufficient_quota' || type === 'insufficient_quota' || NO_QUOTA.test(message))
  ) {
    return { kind: 'quota-exceeded' }
  }
  if (status === 404 || status === 410) return readMissing(refusal, subject)
  if ((status === 405 || status === 501) && subject.capability !== undefined) {
    return { kind: 'unsupported', what: subject.capability }
  }
  return null
}

const NO_QUOTA = /exceeded your current quota|insufficient[_ ]quota/i
const RUN_IN_THE_WAY = [
  /already has an active run\b(?:\s+["'`]?([^\s"'`,]+))?/i,
  /while a run\b(?:\s+["'`]?([^\s"'`,]+?))?["'`]?\s+is active/i,
]

/** Both wordings name the run that holds the thread: github.com/openai/openai-python/issues/1023, TripSit/TripBot/issues/939. */
function readActiveRun(message: string): AppError | null {
  for (const wording of RUN_IN_THE_WAY) {
    const hit = wording.exec(message)
    if (hit !== null) return { kind: 'active-run', runId: hit[1]?.replace(/[.;:)]+$/, '') || null }
  }
  return null
}

/** Words of a server that does not know the path; they may quote it, and paths are full of threads and runs. */
const UNKNOWN_PATH =
  /\broute\b|\bcannot (get|post|delete)\b|invalid url|unknown (path|endpoint|request url)|no such endpoint/i
const MISSING = [
  /\bno (assistant|thread|run|message|file|step)s? (was |were )?(found|exists?)\b/i,
  /\b(assistant|thread|run|message|file|step)\b[^.\n]{0,120}?\b(not found|not exist|doesn't exist|no longer exists?|could not be found)/i,
  /\b(?:could not|couldn't|cannot|can't) find (?:the |an? )?(assistant|thread|run|message|file|step)\b/i,
]

function readMissing({ message, status, host }: Refusal, subject: Subject): AppError | null {
  const isUnknownPath = UNKNOWN_PATH.test(message)
  const thing = isUnknownPath ? undefined : MISSING.map((words) => words.exec(message)?.[1]).find(Boolean)
  switch (thing?.toLowerCase()) {
    case 'assistant':
      return { kind: 'assistant-not-found', assistantId: subject.assistantId ?? '' }
    case 'thread':
      return { kind: 'thread-not-found', threadId: subject.threadId ?? '' }
    case 'run':
      return { kind: 'run-not-found', runId: subject.runId ?? '' }
    case undefined:
      break
    default:
      return { kind: 'refused', status }
  }
  // Gone from there since 2026-08-26: github.com/aallam/openai-kotlin/issues/470
  if (/(^|\.)openai\.com$/i.test(host.replace(/:\d+$/, ''))) return { kind: 'api-retired', host }
  return subject.capability === undefined ? null : { kind: 'unsupported', what: subject.capability }
}
