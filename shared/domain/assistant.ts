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
  /** Files and vector stores its tools may use, by their IDs at the server. */
  files: z
    .array(z.object({ id: z.string(), kind: z.enum(['file', 'vector-store']), tool: z.string() }))
    .default([]),
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

/** What is kept on disk about an assistant. */
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
  /** Questions offered in an empty conversation; empty offers the usual ones. */
  suggestions: z.array(z.string()).default([]),
  /** Put away: not offered for new conversations. Milliseconds since the epoch, as all times here. */
  archivedAt: z.number().nullable().default(null),
  /** Removed, and could still be brought back for a while. */
  removedAt: z.number().nullable().default(null),
})

export type Assistant = z.infer<typeof assistantSchema>
export type AssistantColour = Assistant['colour']

/** An assistant in a server's own list. */
export interface ListedAssistant {
  remoteId: string
  name: string | null
  model: string | null
  /** Ours, when it is connected already. */
  assistantId: string | null
}

/** Why a server's list came to its end: all was read, it goes in circles, it is longer than we read, or the person stopped it. */
export type ListingEnd = 'whole' | 'repeating' | 'too-many' | 'stopped'

/** A server's own list of assistants, as far as it was read. */
export interface ServerListing {
  assistants: ListedAssistant[]
  end: ListingEnd
}

/** An assistant that is gone: enough to name the conversations that stay, and to give them back when it returns. */
export const formerAssistantSchema = assistantSchema.pick({
  id: true,
  connectionId: true,
  remoteId: true,
  nickname: true,
  colour: true,
})

export type FormerAssistant = z.infer<typeof formerAssistantSchema>

/** What a person decides about an assistant. */
export interface AssistantForm {
  /** The assistant ID as typed. */
  remoteId: string
  /** Empty takes the name the server gives. */
  nickname: string
  /** Null picks one. */
  colour: AssistantColour | null
  suggestions: string[]
}
