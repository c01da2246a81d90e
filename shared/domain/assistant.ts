/** An assistant: an assistant ID on a connection, with the name and colour a person gave it. */
import { z } from 'zod'

export const ASSISTANT_COLOURS = [
  'violet',
  'teal',
  'amber',
  'rose',
  'sky',
  'lime',
  'slate',
  'orange',
] as const

/** What the server said about the assistant, and when we asked. */
export const assistantSnapshotSchema = z.object({
  name: z.string().nullable(),
  description: z.string().nullable(),
  model: z.string().nullable(),
  instructions: z.string().nullable(),
  /** Kinds of tool, such as `code_interpreter`, or a function's name. */
  tools: z.array(z.string()),
  /** Milliseconds since the epoch. */
  readAt: z.number(),
})

export type AssistantSnapshot = z.infer<typeof assistantSnapshotSchema>

/** How a function call is answered: by the person, always by the same text, or by its own arguments. */
export const ANSWER_MODES = ['ask', 'always', 'echo'] as const

/** What is remembered of answering one function of an assistant. */
export const functionMemorySchema = z.object({
  name: z.string(),
  mode: z.enum(ANSWER_MODES).default('ask'),
  /** What `always` answers. */
  answer: z.string().default(''),
  /** The result sent last; null when none was, or one too long to keep. */
  last: z.string().nullable().default(null),
})

export type FunctionMemory = z.infer<typeof functionMemorySchema>
export type AnswerMode = FunctionMemory['mode']

export const assistantSchema = z.object({
  id: z.string(),
  connectionId: z.string(),
  /** The ID at the server. Any string: servers name them as they like. */
  remoteId: z.string(),
  nickname: z.string(),
  colour: z.enum(ASSISTANT_COLOURS),
  snapshot: assistantSnapshotSchema.nullable().default(null),
  /** The function answered last stands first. */
  functions: z.array(functionMemorySchema).default([]),
})

export type Assistant = z.infer<typeof assistantSchema>
export type AssistantColour = Assistant['colour']

/** What a person fills in to connect an assistant. Empty `apiKey` keeps the stored key; empty `baseUrl` means the default. */
export interface ConnectForm {
  baseUrl: string
  apiKey: string
  assistantId: string
  nickname: string
  delivery: 'automatic' | 'streaming' | 'polling'
}
