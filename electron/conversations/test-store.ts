/** The conversations' stores for tests: the same promises as storage/, kept in memory. */
import type { Conversation, Message } from '../../shared/domain/conversation.ts'
import { isOver, type RunEvent } from '../../shared/domain/run.ts'
import type { TypedResults } from '../../shared/domain/typed-results.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import { Failure } from '../../shared/errors.ts'
import type { ConversationStore, TurnStore } from './store-ports.ts'

export interface TestStore {
  conversations: ConversationStore
  turns: TurnStore
  messages: Map<string, Message>
  runs: Map<string, Run>
  /** What was written, in its order. */
  journal: RunEvent[]
}

export function createTestStore(onWrite: (what: string) => void = () => undefined): TestStore {
  const known = new Map<string, Conversation>()
  const removed = new Map<string, number>()
  const revisions = new Map<string, number>()
  const messages = new Map<string, Message>()
  const runs = new Map<string, Run>()
  const journal: RunEvent[] = []
  const typed = new Map<string, TypedResults>()

  const raise = (id: string, what: string) => {
    onWrite(what)
    revisions.set(id, (revisions.get(id) ?? 1) + 1)
    return revisions.get(id) ?? 0
  }
  const runsOf = (id: string) => [...runs.values()].filter(({ conversationId }) => conversationId === id)
  const find = (id: string) => {
    const conversation = removed.has(id) ? undefined : known.get(id)
    if (conversation === undefined) return null
    return { ...conversation, isBusy: runsOf(id).some((run) => !isOver(run)) }
  }
  const mustBe = (isSo: boolean) => {
    if (!isSo) throw new Failure({ kind: 'not-found-here', what: 'conversation' })
  }
  const changed = (id: string) => ({ conversation: find(id)!, revision: raise(id, 'conversation') })
  const messagesOf = (id: string) =>
    [...messages.values()]
      .filter(({ conversationId }) => conversationId === id)
      .toSorted((a, b) => a.position - b.position)
  const nextPosition = (id: string) => (messagesOf(id).at(-1)?.position ?? 0) + 1
  const put = <T extends Message>(message: T): T => {
    messages.set(message.id, structuredClone(message))
    return message
  }

  const conversations: ConversationStore = {
    list: () => [...known.keys()].flatMap((id) => find(id) ?? []),
    find,
    create: (conversation) => void known.set(conversation.id, conversation),
    save(conversation) {
      known.set(conversation.id, conversation)
      return raise(conversation.id, 'conversation')
    },
    remove(ids) {
      for (const id of ids) mustBe(find(id) !== null)
      for (const id of ids) removed.set(id, removed.size)
    },
    saveDraft(id, draft) {
      const conversation = known.get(id)
      if (conversation !== undefined) known.set(id, { ...conversation, draft })
    },
    restore(ids) {
      for (const id of ids) mustBe(removed.has(id))
      for (const id of ids) removed.delete(id)
      return ids.map((id) => changed(id))
    },
    arrange(ids, { isPinned, isArchived }) {
      for (const id of ids) mustBe(find(id) !== null)
      return ids.map((id) => {
        const was = known.get(id)!
        const archivedAt = isArchived === undefined ? was.archivedAt : isArchived ? 1 : null
        known.set(id, { ...was, isPinned: isPinned ?? was.isPinned, archivedAt })
        return changed(id)
      })
    },
    listRemoved: () =>
      [...removed].map(([id, removedAt]) => {
        const { assistantId, title, threadId } = known.get(id)!
        return { id, assistantId, title, threadId, removedAt }
      }),
    purge(ids) {
      for (const id of ids) if (removed.delete(id)) known.delete(id)
      for (const message of messages.values())
        if (!known.has(message.conversationId)) messages.delete(message.id)
    },
    isKept: (id) => known.has(id),
    page(id) {
      const conversation = find(id)
      if (conversation === null) return null
      const revision = revisions.get(id) ?? 1
      return {
        conversation,
        revision,
        messages: messagesOf(id),
        runs: runsOf(id),
        hasEarlier: false,
        hasLater: false,
      }
    },
  }

  const turns: TurnStore = {
    answersOf: (runId) =>
      [...messages.values()].filter(
        (message) => message.role === 'assistant' && message.runId === runId,
      ) as never,
    latestMessages: (id, count) => messagesOf(id).slice(-count),
    findMessage: (id) => structuredClone(messages.get(id) ?? null),
    addQuestion(draft) {
      const question = put({ ...draft, position: nextPosition(draft.conversationId) })
      return { question, revision: raise(draft.conversationId, `question ${draft.status}`) }
    },
    addAnswer(draft) {
      const answer = put({ ...draft, position: nextPosition(draft.conversationId) })
      return { answer, revision: raise(draft.conversationId, 'answer') }
    },
    saveMessage(message) {
      put(message)
      return raise(message.conversationId, `${message.role} ${message.status}`)
    },
    saveGrowing(answer) {
      put(answer)
      onWrite('growing text')
    },
    queuedQuestions: (id) =>
      messagesOf(id).filter((message) => message.role === 'user' && message.status === 'queued') as never,
    conversationsWithQueue: () => [
      ...new Set(
        [...messages.values()].flatMap((message) =>
          message.status === 'queued' ? [message.conversationId] : [],
        ),
      ),
    ],
    moveToEnd(question) {
      const last = nextPosition(question.conversationId) - 1
      const moved = put({ ...question, position: question.position === last ? last : last + 1 })
      return { question: moved, revision: raise(question.conversationId, 'moved') }
    },
    removeMessage(message) {
      messages.delete(message.id)
      return raise(message.conversationId, 'removed')
    },
    addRead(id, read) {
      for (const { id: messageId, role, content, remoteId, createdAt, isPartial } of read) {
        const base = {
          id: messageId,
          conversationId: id,
          position: nextPosition(id),
          remoteId,
          content,
          createdAt,
        }
        if (role === 'user') put({ ...base, role, status: 'sent' })
        else put({ ...base, role, status: isPartial ? 'partial' : 'complete', runId: '' })
      }
      return raise(id, 'read')
    },
    remoteIdsOf: (id) => new Set(messagesOf(id).flatMap(({ remoteId }) => remoteId ?? [])),
    saveRun(run, event) {
      runs.set(run.id, structuredClone(run))
      journal.push(event)
      return raise(run.conversationId, `run ${event.type}`)
    },
    findRun: (id) => structuredClone(runs.get(id) ?? null),
    latestRun: (id) => structuredClone(runsOf(id).at(-1) ?? null),
    typedResults: (runId) => structuredClone(typed.get(runId) ?? {}),
    saveTypedResults: (runId, results) => void typed.set(runId, structuredClone(results)),
    openRuns: () => [...runs.values()].filter((run) => !isOver(run) && !removed.has(run.conversationId)),
  }
  return { conversations, turns, messages, runs, journal }
}
