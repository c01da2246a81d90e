/** Asks another assistant what was asked before, in a conversation of its own. */
import { attachedFilesOf, newConversation, type Question } from '../../shared/domain/conversation.ts'
import { Failure } from '../../shared/errors.ts'
import type { Clock } from '../platform/clock.ts'
import type { Ids } from '../platform/ids.ts'
import type { Publish } from './ports.ts'
import type { ConversationStore, TurnStore } from './store-ports.ts'

interface World {
  conversations: ConversationStore
  store: Pick<TurnStore, 'findMessage' | 'latestMessages'>
  publish: Publish
  clock: Clock
  ids: Ids
  send(asked: { conversationId: string; messageId: string; text: string }): void
  /** @throws Failure when there is no such assistant */
  mustKnow(assistantId: string): void
}

interface Wish {
  conversationId: string
  /** Null for the last question. */
  messageId: string | null
  assistantId: string
  /** Made by the window, so that asking twice asks once. */
  newMessageId: string
}

export interface AskedElsewhere {
  conversationId: string
  /** Names of files that do not go along: their copies went when the server had them. */
  leftOut: string[]
}

/** How far back the last question is looked for. */
const RECENT_MESSAGES = 200

/** @throws Failure */
export function askElsewhere(world: World, wish: Wish): AskedElsewhere {
  const { conversations, store, publish, clock, ids } = world
  const question = questionFor(world, wish)
  const leftOut = attachedFilesOf(question).map(({ name }) => name)
  const asked = store.findMessage(wish.newMessageId)
  if (asked !== null) return { conversationId: asked.conversationId, leftOut }
  const text = question.content.map((part) => (part.type === 'text' ? part.text : '')).join('')
  if (text.trim() === '') throw new Failure({ kind: 'invalid-request' })
  world.mustKnow(wish.assistantId)
  const conversation = newConversation({ id: ids.next(), assistantId: wish.assistantId }, clock.now())
  conversations.create(conversation)
  const conversationId = conversation.id
  publish({ type: 'conversation-changed', conversationId, revision: 1, conversation })
  world.send({ conversationId, messageId: wish.newMessageId, text })
  return { conversationId, leftOut }
}

function questionFor({ conversations, store }: World, { conversationId, messageId }: Wish): Question {
  if (conversations.find(conversationId) === null)
    throw new Failure({ kind: 'not-found-here', what: 'conversation' })
  const question =
    messageId === null
      ? store.latestMessages(conversationId, RECENT_MESSAGES).findLast(({ role }) => role === 'user')
      : store.findMessage(messageId)
  if (question?.role !== 'user' || question.conversationId !== conversationId)
    throw new Failure({ kind: 'not-found-here', what: 'message' })
  return question
}
