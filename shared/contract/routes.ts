/** Everything the window may ask of main. A new capability starts with one line here. */
import { z } from 'zod'
import { DELIVERIES } from '../domain/connection.ts'
import type { ConversationPage } from '../domain/conversation.ts'
import { ANSWER_MODES, type AssistantSnapshot } from '../domain/assistant.ts'
import type { ExchangeBodies } from '../domain/exchange.ts'
import type { Inspection } from '../domain/inspection.ts'
import { MESSAGE_CHARACTERS, REMEMBERED_CHARACTERS } from '../domain/limits.ts'
import { settingsChangeSchema } from '../domain/settings.ts'
import { typedResultsSchema, type TypedResults } from '../domain/typed-results.ts'
import { FILE_LIMITS, FILE_PURPOSES, type Attachment } from '../domain/attachment.ts'
import type { AppError } from '../errors.ts'
import type { AppState } from './app-state.ts'

const id = z.string().min(1).max(200)
const conversation = z.strictObject({ conversationId: id })
const run = z.strictObject({ conversationId: id, runId: id })
const attachment = z.strictObject({ conversationId: id, attachmentId: z.uuid() })
const text = z.string().max(MESSAGE_CHARACTERS)
/** Loose on purpose: what is wrong with a field is told beside the field, by assistants/connect-form. */
const connectForm = z.strictObject({
  baseUrl: z.string().max(4_000),
  apiKey: z.string().max(4_000),
  assistantId: z.string().max(4_000),
  nickname: z.string().max(4_000),
  delivery: z.enum(DELIVERIES),
})

export const routes = {
  'app.state': route(z.void()).replies<AppState>(),
  'app.openLink': route(z.strictObject({ url: z.string().max(8_000) })).replies<{ isOpened: boolean }>(),
  'app.dismissNotice': route(z.strictObject({ noticeId: id })).replies<void>(),
  'settings.change': route(settingsChangeSchema).replies<void>(),
  /** Adds the practice assistants if they are not there yet and opens a conversation with the first. */
  'assistants.addPractice': route(z.void()).replies<{ conversationId: string }>(),
  /** Saves the form; without `assistant` a new one. Fails with `invalid-fields` before anything is sent anywhere. */
  'assistants.save': route(z.strictObject({ assistant: id.nullable(), form: connectForm })).replies<{
    assistantId: string
  }>(),
  /** Asks the server for the assistant as the form describes it, and saves nothing. */
  'assistants.check': route(
    z.strictObject({ assistant: id.nullable(), form: connectForm }),
  ).replies<AssistantSnapshot>(),
  'assistants.remove': route(z.strictObject({ assistantId: id })).replies<void>(),
  /** How calls of a function are answered from now on. */
  'assistants.rememberAnswer': route(
    z.strictObject({
      assistantId: id,
      name: z.string().max(1_000),
      mode: z.enum(ANSWER_MODES),
      answer: z.string().max(REMEMBERED_CHARACTERS),
    }),
  ).replies<void>(),
  'assistants.forgetAnswer': route(
    z.strictObject({ assistantId: id, name: z.string().max(1_000) }),
  ).replies<void>(),
  'connections.removeKey': route(z.strictObject({ connectionId: id })).replies<void>(),
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
  /** What is attached to the message being written; changes arrive as events. */
  'files.list': route(conversation).replies<Attachment[]>(),
  /** Opens the system's dialog. What cannot be attached is the reply. Paths never come here. */
  'files.pick': route(conversation).replies<{ refused: AppError[] }>(),
  /** A dropped or pasted file, read by the window. */
  'files.take': route(
    z.strictObject({
      conversationId: id,
      name: z.string().max(4_000),
      bytes: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= FILE_LIMITS.bytesThroughWindow),
    }),
  ).replies<void>(),
  'files.remove': route(attachment).replies<void>(),
  'files.change': route(attachment.extend({ purpose: z.enum(FILE_PURPOSES) })).replies<void>(),
  /** Fetches a file from the server and asks where to keep it. Null when the person thought better of it. */
  'files.save': route(
    z.strictObject({ conversationId: id, fileId: id, name: z.string().max(4_000).nullable() }),
  ).replies<SavedFile | null>(),
  /** Goes on with a queue that stands still after a failure. */
  'conversations.sendQueued': route(conversation).replies<void>(),
  /** The network is back: every watched run is looked at at once. */
  'runs.wake': route(z.void()).replies<void>(),
  /** Another run holds the thread: waits until it is over, then asks again. */
  'runs.waitForThread': route(run).replies<void>(),
  /** Cancels the run that holds the thread, then asks again. */
  'runs.unlock': route(run).replies<void>(),
  /** What was typed as results and not sent, kept like a draft. */
  'runs.typedResults': route(run).replies<TypedResults>(),
  'runs.saveTypedResults': route(
    z.strictObject({ conversationId: id, runId: id, typed: typedResultsSchema }),
  ).replies<void>(),
  /** A new run for the last question; posts the question only if the server does not have it. */
  'runs.askAgain': route(run).replies<void>(),
  'runs.keepWaiting': route(run).replies<void>(),
  'runs.cancel': route(run).replies<void>(),
  'runs.stopWaiting': route(run).replies<void>(),
  /** Goes back to watching a run that was left alone. */
  'runs.watchAgain': route(run).replies<void>(),
  /** Everything the inspector shows of a run but the bodies of its requests. */
  'runs.inspect': route(run).replies<Inspection>(),
  /** What was sent and what came back, without the keys; empty when it is not kept any more. */
  'runs.exchangeBodies': route(
    z.strictObject({ exchangeId: z.number().int().positive() }),
  ).replies<ExchangeBodies>(),
  'runs.giveResults': route(
    z.strictObject({
      conversationId: id,
      runId: id,
      results: z
        .array(z.strictObject({ callId: z.string(), output: z.string().max(1_000_000) }))
        .min(1)
        .max(128),
    }),
  ).replies<void>(),
}

/** Where a file was saved, without its path. */
export interface SavedFile {
  name: string
  folder: string
}

export type RouteName = keyof typeof routes
export type Input<R extends RouteName> = z.infer<(typeof routes)[R]['input']>
export type Reply<R extends RouteName> = (typeof routes)[R] extends Route<z.ZodType, infer T> ? T : never

interface Route<I extends z.ZodType, T> {
  input: I
  /** Never present at run time: it carries the reply's type. */
  replyType?: T
}

function route<I extends z.ZodType>(input: I): { replies: <T>() => Route<I, T> } {
  return { replies: <T>(): Route<I, T> => ({ input }) }
}
