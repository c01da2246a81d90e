/** Picks a run's answers out of a thread's messages, whatever the server forgot to say about them. */
import { isAssistants } from './read-message.ts'
import type { MessageReply } from './replies.ts'

export interface RunTraces {
  runId: string
  /** Messages that the run's steps say they made. */
  stepMessageIds: readonly string[]
  /** The question's ID at the server. */
  questionId: string | null
  knownMessageIds: readonly string[]
}

/** By the steps or by run ID; where servers have neither, the assistant's new messages after the question. */
export function chooseAnswers(listed: readonly MessageReply[], traces: RunTraces): MessageReply[] {
  const messages = inOrder(listed)
  const assistants = messages.filter(isAssistants)
  const made = new Set(traces.stepMessageIds)
  const named = assistants.filter(({ id, run_id }) => made.has(id) || run_id === traces.runId)
  if (named.length > 0) return named
  const known = new Set(traces.knownMessageIds)
  const questionAt = messages.findIndex(({ id }) => id === traces.questionId)
  return messages
    .slice(questionAt + 1)
    .filter((message) => isAssistants(message) && !known.has(message.id) && isNobodys(message))
}

const isNobodys = ({ run_id }: MessageReply): boolean => run_id === null || run_id === undefined

/** Oldest first, each ID once with its newest content. Seconds are coarse, so the list's own order breaks ties. */
export function inOrder(listed: readonly MessageReply[]): MessageReply[] {
  const unique = [...new Map(listed.map((message) => [message.id, message])).values()]
  const first = unique[0]?.created_at ?? 0
  const last = unique.at(-1)?.created_at ?? 0
  const oldestFirst = first > last ? unique.toReversed() : unique
  return oldestFirst.toSorted((a, b) => (a.created_at ?? 0) - (b.created_at ?? 0))
}
