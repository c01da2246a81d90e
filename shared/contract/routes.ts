/** Everything the window may ask of main. A new capability starts with one line here. */
import { z } from 'zod'
import { DELIVERIES } from '../domain/connection.ts'
import type { ConversationPage } from '../domain/conversation.ts'
import type { AssistantSnapshot } from '../domain/assistant.ts'
import { MESSAGE_CHARACTERS } from '../domain/limits.ts'
import { settingsChangeSchema } from '../domain/settings.ts'
import type { AppState } from './app-state.ts'

const id = z.string().min(1).max(200)
const conversation = z.strictObject({ conversationId: id })
const run = z.strictObject({ conversationId: id, runId: id })
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
  'connections.removeKey': route(z.strictObject({ connectionId: id })).replies<void>(),
  /** A conversation with nothing in it: the assistant's existing empty one when there is one. */
  'conversations.create': route(z.strictObject({ assistantId: id })).replies<{ conversationId: string }>(),
  'conversations.open': route(
    z.strictObject({ conversationId: id, beforePosition: z.number().int().nullable() }),
  ).replies<ConversationPage>(),
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
    }),
  ).replies<void>(),
  /** Takes a queued message back before it is sent; its text is the reply. */
  'conversations.takeBack': route(z.strictObject({ conversationId: id, messageId: id })).replies<{
    text: string
  }>(),
  /** A new run for the last question; posts the question only if the server does not have it. */
  'runs.askAgain': route(run).replies<void>(),
  'runs.keepWaiting': route(run).replies<void>(),
  'runs.cancel': route(run).replies<void>(),
  'runs.stopWaiting': route(run).replies<void>(),
  /** Goes back to watching a run that was left alone. */
  'runs.watchAgain': route(run).replies<void>(),
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
