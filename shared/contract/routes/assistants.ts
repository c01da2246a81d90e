/** Requests about assistants: connecting, changing and removing them, and how their functions are answered. */
import { z } from 'zod'
import { ANSWER_MODES, type AssistantSnapshot } from '../../domain/assistant.ts'
import { DELIVERIES } from '../../domain/connection.ts'
import { REMEMBERED_CHARACTERS } from '../../domain/limits.ts'
import { id, route } from './route.ts'

/** Loose on purpose: what is wrong with a field is told beside the field, by assistants/connect-form. */
const connectForm = z.strictObject({
  baseUrl: z.string().max(4_000),
  apiKey: z.string().max(4_000),
  assistantId: z.string().max(4_000),
  nickname: z.string().max(4_000),
  delivery: z.enum(DELIVERIES),
})

export const assistantRoutes = {
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
}
