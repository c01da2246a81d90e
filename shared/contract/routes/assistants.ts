/** Requests about assistants: connecting, changing and removing them, and how their functions are answered. */
import { z } from 'zod'
import {
  ANSWER_MODES,
  ASSISTANT_COLOURS,
  type AssistantSnapshot,
  type ServerListing,
} from '../../domain/assistant.ts'
import { REMEMBERED_CHARACTERS } from '../../domain/limits.ts'
import { connectionForm } from './connection-form.ts'
import { id, route } from './route.ts'

const typed = z.string().max(4_000)

/** Loose on purpose: what is wrong with a field is told beside the field, by assistants/assistant-form. */
const assistantForm = z.strictObject({
  remoteId: typed,
  nickname: typed,
  colour: z.enum(ASSISTANT_COLOURS).nullable(),
  suggestions: z.array(typed).max(100),
})

const assistant = z.strictObject({ assistantId: id })

export const assistantRoutes = {
  /**
   * Connects an assistant, on a known connection or on one that is saved with it: exactly one of the two is given. Fails
   * with `invalid-fields` before anything is sent anywhere, and with `assistant-known` for an ID that is there already.
   * One that was removed comes back as it was, with what the form says and its conversations.
   */
  'assistants.connect': route(
    z.strictObject({ connectionId: id.nullable(), server: connectionForm.nullable(), form: assistantForm }),
  ).replies<{ assistantId: string; isBroughtBack: boolean }>(),
  'assistants.change': route(z.strictObject({ assistantId: id, form: assistantForm })).replies<void>(),
  /** Nothing happens at the server; can be undone for a while. */
  'assistants.remove': route(assistant).replies<void>(),
  'assistants.restore': route(assistant).replies<void>(),
  'assistants.setArchived': route(
    z.strictObject({ assistantId: id, isArchived: z.boolean() }),
  ).replies<void>(),
  /** All of them in their new order; those not named stay behind the others. */
  'assistants.reorder': route(z.strictObject({ assistantIds: z.array(id).max(10_000) })).replies<void>(),
  /** Reads anew what the server says of the assistant. */
  'assistants.refresh': route(assistant).replies<AssistantSnapshot>(),
  /** Reads the server's own list, page by page: each is told as `listing-grew`. With a form, at the server it describes. */
  'assistants.listAtServer': route(
    z.strictObject({ listingId: z.uuid(), connection: id.nullable(), form: connectionForm.nullable() }),
  ).replies<ServerListing>(),
  'assistants.stopListing': route(z.strictObject({ listingId: z.uuid() })).replies<void>(),
  /** Adds the practice assistants if they are not there yet and opens a conversation with the first. */
  'assistants.addPractice': route(z.void()).replies<{ conversationId: string }>(),
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
}
