/** The answers of one run while they grow: text is shown at once, kept safe now and then, and replaced by what the server says at the end. */
import type { Answer, AnswerStatus, Part } from '../../shared/domain/conversation.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Publish, RemoteAnswer, TurnStore } from './ports.ts'

/** How much growing text a crash may cost, in milliseconds. The server still has it, so it comes back with the answer. */
const KEEP_SAFE_EVERY_MS = 1_000

export interface GrowingAnswers {
  /** Adds text to a part; text that is already there is not added again. True when it is the run's first. */
  grow(remoteId: string, piece: { part: number; at: number; text: string }): boolean
  /** Puts the server's final word in the place of what grew. */
  replace(answers: readonly RemoteAnswer[], status: Extract<AnswerStatus, 'complete' | 'partial'>): void
  /** What grew but will not grow on: marked as partial. */
  leave(): void
  /** Writes unsaved text down. */
  keepSafe(): void
}

/** Starts from what is already stored of the run, so that a run taken up again goes on with its answers. */
export function createGrowingAnswers(
  run: Pick<Run, 'id' | 'conversationId'>,
  { store, publish, clock, ids }: { store: TurnStore; publish: Publish; clock: Clock; ids: Ids },
): GrowingAnswers {
  const answers = new Map<string, Answer>()
  const unsaved = new Set<string>()
  let cancelSaving: (() => void) | null = null
  for (const answer of store.answersOf(run.id))
    if (answer.remoteId !== null) answers.set(answer.remoteId, answer)

  const change = (answer: Answer): Answer => {
    const revision = store.saveMessage(answer)
    publish({ type: 'message-changed', conversationId: run.conversationId, revision, message: answer })
    answers.set(answer.remoteId ?? answer.id, answer)
    return answer
  }

  const begin = (remoteId: string, content: Part[], status: AnswerStatus): Answer => {
    const draft = {
      id: ids.next(),
      conversationId: run.conversationId,
      role: 'assistant' as const,
      runId: run.id,
      remoteId,
      content,
      status,
      createdAt: clock.now(),
    }
    const { answer, revision } = store.addAnswer(draft)
    publish({ type: 'message-changed', conversationId: run.conversationId, revision, message: answer })
    answers.set(remoteId, answer)
    return answer
  }

  const keepSafe = () => {
    cancelSaving?.()
    cancelSaving = null
    for (const remoteId of unsaved) {
      const answer = answers.get(remoteId)
      if (answer !== undefined) store.saveGrowing(answer)
    }
    unsaved.clear()
  }

  const settle = () => {
    cancelSaving?.()
    cancelSaving = null
    unsaved.clear()
  }

  return {
    keepSafe,
    grow(remoteId, { part, at, text }) {
      const isFirst = answers.size === 0
      const answer = answers.get(remoteId) ?? begin(remoteId, [], 'growing')
      const grown = growPart(answer.content, { part, at, text })
      if (grown === null) return isFirst
      answers.set(remoteId, { ...answer, content: grown.content })
      publish({
        type: 'text-grew',
        conversationId: run.conversationId,
        messageId: answer.id,
        part,
        at: grown.at,
        text: grown.text,
      })
      unsaved.add(remoteId)
      cancelSaving ??= clock.after(KEEP_SAFE_EVERY_MS, keepSafe)
      return isFirst
    },
    replace(remote, status) {
      settle()
      for (const { remoteId, content, isPartial } of remote) {
        const settled = isPartial ? 'partial' : status
        const known = answers.get(remoteId)
        if (known === undefined) begin(remoteId, content, settled)
        else change({ ...known, content, status: settled })
      }
    },
    leave() {
      settle()
      for (const answer of [...answers.values()])
        if (answer.status === 'growing') change({ ...answer, status: 'partial' })
    },
  }
}

/** The content with a piece added, and the piece that is really new; null when all of it was there. A gap is filled with nothing: the server's final text mends it. */
function growPart(
  content: readonly Part[],
  { part, at, text }: { part: number; at: number; text: string },
): { content: Part[]; at: number; text: string } | null {
  const parts = [...content]
  while (parts.length <= part) parts.push({ type: 'text', text: '', citations: [] })
  const known = parts[part]
  if (known === undefined || known.type !== 'text') return null
  const already = known.text.length - at
  if (already >= text.length) return null
  const fresh = already > 0 ? text.slice(already) : text
  parts[part] = { ...known, text: known.text + fresh }
  return { content: parts, at: known.text.length, text: fresh }
}
