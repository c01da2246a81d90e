/** Requests about conversations and the questions in them. */
import { z } from 'zod'
import { cleanTitle, type ConversationPage, type RemovedConversation } from '../../domain/conversation.ts'
import { conversation, draft, id, route, text } from './route.ts'

/** Everything can be selected at once, as for an export, and it is little enough for one transaction. */
const MOST_AT_ONCE = 10_000

/** All of them or none. */
const many = z.array(id).min(1).max(MOST_AT_ONCE)
const conversations = z.strictObject({ conversationIds: many })

/** Of a message in its conversation. */
const position = z.number().int()

/** A thread of the server that is a conversation now. */
export interface OpenedThread {
  conversationId: string
  /** It was here already, perhaps archived or deleted, and was brought forward. */
  wasHere: boolean
  /** A run is not over there: a question waits for it. */
  hasOpenRun: boolean
  /** It is longer than what is read of it. */
  isCut: boolean
}

export const conversationRoutes = {
  /** A conversation with nothing in it: the assistant's existing empty one when there is one. */
  'conversations.create': route(z.strictObject({ assistantId: id })).replies<{ conversationId: string }>(),
  /** With nothing but null the last messages; else those before, after or around a position. */
  'conversations.open': route(
    z.strictObject({
      conversationId: id,
      beforePosition: position.nullable(),
      afterPosition: position.optional(),
      aroundPosition: position.optional(),
    }),
  ).replies<ConversationPage>(),
  'conversations.markRead': route(conversation).replies<void>(),
  'conversations.rename': route(
    z.strictObject({ conversationId: id, title: z.string().max(200).overwrite(cleanTitle).min(1) }),
  ).replies<void>(),
  'conversations.remove': route(conversations).replies<void>(),
  /** Brings removed conversations back as they were. */
  'conversations.restore': route(conversations).replies<void>(),
  /** Pins, unpins, archives or takes out of the archive. */
  'conversations.arrange': route(
    conversations.extend({
      change: z
        .strictObject({ isPinned: z.boolean().optional(), isArchived: z.boolean().optional() })
        .refine((change) => Object.keys(change).length > 0),
    }),
  ).replies<void>(),
  /** What was deleted and can be brought back, the latest first. */
  'conversations.listRemoved': route(z.void()).replies<RemovedConversation[]>(),
  /** Deletes removed conversations for good. */
  'conversations.purge': route(conversations).replies<void>(),
  /** The server has forgotten the thread: what did not get through, or what is asked next, begins a new one. */
  'conversations.goOnInNewThread': route(conversation).replies<void>(),
  /** Reads a thread of the server and keeps it as a conversation; `work-grew` tells how far it is. Null when it was stopped. */
  'conversations.openThread': route(
    z.strictObject({ assistantId: id, threadId: z.string().trim().min(1).max(200), workId: z.uuid() }),
  ).replies<OpenedThread | null>(),
  /** Brings in what was said in the thread elsewhere. */
  'conversations.refresh': route(z.strictObject({ conversationId: id, workId: z.uuid() })).replies<{
    added: number
  } | null>(),
  'conversations.stopReading': route(z.strictObject({ workId: z.uuid() })).replies<void>(),
  /** Asks another assistant the same in a new conversation. With null the last question is meant. */
  'conversations.askElsewhere': route(
    z.strictObject({
      conversationId: id,
      messageId: id.nullable(),
      assistantId: id,
      newMessageId: z.uuid(),
    }),
  ).replies<{
    conversationId: string
    /** Names of files that do not go along. */
    leftOut: string[]
  }>(),
  'conversations.saveDraft': route(z.strictObject({ conversationId: id, text: draft })).replies<void>(),
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
