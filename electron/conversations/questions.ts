/** Questions before they are asked: put into the queue, and taken back out of it. */
import { titleFrom, type Question } from '../../shared/domain/conversation.ts'
import { isOver } from '../../shared/domain/run.ts'
import type { Run } from '../../shared/domain/run-record.ts'
import { Failure, toAppError } from '../../shared/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { OutgoingFiles } from './attachments.ts'
import type { Publish } from './ports.ts'
import type { ConversationStore, TurnStore } from './store-ports.ts'
import { changeConversation } from './write-down.ts'

interface World {
  conversations: ConversationStore
  store: TurnStore
  publish: Publish
  clock: Clock
  attachments: OutgoingFiles
}

export interface MessageName {
  conversationId: string
  messageId: string
}

/** What the window asks to be sent; the files are attached already. */
export interface Asked extends MessageName {
  text: string
  attachmentIds?: readonly string[] | undefined
}

/** False when it is there already: asked twice, it is stored and sent once. @throws Failure */
export function putInQueue(world: World, asked: Asked): boolean {
  const { conversationId, messageId, text, attachmentIds = [] } = asked
  const { store, conversations, publish, clock, attachments } = world
  if (store.findMessage(messageId) !== null) return false
  if (conversations.find(conversationId) === null)
    throw new Failure({ kind: 'not-found-here', what: 'conversation' })
  // Queued even when its turn has come: if the app dies right here, it is sent after the next start.
  const { question, revision } = attachments.handOver({ conversationId, messageId, attachmentIds }, (files) =>
    store.addQuestion({
      id: messageId,
      conversationId,
      role: 'user',
      remoteId: null,
      content: [{ type: 'text', text, citations: [] }, ...files],
      createdAt: clock.now(),
      status: 'queued',
    }),
  )
  publish({ type: 'message-changed', conversationId, revision, message: question })
  return true
}

/** The question a run was for. @throws Failure when there is none */
export function askedBy(
  { store }: Pick<World, 'store'>,
  { conversationId, runId }: { conversationId: string; runId: string },
): { question: Question; before: Run } {
  const before = store.findRun(runId)
  const question = before?.conversationId === conversationId ? store.findMessage(before.messageId) : null
  if (before === null || question?.role !== 'user')
    throw new Failure({ kind: 'not-found-here', what: 'message' })
  return { question, before }
}

/**
 * What is called gives the conversation its title and place in the list; what was typed is no draft any more. When the disk
 * refuses, it throws and can be called again: then a draft that is not of this question stays, for it was typed meanwhile.
 * Any other failure is reported, for the question is stored, whatever becomes of that.
 */
export function announcing(
  world: Pick<World, 'conversations' | 'publish' | 'clock'> & { reportBug(thrown: unknown): void },
  { conversationId, text }: Asked,
): () => void {
  let isAgain = false
  let isDone = false
  return () => {
    if (isDone) return
    const known = world.conversations.find(conversationId)
    const isOther = isAgain && known !== null && !text.startsWith(known.draft.trim())
    isAgain = true
    try {
      const title = known?.title || titleFrom(text)
      // What is spoken in is not put away any more.
      const change = { title, updatedAt: world.clock.now(), archivedAt: null }
      changeConversation(world, conversationId, isOther ? change : { ...change, draft: '' })
    } catch (thrown) {
      if (toAppError(thrown).kind === 'storage-failed') throw thrown
      world.reportBug(thrown)
    }
    isDone = true
  }
}

/** Its text. @throws Failure when it is not in the queue any more */
export function takeOutOfQueue(
  { store, publish, attachments }: Pick<World, 'store' | 'publish' | 'attachments'>,
  { conversationId, messageId }: MessageName,
): { text: string } {
  const message = store.findMessage(messageId)
  // A run for it may be written down already, while the disk has not taken the rest yet: then it is on its way.
  const run = store.latestRun(conversationId)
  const isOnItsWay = run?.messageId === messageId && !isOver(run)
  const isQueued = message?.role === 'user' && message.status === 'queued' && !isOnItsWay
  if (!isQueued || message.conversationId !== conversationId)
    throw new Failure({ kind: 'not-found-here', what: 'message' })
  // First: if the files cannot be given back, the question stays as it is.
  attachments.giveBack({ messageId, conversationId })
  publish({ type: 'message-removed', conversationId, revision: store.removeMessage(message), messageId })
  return { text: message.content.map((part) => (part.type === 'text' ? part.text : '')).join('') }
}
