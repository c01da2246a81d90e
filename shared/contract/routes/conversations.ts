/** Requests about conversations and the questions in them. */
import { z } from 'zod'
import type { ConversationPage } from '../../domain/conversation.ts'
import { conversation, id, route, text } from './route.ts'

export const conversationRoutes = {
  /** A conversation with nothing in it: the assistant's existing empty one when there is one. */
  'conversations.create': route(z.strictObject({ assistantId: id })).replies<{ conversationId: string }>(),
  'conversations.open': route(
    z.strictObject({ conversationId: id, beforePosition: z.number().int().nullable() }),
  ).replies<ConversationPage>(),
  'conversations.markRead': route(conversation).replies<void>(),
  'conversations.rename': route(
    z.strictObject({ conversationId: id, title: z.string().trim().min(1).max(200) }),
  ).replies<void>(),
  'conversations.remove': route(conversation).replies<void>(),
  /** Brings a removed conversation back as it was. */
  'conversations.restore': route(conversation).replies<void>(),
  'conversations.saveDraft': route(z.strictObject({ conversationId: id, text })).replies<void>(),
  /** `messageId` is made by the window, so that asking twice stores and sends once. */
  'conversations.send': route(
    z.strictObject({
      conversationId: id,
      messageId: z.uuid(),
      text: text.refine((value) => value.trim() !== ''),
      /** More than a message takes is told in words. */
      attachmentIds: z.array(z.uuid()).max(100).optional(),
    }),
  ).replies<void>(),
  /** Takes a queued message back before it is sent; its text is the reply. */
  'conversations.takeBack': route(z.strictObject({ conversationId: id, messageId: id })).replies<{
    text: string
  }>(),
  /** Goes on with a queue that stands still after a failure. */
  'conversations.sendQueued': route(conversation).replies<void>(),
}
