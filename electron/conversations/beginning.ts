/** What is written down when a run begins: the run itself, then its question and its conversation. */
import type { Question } from '../../shared/domain/conversation.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import { firstRecord, threadOf } from './first-record.ts'
import type { Publish } from './ports.ts'
import type { ConversationStore, TurnStore } from './store-ports.ts'
import { changeConversation, saveMessage, saveRun } from './write-down.ts'

interface World {
  conversations: ConversationStore
  store: TurnStore
  publish: Publish
  clock: Clock
  ids: Ids
}

/** `before` is the run that asked the same question and did not get through; `known` what is known of the new one. */
export function writeBeginning(
  world: World,
  asked: Question,
  { before, known }: { before: Run | null; known: Partial<Run> },
): Run {
  const { store, clock, ids } = world
  const question = asked.status === 'queued' ? store.moveToEnd(asked).question : asked
  const place = threadOf(world, question.conversationId)
  const run = { ...firstRecord(question, { id: ids.next(), place, at: clock.now(), before }), ...known }
  saveRun(world, run, { event: { type: 'started' }, at: clock.now() })
  markAsked(world, question)
  markBusy(world, question.conversationId, place.threadId)
  return run
}

/** After an app that died or a disk that failed in the middle of it: what is on its way cannot be taken back any more. */
export function completeBeginning(world: World, { messageId, conversationId, threadId }: Run): void {
  const question = world.store.findMessage(messageId)
  if (question?.role === 'user' && question.status === 'queued') markAsked(world, question)
  if (world.conversations.find(conversationId)?.isBusy === false) markBusy(world, conversationId, threadId)
}

const markAsked = (world: World, question: Question): void =>
  saveMessage(world, { ...question, status: question.remoteId === null ? 'sending' : 'sent' })

const markBusy = (world: World, conversationId: string, threadId: string | null): void =>
  void changeConversation(world, conversationId, { isBusy: true, threadId })
