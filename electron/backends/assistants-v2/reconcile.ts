/** Finds out whether something we sent has arrived although its answer was lost. */
import type { Turn } from '../../conversations/ports.ts'
import { textOf } from './read-message.ts'
import { ourIdOf, toMs, type MessageReply, type RunReply } from './replies.ts'

/** How far the server's clock may be behind ours. */
const SLACK_MS = 2000

/** Our question among the newest messages: by our ID, or where servers drop metadata by its text. */
export function findQuestion(
  messages: readonly MessageReply[],
  { question, knownMessageIds }: Pick<Turn, 'question' | 'knownMessageIds'>,
): MessageReply | null {
  const ours = messages.find((message) => ourIdOf(message) === question.id)
  if (ours !== undefined) return ours
  const known = new Set(knownMessageIds)
  const text = question.text.toWellFormed()
  const alike = messages.filter(
    (message) =>
      message.role === 'user' &&
      ourIdOf(message) === null &&
      !known.has(message.id) &&
      isNoOlder(message, question.createdAt) &&
      textOf(message) === text,
  )
  return newest(alike)
}

/** Our run among the newest runs: by our ID, or where servers drop metadata the assistant's newest since we began. */
export function findRun(
  runs: readonly RunReply[],
  { run, assistantId }: Pick<Turn, 'run' | 'assistantId'>,
): RunReply | null {
  const ours = runs.find((reply) => ourIdOf(reply) === run.id)
  if (ours !== undefined) return ours
  const alike = runs.filter(
    (reply) =>
      ourIdOf(reply) === null &&
      reply.assistant_id === assistantId &&
      toMs(reply.created_at) !== null &&
      isNoOlder(reply, run.startedAt),
  )
  return newest(alike)
}

const isNoOlder = ({ created_at }: Pick<RunReply, 'created_at'>, than: number): boolean =>
  (toMs(created_at) ?? Number.POSITIVE_INFINITY) >= than - SLACK_MS

const newest = <T extends Pick<RunReply, 'created_at'>>(found: readonly T[]): T | null =>
  found.toSorted((a, b) => (b.created_at ?? 0) - (a.created_at ?? 0))[0] ?? null
